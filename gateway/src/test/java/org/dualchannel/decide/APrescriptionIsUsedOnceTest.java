package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_PHARMACY;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.SMALL_PHARMACY;
import static org.dualchannel.decide.TestRegistry.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.prescription.Prescription.Status;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The lifecycle: what may follow what, and exactly until when. */
@Tag("S2-19")
class APrescriptionIsUsedOnceTest {
  private static final Principal HERE = pharmacy(PHARMACY);
  private static final Principal THERE = pharmacy(OTHER_PHARMACY);
  private static final long HOLD_MS = Duration.ofMinutes(30).toMillis();

  private final TestCity city = new TestCity();

  @Test
  void aHospitalNumberIsUsedOnce() {
    TestDraft draft = TestDraft.of(DEFERASIROX, 1);
    accepted(city.submit(draft));
    refused(Reason.HOSPITAL_NUMBER_USED, city.submit(draft), "S2-19");
    accepted(city.submit(draft.at(TestRegistry.OTHER_HOSPITAL)));
  }

  @Test
  void aCancelledPrescriptionCannotBeUsed() {
    String prescription = submitted();
    accepted(city.claim(HERE, prescription));
    accepted(city.cancel(prescription));
    refused(Reason.PRESCRIPTION_CANCELLED, city.cancel(prescription), "S2-19");
    refused(Reason.PRESCRIPTION_CANCELLED, city.claim(HERE, prescription), "S2-19");
    refused(Reason.PRESCRIPTION_CANCELLED, city.release(HERE, prescription), "S2-19");
    refused(Reason.PRESCRIPTION_CANCELLED, dispense(HERE, prescription), "S2-19");
    assertEquals(0, city.state.openHolds(PHARMACY), "the hold ended with it");
  }

  @Test
  void aDispensedPrescriptionCannotBeUsedAgain() {
    String prescription = submitted();
    Settlement settlement = city.dispensed(HERE, prescription);
    refused(Reason.PRESCRIPTION_DISPENSED, city.cancel(prescription), "S2-19");
    refused(Reason.PRESCRIPTION_DISPENSED, city.claim(HERE, prescription), "S2-19");
    refused(
        Reason.PRESCRIPTION_DISPENSED,
        city.dispense(HERE, prescription, List.of(city.line(prescription, 1))),
        "S2-19");
    accepted(city.giveBack(settlement, 1));
    assertEquals(Status.RETURNED, status(prescription));
    refused(Reason.PRESCRIPTION_DISPENSED, city.claim(HERE, prescription), "S2-19");
  }

  @Test
  void aClaimIsExclusive() {
    String prescription = submitted();
    accepted(city.claim(HERE, prescription));
    refused(Reason.HELD_BY_OTHER, city.claim(THERE, prescription), "S2-19");
    refused(Reason.HELD_BY_OTHER, city.claim(hospital(HOSPITAL), prescription), "S2-19");
    refused(Reason.HELD_BY_OTHER, dispense(THERE, prescription), "S2-19");
    refused(Reason.HELD_BY_OTHER, city.release(THERE, prescription), "S2-19");
    accepted(city.release(HERE, prescription));
    refused(Reason.NOT_HELD, dispense(HERE, prescription), "S2-19");
    refused(Reason.NOT_HELD, city.release(HERE, prescription), "S2-19");
    accepted(city.claim(THERE, prescription));
  }

  @Test
  void everyLaterStepNeedsTheSecret() {
    String prescription = submitted();
    accepted(city.claim(HERE, prescription));
    refused(
        Reason.WRONG_SECRET,
        city.by(
            HERE, new Body.ReleasePrescription(prescription, "guess", "PATIENT", "", List.of())),
        "S2-19");
    refused(
        Reason.WRONG_SECRET,
        city.by(
            HERE,
            new Body.DispensePrescription(
                prescription,
                "guess",
                TestRegistry.pharmacistOf(PHARMACY),
                city.openLines(prescription),
                false)),
        "S2-19");
    accepted(city.by(HERE, new Body.ClaimPrescription(prescription, "new secret", List.of())));
    refused(Reason.WRONG_SECRET, city.release(HERE, prescription), "S2-19");
    assertEquals(1, city.state.openHolds(PHARMACY));
  }

