package org.dualchannel.decide;

import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.CHIEF;
import static org.dualchannel.decide.TestRegistry.EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_AREA;
import static org.dualchannel.decide.TestRegistry.OTHER_HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_PHARMACY;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.UNFILED_PHARMACY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Physician.Title;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hospital, physician, person, pharmacy and pharmacist must be who the registry says they are. */
class OnlyRegisteredPartiesTest {
  private final TestCity city = new TestCity();

  @Test
  @Tag("S2-18")
  void aHospitalMustBeDesignatedOnTheDay() {
    accepted(city.submit(TestDraft.dupilumab()));
    city.register(
        TestRegistry.institution(
            HOSPITAL, "01", new Period(TestRegistry.START, TestRegistry.START)));
    accepted(city.submit(TestDraft.dupilumab()));
    city.goTo(TestRegistry.START.plusDays(1));
    refused(Reason.INSTITUTION_NOT_DESIGNATED, city.submit(TestDraft.dupilumab()), "S2-18");
  }

  @Test
  @Tag("S2-18")
  void aHospitalThatLostItsDesignationCannotBeSettledFor() {
    String prescription = city.submitted(TestDraft.dupilumab());
    accepted(city.claim(pharmacy(PHARMACY), prescription));
    city.register(TestRegistry.institution(HOSPITAL, "01"));
    refused(
        Reason.INSTITUTION_NOT_DESIGNATED,
        city.dispense(pharmacy(PHARMACY), prescription, city.openLines(prescription)),
        "S2-18");
  }

  @Test
  @Tag("S2-18")
  void aPhysicianMustBeAuthorisedAtTheHospitalOnTheDay() {
    accepted(city.submit(TestDraft.dupilumab().by(CHIEF)));
    city.register(TestRegistry.physician(CHIEF, Title.CHIEF, "dermatology", OTHER_HOSPITAL));
    refused(Reason.PHYSICIAN_NOT_AUTHORISED, city.submit(TestDraft.dupilumab()), "S2-18");
    accepted(city.submit(TestDraft.dupilumab().at(OTHER_HOSPITAL)));
    refused(Reason.PHYSICIAN_UNKNOWN, city.submit(TestDraft.dupilumab().by("D999999999999")));
  }

  @Test
  @Tag("S2-18")
  void onlyTheHospitalItselfSendsItsPrescriptions() {
    refused(
        Reason.NOT_PERMITTED,
        city.by(
            hospital(OTHER_HOSPITAL),
            new Body.SubmitPrescription(TestDraft.dupilumab().build(city.nowMs))));
    refused(
        Reason.NOT_PERMITTED,
        city.by(
            pharmacy(PHARMACY),
            new Body.SubmitPrescription(TestDraft.dupilumab().build(city.nowMs))));
    refused(Reason.INSTITUTION_UNKNOWN, city.submit(TestDraft.dupilumab().at("H12010099999")));
  }

  @Test
  @Tag("S2-28")
  void onlyAPersonInBenefitGetsAPrescription() {
    Period ended = new Period(TestRegistry.START.minusYears(1), TestRegistry.START.minusDays(1));
    Period waiting = new Period(TestRegistry.START.plusDays(1), null);
    accepted(city.submit(TestDraft.dupilumab()));
    for (Person.Status status : Person.Status.values()) {
      city.register(person(status, TestRegistry.ALWAYS));
      if (status == Person.Status.ACTIVE) {
        accepted(city.submit(TestDraft.dupilumab()));
      } else {
        refused(Reason.PERSON_NOT_IN_BENEFIT, city.submit(TestDraft.dupilumab()), "S2-28");
      }
    }
    for (Period period : List.of(ended, waiting)) {
      city.register(person(Person.Status.ACTIVE, period));
      refused(Reason.PERSON_NOT_IN_BENEFIT, city.submit(TestDraft.dupilumab()), "S2-28");
    }
    city.goTo(TestRegistry.START.plusDays(1));
    accepted(city.submit(TestDraft.dupilumab()));
  }

