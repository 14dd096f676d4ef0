package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCatalogue.DUPILUMAB;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.content;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.ALWAYS;
import static org.dualchannel.decide.TestRegistry.CHIEF;
import static org.dualchannel.decide.TestRegistry.DISTRICT_HOSPITAL;
import static org.dualchannel.decide.TestRegistry.EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_AREA;
import static org.dualchannel.decide.TestRegistry.OTHER_HOSPITAL;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.RHEUMATOLOGIST;
import static org.dualchannel.decide.TestRegistry.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.Enrolment.Status;
import org.dualchannel.enrolment.EnrolmentVersion.Change;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Physician.Title;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person may go to another hospital, and enrol at the place of care that was filed. */
class EnrolmentsGoOnElsewhereTest {
  private static final String HOSPITAL_THERE = "H61020000001";
  private static final String PHYSICIAN_THERE = "D610200000001";
  private static final LocalDate FILED_UNTIL = START.plusMonths(1);

  private final TestCity city = new TestCity();

  @Test
  @Tag("S2-34")
  void allEnrolmentsOfThePersonMoveInOneStep() {
    Enrolment first = city.enrolled(EMPLOYEE, DUPILUMAB);
    Enrolment second = city.enrolled(EMPLOYEE, DEFERASIROX);

    refused(Reason.TRANSFER_INCOMPLETE, transfer(DUPILUMAB), "S2-34");
    List<Enrolment> begun = transferred(DEFERASIROX, DUPILUMAB);

    assertEquals(
        List.of(second.molecule(), first.molecule()),
        begun.stream().map(Enrolment::molecule).toList());
    assertEquals(Status.TRANSFERRED, now(first).statusOn(START));
    assertEquals(begun.get(1).id(), now(first).transferredTo());
    assertEquals(first.id(), begun.get(1).transferredFrom());
    assertEquals(Status.ACTIVE, now(begun.get(0)).statusOn(START));
    refused(
        Reason.ENROLMENT_AT_OTHER_HOSPITAL,
        city.enrol(HOSPITAL, EMPLOYEE, TestCatalogue.MIGLUSTAT, CHIEF),
        "S2-34");
  }

  @Test
  @Tag("S2-34")
  void thePersonConsentsAndTheNewHospitalAsks() {
    city.enrolled(EMPLOYEE, DUPILUMAB);
    refused(Reason.CONSENT_MISSING, by(hospital(OTHER_HOSPITAL), false, CHIEF), "S2-34");
    refused(Reason.NOT_PERMITTED, by(hospital(HOSPITAL), true, CHIEF));
    refused(
        Reason.PHYSICIAN_NOT_AUTHORISED,
        by(hospital(OTHER_HOSPITAL), true, RHEUMATOLOGIST),
        "S2-18");
    accepted(by(hospital(OTHER_HOSPITAL), true, CHIEF));
  }

  @Test
  @Tag("S2-34")
  void onlyWhatBindsElsewhereCanBeTransferred() {
    refused(Reason.NOTHING_TO_TRANSFER, transfer(DUPILUMAB), "S2-34");
    city.enrolled(EMPLOYEE, DUPILUMAB);
    refused(Reason.NOTHING_TO_TRANSFER, transfer(DUPILUMAB, DUPILUMAB), "S2-34");
    Enrolment begun = transferred(DUPILUMAB).get(0);
    refused(Reason.ENROLMENT_EXISTS, transfer(DUPILUMAB), "S2-34");
    city.goTo(begun.end().plusDays(1));
    refused(Reason.NOTHING_TO_TRANSFER, transfer(DUPILUMAB), "S2-34");
  }

  @Test
  @Tag("S2-29")
  void theNewHospitalIsAsGoodAsTheFirst() {
    city.enrolled(EMPLOYEE, DUPILUMAB);
    refused(
        Reason.INSTITUTION_NOT_TIER_3,
        city.by(hospital(DISTRICT_HOSPITAL), transfers(DISTRICT_HOSPITAL, true, CHIEF, DUPILUMAB)),
        "S2-29");
  }

