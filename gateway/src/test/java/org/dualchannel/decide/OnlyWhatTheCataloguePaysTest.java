package org.dualchannel.decide;

import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.CHIEF;
import static org.dualchannel.decide.TestRegistry.EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.catalogue.AfterAgreement;
import org.dualchannel.catalogue.Agreement;
import org.dualchannel.prescription.Diagnosis;
import org.dualchannel.registry.Person;
import org.dualchannel.reimbursement.Breakdown;
import org.dualchannel.reimbursement.ServiceRules.UnmetRestriction;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The catalogue in force decides what is paid: its restrictions and its agreements. */
class OnlyWhatTheCataloguePaysTest {
  private final TestCity city = new TestCity();

  @Test
  @Tag("S2-45")
  @Tag("S2-44")
  void onlyARheumatologistPrescribesTofacitinib() {
    accepted(city.submit(TestDraft.tofacitinib()));
    Outcome outcome = city.submit(TestDraft.tofacitinib().by(CHIEF));
    refused(Reason.RESTRICTION_UNMET, outcome, "S2-44", "S2-45");
    assertEquals("specialty(rheumatology)", OnlyRegisteredPartiesTest.detail(outcome, "unmet"));
  }

  @Test
  @Tag("S2-45")
  void everyFactThatARestrictionAsksForReachesIt() {
    accepted(city.submit(TestDraft.dupilumab()));
    TestDraft otherDisease = TestDraft.dupilumab();
    otherDisease.diagnoses = List.of(new Diagnosis("L40.0", "psoriasis"));
    refused(Reason.RESTRICTION_UNMET, city.submit(otherDisease), "S2-45");
    TestDraft noEvidence = TestDraft.dupilumab();
    noEvidence.clinical = TestDraft.notes(List.of(), noEvidence.clinical.priorTherapies().get(0));
    refused(Reason.RESTRICTION_UNMET, city.submit(noEvidence), "S2-45");
    TestDraft noTherapy = TestDraft.dupilumab();
    noTherapy.clinical = TestDraft.notes(List.of("severity-severe"));
    refused(Reason.RESTRICTION_UNMET, city.submit(noTherapy), "S2-45");
    TestDraft second = TestDraft.dupilumab();
    second.diagnoses =
        List.of(new Diagnosis("J30.1", "rhinitis"), new Diagnosis("L20.9", "dermatitis"));
    accepted(city.submit(second));
  }

  @Test
  @Tag("S2-45")
  void ageIsThatOfTheDayOfIssue() {
    TestDraft adults = TestDraft.of("XL04AAS012A001010110012", 1);
    adults.diagnoses = List.of(new Diagnosis("G35", "multiple sclerosis"));
    adults.clinical = TestDraft.notes(List.of("relapsing-MS"));
    city.register(bornOn(START.minusYears(18)));
    accepted(city.submit(adults));
    city.register(bornOn(START.minusYears(18).plusDays(1)));
    adults.number = "RX-age";
    refused(Reason.RESTRICTION_UNMET, city.submit(adults), "S2-45");
  }

  @Test
  @Tag("S2-45")
  void underASelfPayPolicyThePersonPaysTheLineInstead() {
    TestCity lenient =
        new TestCity(
            TestPolicies.policy(
                "self-pay", TestPolicies.rules(UnmetRestriction.SELF_PAY, 30, 72), 8_000));
    TestDraft draft = TestDraft.tofacitinib().by(CHIEF).line(TestCatalogue.DEFERASIROX, 10_000);
    Reply.Submitted submitted = (Reply.Submitted) accepted(lenient.submit(draft)).reply();
    assertEquals(1, submitted.selfPaid().size());
    assertEquals(1, submitted.selfPaid().get(0).line());
    assertEquals(Reason.RESTRICTION_UNMET, submitted.selfPaid().get(0).why().reason());
    Settlement settlement = lenient.dispensed(pharmacy(PHARMACY), submitted.prescription());
    Breakdown unmet = settlement.result().lines().get(0).split();
    assertEquals(unmet.medfeeFen(), unmet.ownpayFen());
    assertEquals(unmet.medfeeFen(), unmet.cashFen());
    assertEquals(0, settlement.result().lines().get(1).split().ownpayFen());
  }

  @Test
  @Tag("S2-45")
  void aLineThatTheHospitalStatesAsSelfPaidIsNotJudged() {
    TestDraft draft = new TestDraft().line(TestCatalogue.TOFACITINIB, 10_000, 28, "own wish");
    Reply.Submitted submitted = (Reply.Submitted) accepted(city.submit(draft)).reply();
    assertEquals(Reason.SELF_PAY_STATED, submitted.selfPaid().get(0).why().reason());
    Breakdown totals =
        city.dispensed(pharmacy(PHARMACY), submitted.prescription()).result().totals();
    assertEquals(totals.medfeeFen(), totals.ownpayFen());
  }

