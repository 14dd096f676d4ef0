package org.dualchannel.decide;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Coverage;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.PriceBasis;
import org.dualchannel.catalogue.QualityTier;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.reimbursement.AreaKind;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.PaymentStandard;
import org.dualchannel.reimbursement.ServiceRules;
import org.dualchannel.routing.Route;
import org.dualchannel.routing.Router;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.screening.Finding;

/** A hospital sends a prescription: three-fixed checks, then routing. */
final class Submission {
  private Submission() {}

  /** A prescription that passed all checks, where it may go, and what insurance will not pay. */
  record Admission(
      Prescription prescription,
      Route route,
      List<Reply.SelfPaidLine> selfPaid,
      List<Finding> findings) {}

  static Reply submit(Turn turn, Body.SubmitPrescription body) {
    State state = turn.state;
    Admission admission = admit(turn, body.draft());
    state.room(state.prescriptions, 1);
    state.room(state.hospitalNumbers, 1);
    state.room(state.findings, admission.findings().isEmpty() ? 0 : 1);

    Prescription draft = admission.prescription();
    String id = state.sequences.nextPrescription(turn.area);
    Prescription prescription =
        Prescription.accepted(id, turn.area, draft.draft(), draft.untilMs(), draft.admitted());
    state.prescriptions.put(id, prescription);
    if (!admission.findings().isEmpty()) {
      state.findings.put(id, new State.Findings(admission.findings()));
    }
    state.hospitalNumbers.put(numberKey(body.draft()), new State.Id(id));
    state.deadlines.add(prescription.untilMs(), Deadlines.Kind.PRESCRIPTION, id);
    turn.emit(new Event.Offered(prescription, admission.route().candidates()));
    return new Reply.Submitted(
        id, prescription.untilMs(), admission.route(), admission.selfPaid(), admission.findings());
  }

  /** Makes every check and changes nothing; the prescription has no id yet. */
  @Rule({"S2-18", "S2-19", "S2-28"})
  static Admission admit(Turn turn, Draft draft) {
    turn.only(Role.HOSPITAL, draft.hospital(), "submit prescriptions of " + draft.hospital());
    Bounds.refuseOutside(draft);
    refuseUsedNumber(turn.state, draft);
    Judged judged = judge(turn, draft);
    BenefitPolicy policy = turn.policy();
    Institution hospital = turn.state.institution(draft.hospital());
    OutOfAreaCare.refuseUnopened(policy, draft, hospital, judged.areaKind());
    for (Draft.Line line : draft.lines()) {
      ClaimKeys.refuseClaimed(turn, draft, line.drug());
    }
    Person person = turn.person(turn.area, draft.person());
    List<Finding> findings = PreReview.review(turn, draft, person, policy);
    Route route = route(turn, judged.prescription(), policy);
    return new Admission(judged.prescription(), route, judged.selfPaid(), findings);
  }

  /** A prescription that may be paid, on whatever way. */
  record Judged(Prescription prescription, List<Reply.SelfPaidLine> selfPaid, AreaKind areaKind) {}