  @Test
  @Tag("S2-28")
  void aPersonWhoLeftBenefitIsNotSettled() {
    String prescription = city.submitted(TestDraft.dupilumab());
    accepted(city.claim(pharmacy(PHARMACY), prescription));
    city.register(person(Person.Status.DECEASED, TestRegistry.ALWAYS));
    refused(
        Reason.PERSON_NOT_IN_BENEFIT,
        city.dispense(pharmacy(PHARMACY), prescription, city.openLines(prescription)),
        "S2-28");
  }

  @Test
  @Tag("S2-28")
  void aPersonOfAnotherAreaOrSchemeIsRefused() {
    refused(
        Reason.PERSON_UNKNOWN,
        city.submit(TestDraft.dupilumab().forPerson("nobody", "310")),
        "S2-28");
    refused(
        Reason.PERSON_UNKNOWN,
        city.by(
            hospital(HOSPITAL),
            OTHER_AREA,
            new Body.SubmitPrescription(TestDraft.dupilumab().build(city.nowMs))),
        "S2-28");
    refused(
        Reason.SCHEME_OTHER,
        city.submit(TestDraft.dupilumab().forPerson(EMPLOYEE, "390")),
        "S2-28");
  }

  @Test
  @Tag("S2-5")
  void aPharmacyMustQualify() {
    String prescription = city.submitted(TestDraft.dupilumab());
    List<Period> always = List.of(TestRegistry.ALWAYS);
    city.register(TestRegistry.pharmacy(PHARMACY, List.of(), true, true, true, true, 0));
    refused(Reason.PHARMACY_NOT_QUALIFIED, city.claim(pharmacy(PHARMACY), prescription), "S2-5");
    city.register(TestRegistry.pharmacy(PHARMACY, always, false, true, true, true, 0));
    refused(Reason.PHARMACY_NOT_QUALIFIED, city.claim(pharmacy(PHARMACY), prescription), "S2-5");
    city.register(TestRegistry.pharmacy(PHARMACY, always, true, false, true, true, 0));
    refused(Reason.PHARMACY_NOT_QUALIFIED, city.claim(pharmacy(PHARMACY), prescription), "S2-5");
    city.register(TestRegistry.pharmacy(PHARMACY, always, true, true, false, true, 0));
    Outcome outcome = city.claim(pharmacy(PHARMACY), prescription);
    refused(Reason.PHARMACY_NOT_QUALIFIED, outcome, "S2-5");
    assertEquals("traceability", detail(outcome, "missing"));
    city.register(TestRegistry.pharmacy(PHARMACY, always, true, true, true, true, 0));
    accepted(city.claim(pharmacy(PHARMACY), prescription));
  }

  @Test
  @Tag("S2-5")
  void aPharmacyThatCeasedToQualifyAfterItsClaimCannotDispense() {
    String prescription = city.submitted(TestDraft.dupilumab());
    accepted(city.claim(pharmacy(PHARMACY), prescription));
    city.register(
        TestRegistry.pharmacy(PHARMACY, List.of(TestRegistry.ALWAYS), true, false, true, true, 0));
    refused(
        Reason.PHARMACY_NOT_QUALIFIED,
        city.dispense(pharmacy(PHARMACY), prescription, city.openLines(prescription)),
        "S2-5");
  }

  @Test
  @Tag("S2-6")
  void aPharmacyNeedsAnActiveFilingOfThePrescribingHospital() {
    String prescription = city.submitted(TestDraft.dupilumab());
    refused(
        Reason.PHARMACY_NOT_DESIGNATED,
        city.claim(pharmacy(UNFILED_PHARMACY), prescription),
        "S2-6");
    city.register(TestRegistry.filing(HOSPITAL, UNFILED_PHARMACY, TestRegistry.ALWAYS));
    accepted(city.claim(pharmacy(UNFILED_PHARMACY), prescription));
    accepted(city.release(pharmacy(UNFILED_PHARMACY), prescription));
    city.register(TestRegistry.filing(HOSPITAL, UNFILED_PHARMACY));
    refused(
        Reason.PHARMACY_NOT_DESIGNATED,
        city.claim(pharmacy(UNFILED_PHARMACY), prescription),
        "S2-6");
  }

