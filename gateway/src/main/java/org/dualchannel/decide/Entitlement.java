package org.dualchannel.decide;

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
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.ServiceRules.UnmetRestriction;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * What a line is entitled to.
 *
 * @param enrolment what opens the outpatient guarantee; null when the guarantee does not pay
 * @param selfPaid why the person pays it alone; null when insurance is asked
 */
record Entitlement(Enrolment enrolment, Rejection selfPaid) {

  /** Judges a line; refuses where the rules leave the hospital no choice. */
  @Rule({"S2-34", "S2-44", "S2-45"})
  static Entitlement of(
      Turn turn, Prescription prescription, Draft.Line line, Drug drug, BenefitPolicy policy) {
    if (line.selfPaid()) {
      return new Entitlement(
          null, Rejection.of(Reason.SELF_PAY_STATED, "stated", line.selfPayReason()));
    }
    Enrolment enrolment = opening(turn, prescription, turn.insuredListing(drug));
    Evaluation evaluation = turn.catalogue().evaluate(drug, facts(turn, prescription, line, drug));
    if (evaluation.met()) {
      return new Entitlement(enrolment, null);
    }
    Rejection unmet =
        Rejection.of(Reason.RESTRICTION_UNMET, "drug", drug.code(), "unmet", evaluation.summary());
    if (policy.rules().unmetRestriction() == UnmetRestriction.REFUSE) {
      Refusal.refuseIf(unmet);
    }
    return new Entitlement(enrolment, unmet);
  }

  /**
   * The enrolment that opens the outpatient guarantee. Without one the ordinary benefit applies; an
   * enrolment that stands but may not be used refuses the command.
   *
   * @param drug as the insured area lists it; null when it does not
   */
  @Rule({"S2-34", "S2-36", "S2-38"})
  private static Enrolment opening(Turn turn, Prescription prescription, Drug drug) {
    if (drug == null || !drug.onGuaranteeList()) {
      return null;
    }
    Draft draft = prescription.draft();
    Enrolment enrolment =
        EnrolmentHistory.asOf(
            turn, enrolment(turn.state, prescription.area(), draft.person(), drug.molecule()));
    if (enrolment == null || enrolment.endedEarly()) {
      return null;
    }
    Refusal.refuseIf(enrolment.refuseOn(turn.date));
    Refusal.refuseIf(enrolment.refusePrescriber(draft.hospital(), draft.physician()));
    return enrolment;
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
    Person person = turn.person(prescription.area(), draft.person());
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