  @Test
  void aHoldCountsUntilItsVeryMillisecond() {
    String prescription = submitted();
    long claimedMs = city.nowMs;
    accepted(city.claim(HERE, prescription));
    city.goToMs(claimedMs + HOLD_MS - 1);
    refused(Reason.HELD_BY_OTHER, city.claim(THERE, prescription), "S2-19");
    assertEquals(1, city.state.openHolds(PHARMACY));
    city.goToMs(claimedMs + HOLD_MS);
    accepted(city.claim(THERE, prescription));
    assertEquals(0, city.state.openHolds(PHARMACY));
    refused(Reason.HELD_BY_OTHER, dispense(HERE, prescription), "S2-19");
  }

  @Test
  void aHoldEndsByTheTickAndThePrescriptionIsOfferedAgain() {
    String prescription = submitted();
    accepted(city.claim(HERE, prescription));
    assertEquals(city.nowMs + HOLD_MS, city.decider.nextDueMs());
    city.events.clear();
    city.advance(Duration.ofMillis(HOLD_MS));
    city.watchRefusals = false;
    accepted(city.tick());
    assertEquals(List.of(new Event.Reopened(prescription)), city.events);
    assertEquals(Status.OPEN, status(prescription));
  }

  @Test
  void renewingAClaimKeepsOneHold() {
    String prescription = submitted();
    accepted(city.claim(HERE, prescription));
    city.advance(Duration.ofMinutes(20));
    accepted(city.claim(HERE, prescription));
    city.advance(Duration.ofMinutes(20));
    city.tick();
    assertEquals(
        Status.HELD, status(prescription), "the timer of the first claim found it renewed");
    assertEquals(1, city.state.openHolds(PHARMACY));
    accepted(dispense(HERE, prescription));
    assertEquals(0, city.state.openHolds(PHARMACY));
  }

  @Test
  void aPharmacyAtItsLimitMayRenewItsClaimButNotTakeAnother() {
    String first = submitted();
    String second = submitted();
    Principal small = pharmacy(SMALL_PHARMACY);
    accepted(city.claim(small, first));
    refused(Reason.NOT_A_CANDIDATE, city.claim(small, second), "S2-6");
    accepted(city.claim(small, first));
    accepted(city.release(small, first));
    accepted(city.claim(small, second));
  }

  @Test
  void aPharmacyThatCannotSupplyCannotClaim() {
    String cold = city.submitted(TestDraft.dupilumab());
    Outcome outcome = city.claim(pharmacy(SMALL_PHARMACY), cold);
    refused(Reason.NOT_A_CANDIDATE, outcome, "S2-6");
    assertTrue(OnlyRegisteredPartiesTest.detail(outcome, "cause").startsWith("NO_COLD_CHAIN"));
    accepted(city.claim(HERE, cold));
  }

  @Test
  void validityCountsCivilDaysFromTheDayOfIssue() {
    long midnight = CivilDate.startMs(START.plusDays(3));
    String prescription = city.submitted(TestDraft.of(DEFERASIROX, 1).validFor(3));
    assertEquals(midnight, city.view.prescription(prescription).untilMs());
    city.goToMs(midnight - 1);
    accepted(city.claim(HERE, prescription));
    assertEquals(midnight, city.view.prescription(prescription).hold().untilMs());
    city.goToMs(midnight);
    refused(Reason.PRESCRIPTION_EXPIRED, dispense(HERE, prescription), "S2-19");
    refused(Reason.PRESCRIPTION_EXPIRED, city.claim(HERE, prescription), "S2-19");
    refused(Reason.PRESCRIPTION_EXPIRED, city.cancel(prescription), "S2-19");
    assertEquals(Prescription.Ended.EXPIRED, city.view.prescription(prescription).ended());
    assertEquals(0, city.state.openHolds(PHARMACY));
  }

  @Test
  void aPrescriptionIssuedBeforeMidnightHasOneDayLess() {
    long beforeMidnight = CivilDate.startMs(START) - 1;
    String prescription =
        city.submitted(TestDraft.of(DEFERASIROX, 1).issuedAt(beforeMidnight).validFor(2));
    assertEquals(
        CivilDate.startMs(START.plusDays(1)), city.view.prescription(prescription).untilMs());
    refused(
        Reason.PRESCRIPTION_EXPIRED,
        city.submit(TestDraft.of(DEFERASIROX, 1).issuedAt(beforeMidnight).validFor(1)),
        "S2-19");
  }

