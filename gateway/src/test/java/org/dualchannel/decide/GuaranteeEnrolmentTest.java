package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCatalogue.DUPILUMAB;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.CHIEF;
import static org.dualchannel.decide.TestRegistry.DISTRICT_HOSPITAL;
import static org.dualchannel.decide.TestRegistry.EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_HOSPITAL;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.RESIDENT_PHYSICIAN;
import static org.dualchannel.decide.TestRegistry.RHEUMATOLOGIST;
import static org.dualchannel.decide.TestRegistry.START;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentContent;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.prescription.Diagnosis;
import org.dualchannel.registry.Person;
import org.dualchannel.reimbursement.BenefitKind;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One hospital, named physicians, one drug, for a year, assessed again within six months. */
class GuaranteeEnrolmentTest {
  private final TestCity city = new TestCity();

  @Test
  @Tag("S2-29")
  void onlyASeniorPhysicianOfATier3HospitalOpensTheGuarantee() {
    refused(
        Reason.INSTITUTION_NOT_TIER_3,
        city.enrol(DISTRICT_HOSPITAL, EMPLOYEE, DUPILUMAB, CHIEF),
        "S2-29");
    refused(
        Reason.PHYSICIAN_NOT_SENIOR,
        city.enrol(HOSPITAL, EMPLOYEE, DUPILUMAB, CHIEF, RESIDENT_PHYSICIAN),
        "S2-29");
    accepted(city.enrol(HOSPITAL, EMPLOYEE, DUPILUMAB, CHIEF, RHEUMATOLOGIST));
  }

  @Test
  @Tag("S2-18")
  void theNamedPhysiciansMustWorkAtTheHospital() {
    refused(
        Reason.PHYSICIAN_NOT_AUTHORISED,
        city.enrol(OTHER_HOSPITAL, EMPLOYEE, DUPILUMAB, RHEUMATOLOGIST),
        "S2-18");
    accepted(city.enrol(OTHER_HOSPITAL, EMPLOYEE, DUPILUMAB, CHIEF));
  }

  @Test
  @Tag("S2-28")
  void onlyAPersonInBenefitIsEnrolled() {
    city.register(
        TestRegistry.person(
            EMPLOYEE, "310", "1101", "", Person.Status.SUSPENDED, TestRegistry.ALWAYS));
    refused(
        Reason.PERSON_NOT_IN_BENEFIT, city.enrol(HOSPITAL, EMPLOYEE, DUPILUMAB, CHIEF), "S2-28");
    refused(Reason.PERSON_UNKNOWN, city.enrol(HOSPITAL, "nobody", DUPILUMAB, CHIEF), "S2-28");
    accepted(city.enrol(HOSPITAL, TestRegistry.RESIDENT, DUPILUMAB, CHIEF));
  }

  @Test
  @Tag("S2-25")
  void onlyADrugOfTheListIsEnrolledFor() {
    refused(
        Reason.MOLECULE_NOT_ON_LIST,
        city.enrol(HOSPITAL, EMPLOYEE, TestCatalogue.CONTINUED, CHIEF),
        "S2-25");
  }

  @Test
  @Tag("S2-34")
  void aSecondHospitalIsRefusedWhileTheFirstBinds() {
    Enrolment first = city.enrolled(EMPLOYEE, DUPILUMAB);
    refused(
        Reason.ENROLMENT_AT_OTHER_HOSPITAL,
        city.enrol(OTHER_HOSPITAL, EMPLOYEE, DEFERASIROX, CHIEF),
        "S2-34");
    refused(Reason.ENROLMENT_EXISTS, city.enrol(HOSPITAL, EMPLOYEE, DUPILUMAB, CHIEF), "S2-34");
    accepted(city.enrol(HOSPITAL, EMPLOYEE, DEFERASIROX, CHIEF));
    accepted(withdraw(first));
    refused(
        Reason.ENROLMENT_AT_OTHER_HOSPITAL,
        city.enrol(OTHER_HOSPITAL, EMPLOYEE, DUPILUMAB, CHIEF),
        "S2-34");
  }

  @Test
  @Tag("S2-34")
  void afterWithdrawingOrAfterTheYearAnotherHospitalMayBeChosen() {
    accepted(withdraw(city.enrolled(EMPLOYEE, DUPILUMAB)));
    Enrolment second =
        ((Reply.Enrolled) accepted(city.enrol(OTHER_HOSPITAL, EMPLOYEE, DUPILUMAB, CHIEF)).reply())
            .enrolment();
    assertEquals(OTHER_HOSPITAL, second.hospital());
    city.goTo(second.end());
    refused(Reason.ENROLMENT_EXISTS, city.enrol(HOSPITAL, EMPLOYEE, DUPILUMAB, CHIEF), "S2-34");
    city.goTo(second.end().plusDays(1));
    accepted(city.enrol(HOSPITAL, EMPLOYEE, DUPILUMAB, CHIEF));
  }