  @Test
  @Tag("S2-44")
  void aDrugOutsideTheCatalogueIsRefused() {
    refused(Reason.DRUG_UNKNOWN, city.submit(TestDraft.of("XX00XXX000X000000000000", 1)));
    accepted(city.submit(TestDraft.of(TestCatalogue.DEFERASIROX, 1)));
  }

  @Test
  @Tag("S2-42")
  void afterTheAgreementADrugContinuesOrStops() {
    accepted(city.submit(TestDraft.of(TestCatalogue.CONTINUED, 1)));
    refused(Reason.AGREEMENT_ENDED, city.submit(TestDraft.of(TestCatalogue.REMOVED, 1)), "S2-42");
    refused(
        Reason.AGREEMENT_ENDED,
        city.enrol(HOSPITAL, EMPLOYEE, TestCatalogue.REMOVED, CHIEF),
        "S2-42");
  }

  @Test
  @Tag("S2-42")
  void anAgreementThatEndsBetweenPrescribingAndDispensingStopsThePayment() {
    LocalDate end = START.plusDays(1);
    city.publish(
        TestCatalogue.withAgreement(
            "ending",
            START,
            TestCatalogue.DEFERASIROX,
            new Agreement(LocalDate.of(2022, 1, 1), end, AfterAgreement.REMOVED)));
    String prescription = city.submitted(TestDraft.of(TestCatalogue.DEFERASIROX, 1));
    city.goTo(end);
    accepted(city.claim(pharmacy(PHARMACY), prescription));
    city.goTo(end.plusDays(1));
    refused(Reason.AGREEMENT_ENDED, city.claim(pharmacy(PHARMACY), prescription), "S2-42");
    refused(
        Reason.AGREEMENT_ENDED, city.submit(TestDraft.of(TestCatalogue.DEFERASIROX, 1)), "S2-42");
  }

  @Test
  @Tag("S2-44")
  @Tag("S2-27")
  void aPublishedVersionTakesEffectOnItsDayAndTheOutcomeNamesIt() {
    city.publish(
        TestCatalogue.withCap("next", START.plusDays(1), TestCatalogue.DUPILUMAB, 100_000));
    assertEquals("2022-01", accepted(city.submit(TestDraft.dupilumab())).catalogue());
    city.goTo(START.plusDays(1));
    assertEquals("next", accepted(city.submit(TestDraft.dupilumab())).catalogue());
  }

  @Test
  @Tag("S2-44")
  void theCatalogueIsPublishedWholeAndOnlyByTheBureau() {
    Body.CreateCatalogueVersion create =
        new Body.CreateCatalogueVersion("v2", START, "title", "document");
    refused(Reason.NOT_PERMITTED, city.by(hospital(HOSPITAL), create));
    accepted(city.bureau(create));
    refused(Reason.CATALOGUE_VERSION_EXISTS, city.bureau(create));
    Body.AddDrugs add = new Body.AddDrugs("v2", TestCatalogue.SAMPLE.drugs().subList(0, 2));
    refused(Reason.NOT_PERMITTED, city.by(hospital(HOSPITAL), add));
    accepted(city.bureau(add));
    refused(Reason.DRUG_COUNT_DIFFERS, city.bureau(new Body.PublishCatalogueVersion("v2", 3)));
    refused(
        Reason.NOT_PERMITTED,
        city.by(hospital(HOSPITAL), new Body.PublishCatalogueVersion("v2", 2)));
    refused(
        Reason.CATALOGUE_VERSION_UNKNOWN, city.bureau(new Body.PublishCatalogueVersion("v3", 0)));
    accepted(city.bureau(new Body.PublishCatalogueVersion("v2", 2)));
    refused(Reason.CATALOGUE_VERSION_PUBLISHED, city.bureau(add));
    refused(Reason.CATALOGUE_VERSION_EXISTS, city.bureau(create));
    assertNull(city.view.catalogues(TestRegistry.AREA).version("v3"));
  }

  private static Person bornOn(LocalDate date) {
    Person person = TestRegistry.person(EMPLOYEE, "310", "1101", "");
    return new Person(
        person.area(),
        person.number(),
        person.sex(),
        date,
        person.scheme(),
        person.personType(),
        person.status(),
        person.benefit(),
        "",
        null,
        List.of(),
        List.of());
  }
}
