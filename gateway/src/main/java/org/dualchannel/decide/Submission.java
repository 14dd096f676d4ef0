package org.dualchannel.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Coverage;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.prescription.Line;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Physician;
import org.dualchannel.registry.Place;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.PaymentStandard;
import org.dualchannel.reimbursement.ServiceRules;
import org.dualchannel.routing.Route;
import org.dualchannel.routing.Router;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;

/** A hospital sends a prescription: three-fixed checks, then routing. */
final class Submission {
  private Submission() {}

  /** A prescription that passed all checks, and where it may go. */
  record Admission(Prescription prescription, Route route) {}

  static Reply submit(Turn turn, Body.SubmitPrescription body) {
    State state = turn.state;
    Admission admission = admit(turn, body);
    State.room(state.prescriptions, 1);
    State.room(state.hospitalNumbers, 1);

    String id = state.sequences.nextPrescription(turn.area);
    Prescription prescription = named(admission.prescription(), id);
    state.prescriptions.put(id, prescription);
    state.hospitalNumbers.put(numberKey(body), new State.Id(id));
    state.deadlines.add(prescription.untilMs(), Deadlines.Kind.PRESCRIPTION, id);
    turn.emit(new Event.Offered(prescription, admission.route().candidates()));
    return new Reply.Submitted(id, prescription.untilMs(), admission.route());
  }

  /** Makes every check and changes nothing; the prescription has no id yet. */
  @Rule({"S2-18", "S2-19", "S2-28"})
  static Admission admit(Turn turn, Body.SubmitPrescription body) {
    State state = turn.state;
    turn.only(Role.HOSPITAL, body.hospital(), "submit prescriptions of " + body.hospital());
    Institution hospital = state.institution(body.hospital());
    refuseOtherArea(turn, hospital);
    Refusal.refuseIf(hospital.refuseUndesignated(turn.date));
    Physician physician = state.physician(body.physician());
    Refusal.refuseIf(physician.refuseUnauthorised(body.hospital(), turn.date));
    Refusal.refuseIf(state.person(turn.area, body.person()).refuseOutOfBenefit(turn.date));
    refuseUsedNumber(state, body);
    BenefitPolicy policy = turn.policy();
    long untilMs = validUntil(turn, body, policy.rules());

    Prescription prescription = prescription(turn, body, untilMs);
    for (Line line : prescription.lines()) {
      refuseLine(turn, prescription, line, policy);
    }
    return new Admission(prescription, route(turn, body, prescription, hospital, policy));
  }

  /** The drug in the catalogue in force, paid for today. */
  @Rule("S2-42")
  static Drug drug(Turn turn, String code) {
    Catalogue catalogue = turn.catalogue();
    Drug drug =
        Refusal.known(
            catalogue.drug(code),
            Reason.DRUG_UNKNOWN,
            "drug",
            code,
            "version",
            catalogue.version().id());
    if (drug.coverageOn(turn.date) == Coverage.STOPPED) {
      throw Refusal.refusal(Reason.AGREEMENT_ENDED, "drug", code, "end", drug.agreement().to());
    }
    return drug;
  }

  /** What routing asks for one drug. */
  @Rule("S4-34")
  static Router.Wanted wanted(Drug drug, long quantityE4, BenefitPolicy policy) {
    return new Router.Wanted(
        drug.code(), quantityE4, drug.coldChain(), priceLimitFen(drug, policy));
  }

  /** The highest price that a pharmacy may ask; 0 when the drug has no listed price. */
  @Rule("S4-34")
  static long priceLimitFen(Drug drug, BenefitPolicy policy) {
    long listed =
        drug.priceBasis().selectedPriceFen() > 0
            ? drug.priceBasis().selectedPriceFen()
            : drug.priceBasis().standardFen();
    return listed == 0 ? 0 : PaymentStandard.markUpLimitFen(listed, policy.rules().markUpLimitBp());
  }

  @Rule("S2-28")
  private static void refuseOtherArea(Turn turn, Institution hospital) {
    if (!hospital.area().equals(turn.area)) {
      throw Refusal.refusal(Reason.OTHER_AREA, "area", turn.area, "hospital_area", hospital.area());
    }
  }