  @Test
  @Tag("S2-34")
  @Tag("S2-18")
  void onlyTheFixedHospitalAndPhysiciansPrescribe() {
    city.enrolled(EMPLOYEE, DUPILUMAB);
    accepted(city.submit(TestDraft.dupilumab()));
    refused(
        Reason.ENROLMENT_WRONG_HOSPITAL,
        city.submit(TestDraft.dupilumab().at(OTHER_HOSPITAL)),
        "S2-34",
        "S2-18");
    refused(
        Reason.ENROLMENT_WRONG_PHYSICIAN,
        city.submit(TestDraft.dupilumab().by(RHEUMATOLOGIST)),
        "S2-34",
        "S2-18");
  }

  @Test
  @Tag("S2-34")
  void withoutAnEnrolmentTheGuaranteeDoesNotPay() {
    Settlement ordinary = city.dispensed(pharmacy(PHARMACY), city.submitted(TestDraft.dupilumab()));
    assertEquals(BenefitKind.ORDINARY_OUTPATIENT, ordinary.result().lines().get(0).benefit());
    city.enrolled(EMPLOYEE, DUPILUMAB);
    Settlement guaranteed =
        city.dispensed(pharmacy(PHARMACY), city.submitted(TestDraft.dupilumab()));
    assertEquals(BenefitKind.GUARANTEE, guaranteed.result().lines().get(0).benefit());
  }

  @Test
  @Tag("S2-35")
  void whatMustBeRegisteredIsRegistered() {
    EnrolmentContent whole = TestCity.content(CHIEF);
    accepted(enrol(whole));
    Enrolment present = city.view.enrolment(enrolmentId());
    for (EnrolmentContent lacking : lacking(whole)) {
      refused(
          Reason.ENROLMENT_INCOMPLETE,
          city.by(
              hospital(HOSPITAL),
              new Body.CreateEnrolment(HOSPITAL, TestRegistry.RESIDENT, DUPILUMAB, lacking)),
          "S2-35");
      refused(
          Reason.ENROLMENT_INCOMPLETE,
          city.by(
              hospital(HOSPITAL), new Body.UpdateEnrolment(present.id(), 0, CHIEF, lacking, "")),
          "S2-35");
      refused(
          Reason.ENROLMENT_INCOMPLETE,
          city.by(
              hospital(HOSPITAL),
              new Body.ReassessEnrolment(present.id(), 0, CHIEF, "stable", lacking)),
          "S2-35");
    }
  }

  private static List<EnrolmentContent> lacking(EnrolmentContent whole) {
    ClinicalNotes notes = ClinicalNotes.NONE;
    List<Diagnosis> none = List.of();
    return List.of(
        new EnrolmentContent(List.of(), whole.diagnoses(), whole.basis(), whole.plan(), notes),
        new EnrolmentContent(whole.physicians(), none, whole.basis(), whole.plan(), notes),
        new EnrolmentContent(whole.physicians(), whole.diagnoses(), " ", whole.plan(), notes),
        new EnrolmentContent(whole.physicians(), whole.diagnoses(), null, whole.plan(), notes),
        new EnrolmentContent(whole.physicians(), whole.diagnoses(), whole.basis(), null, notes),
        new EnrolmentContent(
            whole.physicians(),
            whole.diagnoses(),
            whole.basis(),
            new EnrolmentContent.Plan("", "", "", "", ""),
            notes));
  }

  @Test
  @Tag("S2-35")
  void onlyTheHospitalRegisters() {
    refused(
        Reason.NOT_PERMITTED,
        city.by(
            pharmacy(PHARMACY),
            new Body.CreateEnrolment(HOSPITAL, EMPLOYEE, DUPILUMAB, TestCity.content(CHIEF))));
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    refused(
        Reason.NOT_PERMITTED,
        city.by(
            hospital(OTHER_HOSPITAL),
            new Body.UpdateEnrolment(enrolment.id(), 1, CHIEF, TestCity.content(CHIEF), "")));
    refused(
        Reason.ENROLMENT_UNKNOWN,
        city.by(
            hospital(HOSPITAL),
            TestRegistry.OTHER_AREA,
            new Body.UpdateEnrolment(enrolment.id(), 1, CHIEF, TestCity.content(CHIEF), "")));
  }

