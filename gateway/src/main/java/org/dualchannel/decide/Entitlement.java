package org.dualchannel.decide;

import org.dualchannel.catalogue.ClinicalFacts;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.catalogue.Evaluation;
import org.dualchannel.catalogue.Sex;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.prescription.Line;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Physician;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.ServiceRules.UnmetRestriction;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;

/** What a line is entitled to: the guarantee by enrolment, and payment by its restriction. */
final class Entitlement {
  private Entitlement() {}

  /**
   * Whether the outpatient guarantee pays the line. Without an enrolment it does not and the
   * ordinary benefit applies; an enrolment that stands but may not be used refuses the command.
   */
  @Rule({"S2-34", "S2-36", "S2-38"})
  static boolean guarantee(Turn turn, Prescription prescription, Line line, Drug drug) {
    if (!drug.onGuaranteeList()) {
      return false;
    }
    Enrolment enrolment = enrolment(turn.state, prescription, line.molecule());
    if (enrolment == null || enrolment.status() == Enrolment.Status.WITHDRAWN) {
      return false;
    }
    Refusal.refuseIf(enrolment.refuseOn(turn.date));
    Refusal.refuseIf(enrolment.refusePrescriber(prescription.hospital(), prescription.physician()));
    return true;
  }

  private static Enrolment enrolment(State state, Prescription prescription, String molecule) {
    State.EnrolmentIds ids =
        state.enrolmentsOfPerson.get(State.personKey(prescription.area(), prescription.person()));
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

  /** Whether the payment restriction is met; unmet refuses when the policy says so. */
  @Rule({"S2-44", "S2-45"})
  static boolean restrictionMet(
      Turn turn, Prescription prescription, Line line, Drug drug, BenefitPolicy policy) {
    Evaluation evaluation = turn.catalogue().evaluate(drug, facts(turn, prescription, line, drug));
    if (!evaluation.met() && policy.rules().unmetRestriction() == UnmetRestriction.REFUSE) {
      throw Refusal.refusal(
          Reason.RESTRICTION_UNMET, "drug", drug.code(), "unmet", evaluation.summary());
    }
    return evaluation.met();
  }

  private static ClinicalFacts facts(Turn turn, Prescription prescription, Line line, Drug drug) {
    Person person = turn.state.person(prescription.area(), prescription.person());
    Physician physician = turn.state.physician(prescription.physician());
    Institution hospital = turn.state.institution(prescription.hospital());
    ClinicalNotes notes = prescription.clinical();
    return new ClinicalFacts(
        person.ageOn(CivilDate.of(prescription.issuedMs())),
        person.sex() == Person.Sex.FEMALE ? Sex.FEMALE : Sex.MALE,
        prescription.diagnoses(),
        notes.functionalClass(),
        notes.lineOfTherapy(),
        notes.priorTherapies(),
        physician.specialties(),
        notes.evidence(),
        drug.strength(),
        hospital.level(),
        person.scheme(),
        prescription.visitType(),
        line.days());
  }
}
