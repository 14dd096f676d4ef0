package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.catalogue.CatalogueTimeline;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentVersion;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Physician;
import org.dualchannel.registry.Principal;
import org.dualchannel.reimbursement.SettlementInput;
import org.dualchannel.reimbursement.SettlementResult;
import org.dualchannel.routing.Route;
import org.dualchannel.routing.Stock;
import org.dualchannel.rules.Rejection;
import org.dualchannel.screening.Finding;

/**
 * Reads of the state for any thread, one entry at a time, and quotes. A look-up gives null for what
 * does not exist. An answer that was given earlier is always visible.
 */
public final class View {
  private final State state;
  private final SupplyView supply;

  public View(State state) {
    this.state = state;
    this.supply = new SupplyView(state);
  }

  /** Reads of the supply side. */
  public SupplyView supply() {
    return supply;
  }

  public Prescription prescription(String id) {
    return state.prescriptions.get(id);
  }

  /** The most prescriptions that this node can hold; what the log allows is never more. */
  public long prescriptionCapacity() {
    return state.prescriptions.capacity();
  }

  public Settlement settlement(String id) {
    return state.settlements.get(id);
  }

  public OfflineClaim claim(String id) {
    return state.claims.claims.get(id);
  }

  /** The prescription that a settlement settled, as the hospital wrote it. */
  public Draft prescribed(Settlement settlement) {
    return settlement.ofClaim()
        ? claim(settlement.id()).form().prescription()
        : prescription(settlement.prescription()).draft();
  }

  public Enrolment enrolment(String id) {
    return state.enrolments.get(id);
  }

  /** One state in the history of an enrolment. */
  public EnrolmentVersion enrolmentVersion(String id, int version) {
    return state.enrolmentVersions.get(EnrolmentHistory.key(id, version));
  }

  public Institution institution(String code) {
    return state.institutions.get(code);
  }

  public Physician physician(String code) {
    return state.physicians.get(code);
  }

  public Pharmacy pharmacy(String code) {
    return state.pharmacies.get(code);
  }

  public Pharmacist pharmacist(String code) {
    return state.pharmacists.get(code);
  }

  /** The filing of one pharmacy by one hospital. */
  public Designation designation(String hospital, String pharmacy) {
    return Circulation.designations(state, hospital).of(pharmacy);
  }

  public Person person(String area, String number) {
    return state.persons.get(State.personKey(area, number));
  }

  /** What a pharmacy reported of a drug. */
  public Stock stock(String pharmacy, String drug) {
    return state.stock(pharmacy, drug);
  }

  /** The balance of a person's account in fen; 0 when there is none. */
  public long balanceFen(String area, String person) {
    return state.balance(area, person);
  }

  /** The published versions of an area's catalogue. */
  public CatalogueTimeline catalogues(String area) {
    return state.catalogues(area);
  }

  public Policies policies() {
    return state.policies();
  }

  /** Reads of supervision. */
  public SupervisionView supervision() {
    return new SupervisionView(state.supervision);
  }

  /** What the review found in a prescription that was accepted. */
  public List<Finding> findings(String prescription) {
    State.Findings known = state.findings.get(prescription);
    return known == null ? List.of() : known.found();
  }

  /**
   * What a quote came to. Either {@code rejection} is set, or the others are.
   *
   * @param route where the prescription may go; null when an existing prescription was quoted
   * @param selfPaid lines that insurance would not pay; null as {@code route}
   * @param findings what the review finds in it; null as {@code route}
   * @param input what would be settled; null as {@code result}
   * @param result the settlement that would be made; null when no price was given
   */
  public record Quote(
      Rejection rejection,
      Route route,
      List<Reply.SelfPaidLine> selfPaid,
      List<Finding> findings,
      SettlementInput input,
      SettlementResult result,
      String catalogue,
      String policy) {}

  /** A price asked for one line. */
  public record QuotedLine(int line, long priceFen) {}

  /**
   * Checks and prices a prescription that does not exist yet, without effect.
   *
   * @param timeMs when it would be submitted and dispensed
   * @param dispenser who would dispense; null for a check without a price
   */
  public Quote quote(
      long timeMs,
      Principal hospital,
      String area,
      Draft draft,
      Principal dispenser,
      List<QuotedLine> lines,
      boolean useAccount) {
    Turn turn = new Turn(state, 0, timeMs, hospital, area);
    try {
      Submission.Admission admission = Submission.admit(turn, draft);
      Pricing.Priced priced =
          dispenser == null
              ? Pricing.Priced.NONE
              : price(timeMs, dispenser, admission.prescription(), lines, useAccount);
      return new Quote(
          null,
          admission.route(),
          admission.selfPaid(),
          admission.findings(),
          priced.input(),
          priced.result(),
          turn.catalogueId(),
          turn.policyId());
    } catch (Refusal refusal) {
      return refused(turn, refusal);
    }
  }

  /** Where the open lines of an existing prescription may go now, or why they may not. */
  public Quote route(long timeMs, Principal asker, String area, String prescriptionId) {
    Turn turn = new Turn(state, 0, timeMs, asker, area);
    try {
      Prescription prescription = turn.prescription(prescriptionId);
      Refusal.refuseIf(prescription.refuseEnded(timeMs));
      Route route = Submission.route(turn, prescription, turn.policy());
      return new Quote(null, route, null, null, null, null, turn.catalogueId(), turn.policyId());
    } catch (Refusal refusal) {
      return refused(turn, refusal);
    }
  }

  /** Prices open lines of an existing prescription as the dispenser would settle them now. */
  public Quote quote(
      long timeMs,
      Principal dispenser,
      String area,
      String prescriptionId,
      List<QuotedLine> lines,
      boolean useAccount) {
    Turn turn = new Turn(state, 0, timeMs, dispenser, area);
    try {
      Prescription prescription = turn.prescription(prescriptionId);
      Refusal.refuseIf(prescription.refuseEnded(timeMs));
      Circulation.refuseDispenser(turn, prescription);
      Pricing.Priced priced =
          Pricing.price(turn, prescription, priced(prescription, lines), useAccount);
      return new Quote(
          null,
          null,
          null,
          null,
          priced.input(),
          priced.result(),
          turn.catalogueId(),
          turn.policyId());
    } catch (Refusal refusal) {
      return refused(turn, refusal);
    }
  }

  private Pricing.Priced price(
      long timeMs,
      Principal dispenser,
      Prescription draft,
      List<QuotedLine> lines,
      boolean useAccount) {
    Turn turn = new Turn(state, 0, timeMs, dispenser, draft.area());
    Circulation.refuseDispenser(turn, draft);
    return Pricing.price(turn, draft, priced(draft, lines), useAccount);
  }

  /** All that is left of the lines; a line that does not exist is refused by the pricing. */
  private static List<Pricing.PricedLine> priced(
      Prescription prescription, List<QuotedLine> lines) {
    List<Pricing.PricedLine> priced = new ArrayList<>(lines.size());
    for (QuotedLine each : lines) {
      boolean open = prescription.openLines().contains(each.line());
      long quantityE4 = open ? prescription.restE4(each.line()) : 1;
      priced.add(new Pricing.PricedLine(each.line(), each.priceFen(), quantityE4));
    }
    return priced;
  }

  private static Quote refused(Turn turn, Refusal refusal) {
    return new Quote(
        refusal.rejection(), null, null, null, null, null, turn.catalogueId(), turn.policyId());
  }
}