  @Test
  @Tag("S2-37")
  void updatesAreVersionedAndByOneOfItsPhysicians() {
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    refused(
        Reason.ENROLMENT_WRONG_PHYSICIAN,
        city.by(
            hospital(HOSPITAL),
            new Body.UpdateEnrolment(
                enrolment.id(), 1, RHEUMATOLOGIST, TestCity.content(RHEUMATOLOGIST), "")));
    Enrolment updated = enrolment(accepted(update(enrolment, 1, CHIEF, RHEUMATOLOGIST)));
    assertEquals(2, updated.version());
    assertEquals(enrolment.end(), updated.end());
    refused(Reason.VERSION_MISMATCH, update(enrolment, 1, CHIEF));
    accepted(update(enrolment, 0, CHIEF));
  }

  @Test
  @Tag("S2-36")
  void anEnrolmentIsValidForAYearLessADay() {
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    assertEquals(START.plusYears(1).minusDays(1), enrolment.end());
    city.goTo(enrolment.assessBy());
    accepted(reassess(enrolment));
    city.goTo(enrolment.end());
    accepted(city.submit(TestDraft.dupilumab()));
    String prescription = city.submitted(TestDraft.dupilumab());
    city.goTo(enrolment.end().plusDays(1));
    refused(Reason.ENROLMENT_EXPIRED, city.submit(TestDraft.dupilumab()), "S2-36");
    city.stockUp();
    accepted(city.claim(pharmacy(PHARMACY), prescription));
    refused(
        Reason.ENROLMENT_EXPIRED,
        city.dispense(pharmacy(PHARMACY), prescription, city.openLines(prescription)),
        "S2-36");
    refused(Reason.ENROLMENT_EXPIRED, reassess(enrolment), "S2-36");
    refused(Reason.ENROLMENT_EXPIRED, update(enrolment, 0, CHIEF), "S2-36");
  }

  @Test
  @Tag("S2-38")
  void aMissedReassessmentSuspendsUntilItIsMadeGood() {
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    assertEquals(START.plusMonths(6), enrolment.assessBy());
    city.goTo(enrolment.assessBy());
    accepted(city.submit(TestDraft.dupilumab()));
    city.goTo(enrolment.assessBy().plusDays(1));
    refused(Reason.ENROLMENT_REASSESSMENT_OVERDUE, city.submit(TestDraft.dupilumab()), "S2-38");
    Enrolment assessed = enrolment(accepted(reassess(enrolment)));
    assertEquals(enrolment.end(), assessed.end(), "assessing does not extend the year");
    accepted(city.submit(TestDraft.dupilumab()));
  }

  @Test
  @Tag("S2-38")
  void theNextReassessmentIsNeverDueAfterTheYear() {
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    city.goTo(START.plusMonths(5));
    assertEquals(START.plusMonths(11), enrolment(accepted(reassess(enrolment))).assessBy());
    city.goTo(START.plusMonths(8));
    assertEquals(enrolment.end(), enrolment(accepted(reassess(enrolment))).assessBy());
  }

  @Test
  @Tag("S2-38")
  @Tag("S2-29")
  void onlyASeniorPhysicianReassesses() {
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    city.register(
        TestRegistry.physician(
            CHIEF, org.dualchannel.registry.Physician.Title.ATTENDING, "dermatology", HOSPITAL));
    refused(Reason.PHYSICIAN_NOT_SENIOR, reassess(enrolment), "S2-29");
  }

  @Test
  @Tag("S2-34")
  void aWithdrawnEnrolmentCannotBeChanged() {
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    accepted(withdraw(enrolment));
    refused(Reason.ENROLMENT_WITHDRAWN, withdraw(enrolment), "S2-34");
    refused(Reason.ENROLMENT_WITHDRAWN, update(enrolment, 0, CHIEF), "S2-34");
    refused(Reason.ENROLMENT_WITHDRAWN, reassess(enrolment), "S2-34");
  }

  private Outcome enrol(EnrolmentContent content) {
    return city.by(
        hospital(HOSPITAL), new Body.CreateEnrolment(HOSPITAL, EMPLOYEE, DUPILUMAB, content));
  }

  private static String enrolmentId() {
    return TestRegistry.AREA + "E000000000001";
  }

  private Outcome update(Enrolment enrolment, int version, String... physicians) {
    return city.by(
        hospital(HOSPITAL),
        new Body.UpdateEnrolment(
            enrolment.id(), version, physicians[0], TestCity.content(physicians), ""));
  }

  private Outcome reassess(Enrolment enrolment) {
    return city.by(
        hospital(HOSPITAL),
        new Body.ReassessEnrolment(enrolment.id(), 0, CHIEF, "responds well", null));
  }

  private Outcome withdraw(Enrolment enrolment) {
    return city.by(
        hospital(enrolment.hospital()),
        new Body.WithdrawEnrolment(enrolment.id(), "PATIENT_REQUEST", ""));
  }

  private static Enrolment enrolment(Outcome outcome) {
    return ((Reply.Enrolled) outcome.reply()).enrolment();
  }
}