  @Test
  @Tag("S2-6")
  void aFilingThatEndedAfterTheClaimStopsTheDispensing() {
    String prescription = city.submitted(TestDraft.dupilumab());
    accepted(city.claim(pharmacy(OTHER_PHARMACY), prescription));
    city.register(TestRegistry.filing(HOSPITAL, OTHER_PHARMACY));
    refused(
        Reason.PHARMACY_NOT_DESIGNATED,
        city.dispense(pharmacy(OTHER_PHARMACY), prescription, city.openLines(prescription)),
        "S2-6");
  }

  @Test
  @Tag("S2-8")
  void withoutAPrescriptionNothingIsSettled() {
    refused(
        Reason.PRESCRIPTION_UNKNOWN,
        city.dispense(pharmacy(PHARMACY), "120100R000000000099", List.of()),
        "S2-8");
    String prescription = city.submitted(TestDraft.dupilumab());
    refused(
        Reason.PRESCRIPTION_UNKNOWN,
        city.by(
            pharmacy(PHARMACY),
            OTHER_AREA,
            new Body.ClaimPrescription(prescription, "secret", List.of())),
        "S2-8");
    assertEquals(prescription, city.dispensed(pharmacy(PHARMACY), prescription).prescription());
  }

  @Test
  @Tag("S2-8")
  void anotherHospitalNeitherCancelsNorDispenses() {
    String prescription = city.submitted(TestDraft.dupilumab());
    refused(
        Reason.PRESCRIPTION_NOT_YOURS,
        city.by(hospital(OTHER_HOSPITAL), new Body.CancelPrescription(prescription, "OTHER", "")),
        "S2-8");
    refused(
        Reason.PRESCRIPTION_NOT_YOURS, city.claim(hospital(OTHER_HOSPITAL), prescription), "S2-8");
    accepted(city.claim(hospital(HOSPITAL), prescription));
  }

  @Test
  @Tag("S2-18")
  void thePharmacistMustBeRegisteredWhereTheDrugIsHandedOut() {
    String prescription = city.submitted(TestDraft.dupilumab());
    accepted(city.claim(pharmacy(PHARMACY), prescription));
    refused(
        Reason.PHARMACIST_NOT_AT_PHARMACY,
        dispenseBy(TestRegistry.pharmacistOf(OTHER_PHARMACY), prescription),
        "S2-18");
    refused(Reason.PHARMACIST_UNKNOWN, dispenseBy("Y999999999999", prescription));
    accepted(dispenseBy(TestRegistry.pharmacistOf(PHARMACY), prescription));
  }

  private Outcome dispenseBy(String pharmacist, String prescription) {
    return city.by(
        pharmacy(PHARMACY),
        new Body.DispensePrescription(
            prescription,
            TestCity.secret(pharmacy(PHARMACY), prescription),
            pharmacist,
            city.openLines(prescription),
            false));
  }

  private static Person person(Person.Status status, Period benefit) {
    return TestRegistry.person(EMPLOYEE, "310", "1101", "", status, benefit);
  }

  static String detail(Outcome outcome, String key) {
    return outcome.rejection().details().stream()
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  @Tag("S2-6")
  void theBureauFilesOnlyWhatIsOfItsArea() {
    refused(
        Reason.NOT_PERMITTED,
        city.by(
            TestCity.bureauOf(OTHER_AREA),
            TestRegistry.filings(
                TestRegistry.filing(HOSPITAL, UNFILED_PHARMACY, TestRegistry.ALWAYS))));
    refused(
        Reason.NOT_PERMITTED,
        city.by(
            TestCity.bureauOf(OTHER_AREA),
            OTHER_AREA,
            TestRegistry.filings(
                TestRegistry.filing(HOSPITAL, UNFILED_PHARMACY, TestRegistry.ALWAYS))));
    refused(
        Reason.PHARMACY_UNKNOWN,
        city.bureau(
            TestRegistry.filings(
                TestRegistry.filing(HOSPITAL, "P12010099999", TestRegistry.ALWAYS))));
    refused(
        Reason.INSTITUTION_UNKNOWN,
        city.bureau(
            TestRegistry.filings(
                TestRegistry.filing("H12010099999", PHARMACY, TestRegistry.ALWAYS))));
    assertEquals(null, city.view.designation(HOSPITAL, UNFILED_PHARMACY));
    assertEquals(AREA, city.view.institution(HOSPITAL).area());
  }
}