  private static void refuseUsedNumber(State state, Body.SubmitPrescription body) {
    State.Id used = state.hospitalNumbers.get(numberKey(body));
    if (used != null) {
      throw Refusal.refusal(
          Reason.HOSPITAL_NUMBER_USED,
          "institution",
          body.hospital(),
          "number",
          body.hospitalNumber(),
          "prescription",
          used.id());
    }
  }

  private static String numberKey(Body.SubmitPrescription body) {
    return body.hospital() + '/' + body.hospitalNumber();
  }

  private static long validUntil(Turn turn, Body.SubmitPrescription body, ServiceRules rules) {
    int days = body.validDays() == 0 ? rules.prescriptionValidDays() : body.validDays();
    int limit = body.longTerm() ? rules.longTermMaxValidDays() : rules.prescriptionMaxValidDays();
    if (days > limit) {
      throw Refusal.refusal(Reason.VALIDITY_TOO_LONG, "days", days, "limit", limit);
    }
    if (body.issuedMs() > turn.timeMs + Duration.ofMinutes(5).toMillis()) {
      throw Refusal.refusal(Reason.ISSUED_IN_FUTURE);
    }
    long untilMs = body.issuedMs() + Duration.ofDays(days).toMillis();
    if (untilMs <= turn.timeMs) {
      throw Refusal.refusal(
          Reason.PRESCRIPTION_EXPIRED,
          "prescription",
          body.hospitalNumber(),
          "until",
          java.time.Instant.ofEpochMilli(untilMs));
    }
    return untilMs;
  }

  private static Prescription prescription(Turn turn, Body.SubmitPrescription body, long untilMs) {
    List<Line> lines = new ArrayList<>(body.lines().size());
    for (Body.SubmittedLine each : body.lines()) {
      lines.add(
          new Line(
              lines.size() + 1,
              each.drug(),
              drug(turn, each.drug()).molecule(),
              each.quantityE4(),
              each.days(),
              each.singleDose(),
              each.frequency(),
              each.route(),
              each.selfPayReason(),
              Line.Status.OPEN,
              ""));
    }
    return new Prescription(
        "",
        turn.area,
        body.hospital(),
        body.hospitalNumber(),
        body.physician(),
        body.person(),
        body.visitType(),
        body.issuedMs(),
        untilMs,
        body.diagnoses(),
        body.clinical(),
        lines,
        Prescription.Ended.RUNNING,
        null);
  }

  private static void refuseLine(
      Turn turn, Prescription prescription, Line line, BenefitPolicy policy) {
    Drug drug = drug(turn, line.drug());
    int limit = drug.maxDaysSupply() > 0 ? drug.maxDaysSupply() : policy.rules().maxDaysSupply();
    if (line.days() > limit) {
      throw Refusal.refusal(
          Reason.DAYS_SUPPLY_OVER_LIMIT,
          "line",
          line.number(),
          "days",
          line.days(),
          "limit",
          limit);
    }
    if (line.selfPayReason().isEmpty()) {
      Entitlement.guarantee(turn, prescription, line, drug);
      Entitlement.restrictionMet(turn, prescription, line, drug, policy);
    }
  }

  private static Route route(
      Turn turn,
      Body.SubmitPrescription body,
      Prescription prescription,
      Institution hospital,
      BenefitPolicy policy) {
    List<Router.Wanted> wanted = new ArrayList<>(prescription.lines().size());
    for (Line line : prescription.lines()) {
      wanted.add(wanted(drug(turn, line.drug()), line.quantityE4(), policy));
    }
    Place near =
        body.deliverTo() != null ? body.deliverTo() : new Place(hospital.latE6(), hospital.lonE6());
    Router.Wish wish = new Router.Wish(wanted, body.preferredPharmacy(), near, 0, 0);
    return new Router(turn.state)
        .route(Circulation.designations(turn.state, body.hospital()), wish, turn.date);
  }

  private static Prescription named(Prescription draft, String id) {
    return new Prescription(
        id,
        draft.area(),
        draft.hospital(),
        draft.hospitalNumber(),
        draft.physician(),
        draft.person(),
        draft.visitType(),
        draft.issuedMs(),
        draft.untilMs(),
        draft.diagnoses(),
        draft.clinical(),
        draft.lines(),
        draft.ended(),
        draft.hold());
  }
}