  /** Makes the checks that hold for a prescription at the counter and on paper alike. */
  @Rule({"S2-18", "S2-19", "S2-28"})
  static Judged judge(Turn turn, Draft draft) {
    State state = turn.state;
    Institution hospital = state.institution(draft.hospital());
    turn.careAt(hospital);
    Refusal.refuseIf(hospital.refuseUndesignated(turn.date));
    Refusal.refuseIf(
        state.physician(draft.physician()).refuseUnauthorised(draft.hospital(), turn.date));
    Person person = refusePerson(turn, draft);
    BenefitPolicy policy = turn.policy();
    AreaKind areaKind = OutOfAreaCare.covered(turn, policy, person, hospital, draft.visitType());
    long untilMs = validUntil(turn, draft, policy.rules());
    refuseRepeats(draft);
    turn.catalogue();

    Prescription.Admitted admitted =
        new Prescription.Admitted(turn.index, turn.timeMs, turn.catalogueId(), turn.policyId());
    Prescription prescription = Prescription.accepted("", turn.area, draft, untilMs, admitted);
    List<Reply.SelfPaidLine> selfPaid = new ArrayList<>();
    for (int number = 1; number <= draft.lines().size(); number++) {
      judgeLine(turn, prescription, number, policy, selfPaid);
    }
    return new Judged(prescription, selfPaid, areaKind);
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

  /** What routing asks for the lines of these numbers. */
  static List<Router.Wanted> wanted(
      Turn turn, Prescription prescription, List<Integer> numbers, BenefitPolicy policy) {
    List<Router.Wanted> wanted = new ArrayList<>(numbers.size());
    for (int number : numbers) {
      Draft.Line line = prescription.line(number);
      Drug drug = drug(turn, line.drug());
      wanted.add(
          new Router.Wanted(
              number,
              drug.code(),
              prescription.restE4(number),
              drug.coldChain(),
              priceLimitFen(drug, policy)));
    }
    return wanted;
  }

  /** The highest price that a pharmacy may ask; 0 when the drug has no listed price. */
  @Rule("S4-34")
  static long priceLimitFen(Drug drug, BenefitPolicy policy) {
    long listed = listedPriceFen(drug.priceBasis());
    return listed == 0 ? 0 : PaymentStandard.markUpLimitFen(listed, policy.rules().markUpLimitBp());
  }

  /**
   * The price that a mark-up is counted from: the selected price of a selected product, the
   * negotiated price of a negotiated drug. Another product of a selected generic name has a price
   * of its own, and what is over the standard is self-paid (S4-31).
   */
  private static long listedPriceFen(PriceBasis basis) {
    if (basis.tier() == null) {
      return basis.standardFen();
    }
    return basis.tier() == QualityTier.SELECTED ? basis.selectedPriceFen() : 0;
  }

  @Rule("S2-28")
  private static Person refusePerson(Turn turn, Draft draft) {
    Person person = turn.person(turn.area, draft.person());
    Refusal.refuseIf(person.refuseOutOfBenefit(turn.date));
    if (!person.scheme().equals(draft.scheme())) {
      throw Refusal.refusal(
          Reason.SCHEME_OTHER, "insured", person.scheme(), "scheme", draft.scheme());
    }
    return person;
  }

  @Rule("S2-19")
  private static void refuseUsedNumber(State state, Draft draft) {
    State.Id used = state.hospitalNumbers.get(numberKey(draft));
    if (used != null) {
      throw Refusal.refusal(
          Reason.HOSPITAL_NUMBER_USED,
          "institution",
          draft.hospital(),
          "number",
          draft.hospitalNumber(),
          "prescription",
          used.id());
    }
  }

  static String numberKey(Draft draft) {
    return draft.hospital() + '/' + draft.hospitalNumber();
  }

  /** The first instant at which it is over: the day of issue is the first day of validity. */
  @Rule("S2-19")
  private static long validUntil(Turn turn, Draft draft, ServiceRules rules) {
    int days = draft.validDays() == 0 ? rules.prescriptionValidDays() : draft.validDays();
    int limit = draft.longTerm() ? rules.longTermMaxValidDays() : rules.prescriptionMaxValidDays();
    if (days > limit) {
      throw Refusal.refusal(Reason.VALIDITY_TOO_LONG, "days", days, "limit", limit);
    }
    if (draft.issuedMs() > turn.timeMs + Bounds.CLOCK_TOLERANCE_MS) {
      throw Refusal.refusal(Reason.ISSUED_IN_FUTURE);
    }
    long untilMs = CivilDate.startMs(CivilDate.of(draft.issuedMs()).plusDays(days));
    if (untilMs <= turn.timeMs) {
      throw Refusal.refusal(
          Reason.PRESCRIPTION_EXPIRED,
          "prescription",
          draft.hospitalNumber(),
          "until",
          Instant.ofEpochMilli(untilMs));
    }
    return untilMs;
  }

  /** Only a long-term prescription is valid long enough to be dispensed again. */
  @Rule("S2-19")
  private static void refuseRepeats(Draft draft) {
    if (draft.maxRepeats() > 0 && !draft.longTerm()) {
      throw Refusal.refusal(Reason.REPEATS_NEED_LONG_TERM, "repeats", draft.maxRepeats());
    }
  }

  private static void judgeLine(
      Turn turn,
      Prescription prescription,
      int number,
      BenefitPolicy policy,
      List<Reply.SelfPaidLine> selfPaid) {
    Draft.Line line = prescription.line(number);
    Drug drug = drug(turn, line.drug());
    int limit = drug.maxDaysSupply() > 0 ? drug.maxDaysSupply() : policy.rules().maxDaysSupply();
    if (line.days() > limit) {
      throw Refusal.refusal(
          Reason.DAYS_SUPPLY_OVER_LIMIT, "line", number, "days", line.days(), "limit", limit);
    }
    Entitlement entitlement = Entitlement.of(turn, prescription, line, drug, policy);
    if (entitlement.selfPaid() != null) {
      selfPaid.add(new Reply.SelfPaidLine(number, entitlement.selfPaid()));
    }
  }

  /** Ranks the pharmacies for the open lines that nobody owes; nobody when there are none. */
  static Route route(Turn turn, Prescription prescription, BenefitPolicy policy) {
    Draft draft = prescription.draft();
    List<Router.Wanted> wanted = wanted(turn, prescription, prescription.offeredLines(), policy);
    if (wanted.isEmpty()) {
      return new Route(List.of(), List.of());
    }
    Router.Wish wish =
        new Router.Wish(
            wanted, draft.preferred(), draft.deliverTo(), 0, prescription.course().outOfStock());
    return new Router(turn.state)
        .route(Circulation.designations(turn.state, draft.hospital()), wish, turn.date);
  }
}