  @Test
  @Tag("S2-36")
  @Tag("S2-38")
  @Tag("S2-31")
  void theYearAndTheDateOfAssessmentAndTheUsedCapStay() {
    Enrolment old = city.enrolled(EMPLOYEE, DUPILUMAB);
    Settlement before = city.dispensed(pharmacy(PHARMACY), city.submitted(TestDraft.dupilumab()));
    city.goTo(START.plusMonths(2));

    Enrolment begun = transferred(DUPILUMAB).get(0);
    assertEquals(old.start(), begun.start());
    assertEquals(old.end(), begun.end());
    assertEquals(old.assessBy(), begun.assessBy());
    Settlement after =
        city.dispensed(
            pharmacy(PHARMACY), city.submitted(TestDraft.dupilumab().at(OTHER_HOSPITAL)));
    assertEquals(
        before.result().drugCaps().get(0).usedFen() * 2,
        after.result().drugCaps().get(0).usedFen());

    city.goTo(old.assessBy().plusDays(1));
    refused(
        Reason.ENROLMENT_REASSESSMENT_OVERDUE,
        city.submit(TestDraft.dupilumab().at(OTHER_HOSPITAL)),
        "S2-38");
  }

  @Test
  @Tag("S2-34")
  void theHospitalLeftPrescribesNoMoreAndItsOpenPrescriptionsAreNotSettled() {
    Enrolment old = city.enrolled(EMPLOYEE, DUPILUMAB);
    String open = city.submitted(TestDraft.dupilumab());
    Enrolment begun = transferred(DUPILUMAB).get(0);

    refused(Reason.ENROLMENT_WRONG_HOSPITAL, city.submit(TestDraft.dupilumab()), "S2-34", "S2-18");
    accepted(city.claim(pharmacy(PHARMACY), open));
    refused(
        Reason.ENROLMENT_WRONG_HOSPITAL,
        city.dispense(pharmacy(PHARMACY), open, city.openLines(open)),
        "S2-34",
        "S2-18");
    refused(
        Reason.ENROLMENT_TRANSFERRED,
        city.by(hospital(HOSPITAL), new Body.ReassessEnrolment(old.id(), 0, CHIEF, "stable", null)),
        "S2-34");
    refused(
        Reason.ENROLMENT_TRANSFERRED,
        city.by(hospital(HOSPITAL), new Body.WithdrawEnrolment(old.id(), "ERROR", "")),
        "S2-34");
    Settlement settlement =
        city.dispensed(
            pharmacy(PHARMACY), city.submitted(TestDraft.dupilumab().at(OTHER_HOSPITAL)));
    assertEquals(List.of(new Settlement.UsedEnrolment(1, begun.id(), 1)), settlement.enrolments());
  }

  @Test
  @Tag("S2-37")
  void bothSidesOfATransferAreInTheHistory() {
    Enrolment old = city.enrolled(EMPLOYEE, DUPILUMAB);
    Enrolment begun = transferred(DUPILUMAB).get(0);
    assertEquals(Change.TRANSFERRED_AWAY, city.view.enrolmentVersion(old.id(), 2).change());
    assertEquals(Change.TRANSFERRED_HERE, city.view.enrolmentVersion(begun.id(), 1).change());
    assertEquals("moved house", city.view.enrolmentVersion(begun.id(), 1).why());
    assertEquals(hospital(OTHER_HOSPITAL).toString(), city.view.enrolmentVersion(old.id(), 2).by());
  }

  @Test
  @Tag("S2-39")
  void elsewhereOnlyAtTheFiledPlace() {
    there(HOSPITAL_THERE, "01", true);
    refused(Reason.PLACE_OF_CARE_NOT_FILED, enrolThere(), "S2-39");
    file(Person.Filing.Kind.LONG_TERM);
    Enrolment enrolment = ((Reply.Enrolled) accepted(enrolThere()).reply()).enrolment();
    assertEquals(HOSPITAL_THERE, enrolment.hospital());
    refused(
        Reason.ENROLMENT_AT_OTHER_HOSPITAL,
        city.enrol(HOSPITAL, EMPLOYEE, DEFERASIROX, CHIEF),
        "S2-34");
  }

  @Test
  @Tag("S2-39")
  void afterTheFilingEndedNobodyEnrolsThere() {
    there(HOSPITAL_THERE, "01", true);
    file(Person.Filing.Kind.REFERRAL);
    city.goTo(FILED_UNTIL);
    accepted(enrolThere());
    city.goTo(FILED_UNTIL.plusDays(1));
    refused(
        Reason.PLACE_OF_CARE_NOT_FILED,
        city.enrol(HOSPITAL_THERE, EMPLOYEE, DEFERASIROX, PHYSICIAN_THERE),
        "S2-39");
  }

