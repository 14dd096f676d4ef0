package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dualchannel.catalogue.ClinicalFacts;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.Evaluation;
import org.dualchannel.catalogue.Sex;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Physician;
import org.dualchannel.reimbursement.BenefitKind;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.ServiceRules.UnmetRestriction;
import org.dualchannel.reimbursement.SettlementLine;
import org.dualchannel.reimbursement.SettlementResult;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * What a line is entitled to.
 *
 * @param guarantee whether the outpatient guarantee pays it
 * @param selfPaid why the person pays it alone; null when insurance is asked
 */
record Entitlement(boolean guarantee, Rejection selfPaid) {

  /** Judges a line; refuses where the rules leave the hospital no choice. */
  @Rule({"S2-34", "S2-44", "S2-45"})
  static Entitlement of(
      Turn turn, Prescription prescription, Draft.Line line, Drug drug, BenefitPolicy policy) {
    if (line.selfPaid()) {
      return new Entitlement(
          false, Rejection.of(Reason.SELF_PAY_STATED, "stated", line.selfPayReason()));
    }
    boolean guarantee = guarantee(turn, prescription, drug);
    Evaluation evaluation = turn.catalogue().evaluate(drug, facts(turn, prescription, line, drug));
    if (evaluation.met()) {
      return new Entitlement(guarantee, null);
    }
    Rejection unmet =
        Rejection.of(Reason.RESTRICTION_UNMET, "drug", drug.code(), "unmet", evaluation.summary());
    if (policy.rules().unmetRestriction() == UnmetRestriction.REFUSE) {
      Refusal.refuseIf(unmet);
    }
    return new Entitlement(guarantee, unmet);
  }

  /**
   * Whether the outpatient guarantee pays. Without an enrolment it does not, and the ordinary
   * benefit applies; an enrolment that stands but may not be used refuses the command.
   */
  @Rule({"S2-34", "S2-36", "S2-38"})
  private static boolean guarantee(Turn turn, Prescription prescription, Drug drug) {
    if (!drug.onGuaranteeList()) {
      return false;
    }
    Draft draft = prescription.draft();
    Enrolment enrolment =
        enrolment(turn.state, prescription.area(), draft.person(), drug.molecule());
    if (enrolment == null || enrolment.endedEarly()) {
      return false;
    }
    Refusal.refuseIf(enrolment.refuseOn(turn.date));
    Refusal.refuseIf(enrolment.refusePrescriber(draft.hospital(), draft.physician()));
    return true;
  }

  /** The enrolments that the guarantee lines of a settlement rest on. */
  @Rule("S2-37")
  static List<Settlement.UsedEnrolment> enrolments(
      State state, Prescription prescription, Pricing.Priced priced) {
    List<Settlement.UsedEnrolment> used = new ArrayList<>();
    Set<Integer> guaranteed =
        priced.result().lines().stream()
            .filter(paid -> paid.benefit() == BenefitKind.GUARANTEE)
            .map(SettlementResult.LineResult::line)
            .collect(Collectors.toSet());
    for (SettlementLine line : priced.input().lines()) {
      if (guaranteed.contains(line.line())) {
        Enrolment enrolment =
            enrolment(state, prescription.area(), prescription.draft().person(), line.molecule());
        used.add(new Settlement.UsedEnrolment(line.line(), enrolment.id(), enrolment.version()));
      }
    }
    return used;
  }

  private static Enrolment enrolment(State state, String area, String person, String molecule) {
    State.EnrolmentIds ids = state.enrolmentsOfPerson.get(State.personKey(area, person));
    if (ids == null) {
      return null;
    }
    for (String id : ids.ids()) {
      Enrolment enrolment = state.enrolments.get(id);
      if (enrolment != null && enrolment.molecule().equals(molecule)) {
        return enrolment;
      }
    }
    return null;
  }

  private static ClinicalFacts facts(
      Turn turn, Prescription prescription, Draft.Line line, Drug drug) {
    Draft draft = prescription.draft();
    Person person = turn.state.person(prescription.area(), draft.person());
    Physician physician = turn.state.physician(draft.physician());
    Institution hospital = turn.state.institution(draft.hospital());
    ClinicalNotes notes = draft.clinical();
    return new ClinicalFacts(
        person.ageOn(CivilDate.of(draft.issuedMs())),
        person.sex() == Person.Sex.FEMALE ? Sex.FEMALE : Sex.MALE,
        draft.diagnosisCodes(),
        notes.functionalClass(),
        notes.lineOfTherapy(),
        notes.priorTherapies(),
        physician.specialties(),
        notes.evidence(),
        drug.strength(),
        hospital.level(),
        person.scheme(),
        draft.visitType(),
        line.days());
  }
}