  @Test
  void thePhysicianMayExtendOnlyAsFarAsThePolicyAllows() {
    accepted(city.submit(TestDraft.of(DEFERASIROX, 1).validFor(3)));
    refused(
        Reason.VALIDITY_TOO_LONG, city.submit(TestDraft.of(DEFERASIROX, 1).validFor(4)), "S2-19");
    TestDraft longTerm = TestDraft.of(DEFERASIROX, 1).validFor(84);
    longTerm.longTerm = true;
    accepted(city.submit(longTerm));
    TestDraft tooLong = TestDraft.of(DEFERASIROX, 1).validFor(85);
    tooLong.longTerm = true;
    refused(Reason.VALIDITY_TOO_LONG, city.submit(tooLong), "S2-19");
  }

  @Test
  void aPrescriptionIsNotDatedAhead() {
    long tolerated = city.nowMs + Duration.ofMinutes(5).toMillis();
    accepted(city.submit(TestDraft.of(DEFERASIROX, 1).issuedAt(tolerated)));
    refused(
        Reason.ISSUED_IN_FUTURE, city.submit(TestDraft.of(DEFERASIROX, 1).issuedAt(tolerated + 1)));
  }

  @Test
  @Tag("S2-20")
  void aLineSuppliesNoMoreDaysThanAllowed() {
    accepted(city.submit(new TestDraft().line(DEFERASIROX, 10_000, 28, "")));
    refused(
        Reason.DAYS_SUPPLY_OVER_LIMIT,
        city.submit(new TestDraft().line(DEFERASIROX, 10_000, 29, "")),
        "S2-20");
  }

  @Test
  void linesAreDispensedOneByOneEachOnce() {
    String prescription = city.submitted(TestDraft.of(DEFERASIROX, 1).line(DEFERASIROX, 20_000));
    accepted(city.claim(HERE, prescription));
    Body.DispensedLine first = city.line(prescription, 1);
    refused(Reason.LINE_TWICE, city.dispense(HERE, prescription, List.of(first, first)));
    refused(
        Reason.LINE_UNKNOWN,
        city.dispense(
            HERE, prescription, List.of(new Body.DispensedLine(3, 1, 10_000, List.of()))));
    accepted(city.dispense(HERE, prescription, List.of(first)));
    assertEquals(Status.HELD, status(prescription));
    refused(
        Reason.LINE_NOT_OPEN,
        city.dispense(HERE, prescription, List.of(city.packs(prescription, 1, 1))),
        "S2-19");
    accepted(city.release(HERE, prescription));
    assertEquals(Status.PARTLY_DISPENSED, status(prescription));
    Settlement rest = city.dispensed(THERE, prescription);
    assertEquals(Status.DISPENSED, status(prescription));
    accepted(city.giveBack(rest, 2));
    assertEquals(Status.PARTLY_RETURNED, status(prescription));
  }

  @Test
  void whatIsNotDispensedYetCanStillBeCancelled() {
    String prescription = city.submitted(TestDraft.of(DEFERASIROX, 1).line(DEFERASIROX, 20_000));
    Settlement first = city.dispensed(HERE, prescription, List.of(city.line(prescription, 1)));
    accepted(city.cancel(prescription));
    refused(
        Reason.PRESCRIPTION_CANCELLED,
        city.dispense(HERE, prescription, List.of(city.line(prescription, 2))),
        "S2-19");
    accepted(city.giveBack(first, 1));
  }

  @Test
  void manyTimersAreCaughtUpWithoutLosingOne() {
    int count = Decider.TIMERS_AT_ONCE + 50;
    for (int i = 0; i < count; i++) {
      submitted();
    }
    city.watchRefusals = false;
    city.goTo(LocalDate.of(2026, 3, 10));
    city.events.clear();
    accepted(city.tick());
    assertEquals(Decider.TIMERS_AT_ONCE, city.events.size());
    accepted(city.tick());
    assertEquals(count, city.events.size());
    city.events.forEach(each -> assertInstanceOf(Event.Closed.class, each));
    assertTrue(city.decider.nextDueMs() > city.nowMs);
  }

  private String submitted() {
    return city.submitted(TestDraft.of(DEFERASIROX, 1));
  }

  private Outcome dispense(Principal dispenser, String prescription) {
    return city.dispense(dispenser, prescription, city.openLines(prescription));
  }

  private Status status(String prescription) {
    return city.view.prescription(prescription).statusAt(city.nowMs);
  }
}