  @Test
  @Tag("S2-39")
  void theHospitalThereIsOfTheSameLevelAndSettlesAcrossProvinces() {
    file(Person.Filing.Kind.LONG_TERM);
    there(HOSPITAL_THERE, "05", true);
    refused(Reason.INSTITUTION_LEVEL_ELSEWHERE, enrolThere(), "S2-39");
    there(HOSPITAL_THERE, "01", false);
    refused(Reason.CROSS_PROVINCE_NOT_OPEN, enrolThere(), "S2-39");
    there(HOSPITAL_THERE, "04", true);
    accepted(enrolThere());
  }

  @Test
  @Tag("S2-39")
  @Tag("S2-34")
  void whoMovesToAnotherAreaTakesTheEnrolmentAlong() {
    there(HOSPITAL_THERE, "01", true);
    city.enrolled(EMPLOYEE, DUPILUMAB);
    Body body = transfers(HOSPITAL_THERE, true, PHYSICIAN_THERE, DUPILUMAB);
    refused(Reason.PLACE_OF_CARE_NOT_FILED, city.by(hospital(HOSPITAL_THERE), body), "S2-39");
    file(Person.Filing.Kind.LONG_TERM);
    accepted(city.by(hospital(HOSPITAL_THERE), body));
  }

  @Test
  @Tag("S2-39")
  void anEarlierEnrolmentElsewhereIsAskedTheSame() {
    there(HOSPITAL_THERE, "01", true);
    Body.ImportEnrolments earlier =
        new Body.ImportEnrolments(
            List.of(
                new Body.EarlierEnrolment(
                    HOSPITAL_THERE, EMPLOYEE, DUPILUMAB, content(PHYSICIAN_THERE), START, START)));
    refused(Reason.PLACE_OF_CARE_NOT_FILED, city.bureau(earlier), "S2-39");
    file(Person.Filing.Kind.LONG_TERM);
    assertTrue(accepted(city.bureau(earlier)).reply() instanceof Reply.EnrolmentsImported);
  }

  private Enrolment now(Enrolment enrolment) {
    return city.view.enrolment(enrolment.id());
  }

  private List<Enrolment> transferred(String... drugs) {
    return ((Reply.EnrolmentsTransferred) accepted(transfer(drugs)).reply()).enrolments();
  }

  private Outcome transfer(String... drugs) {
    return city.by(hospital(OTHER_HOSPITAL), transfers(OTHER_HOSPITAL, true, CHIEF, drugs));
  }

  private Outcome by(
      org.dualchannel.registry.Principal caller, boolean consented, String physician) {
    return city.by(caller, transfers(OTHER_HOSPITAL, consented, physician, DUPILUMAB));
  }

  private static Body.TransferEnrolments transfers(
      String hospital, boolean consented, String physician, String... drugs) {
    return new Body.TransferEnrolments(
        hospital,
        EMPLOYEE,
        consented,
        "moved house",
        List.of(drugs).stream().map(drug -> new Body.Transfer(drug, content(physician))).toList());
  }

  private Outcome enrolThere() {
    return city.enrol(HOSPITAL_THERE, EMPLOYEE, DUPILUMAB, PHYSICIAN_THERE);
  }

  /** Registers, or registers anew, a hospital of another area and its physician. */
  private void there(String code, String level, boolean crossProvince) {
    Institution institution =
        new Institution(code, "hospital", OTHER_AREA, level, List.of(ALWAYS), crossProvince, null);
    accepted(
        city.by(
            TestCity.bureauOf(OTHER_AREA),
            OTHER_AREA,
            TestRegistry.entries(
                List.of(institution),
                List.of(TestRegistry.physician(PHYSICIAN_THERE, Title.CHIEF, "any", code)),
                List.of(),
                List.of())));
  }

  private void file(Person.Filing.Kind kind) {
    Person present = city.view.person(TestRegistry.AREA, EMPLOYEE);
    city.register(
        new Person(
            present.area(),
            present.number(),
            present.sex(),
            present.birthDate(),
            present.scheme(),
            present.personType(),
            present.status(),
            present.benefit(),
            present.assistanceGroup(),
            present.annualIncomeFen(),
            present.specialOutpatient(),
            List.of(
                new Person.Filing(
                    OTHER_AREA, kind, new Period(LocalDate.of(2025, 1, 1), FILED_UNTIL)))));
  }
}
