package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCatalogue.DUPILUMAB;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_PHARMACY;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.SMALL_PHARMACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.dualchannel.prescription.LineState;
import org.dualchannel.prescription.LineState.Step;
import org.dualchannel.prescription.NotDispensedReason;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.prescription.Prescription.Status;
import org.dualchannel.registry.Principal;
import org.dualchannel.routing.Candidate;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lines are handed out in parts, by several dispensers, or not at all, each with its reason. */
@Tag("S2-8")
@Tag("S2-19")
class EachLineHasItsCourseTest {
  private static final Principal HERE = pharmacy(PHARMACY);
  private static final Principal THERE = pharmacy(OTHER_PHARMACY);
  private static final Principal SMALL = pharmacy(SMALL_PHARMACY);
  private static final Duration OWED = Duration.ofDays(7);

  private final TestCity city = new TestCity();

  @Test
  void aPartIsSettledAndTheRestIsOwed() {
    String id = longTerm(TestDraft.of(DEFERASIROX, 3));
    Settlement part = city.dispensed(HERE, id, List.of(city.packs(id, 1, 1)));
    assertEquals(10_000, part.input().lines().get(0).quantityE4());
    assertEquals(118_000, part.result().totals().medfeeFen());
    assertEquals(Step.PARTLY_DISPENSED, line(id, 1).step());
    assertEquals(10_000, line(id, 1).dispensedE4());
    assertEquals(new LineState.Owed(PHARMACY, city.nowMs + OWED.toMillis()), line(id, 1).owed());
    assertEquals(Status.PARTLY_DISPENSED, status(id));
    assertNull(prescription(id).hold(), "nothing is left to hold");
    assertEquals(0, city.state.openHolds(PHARMACY));

    refused(Reason.NOT_HELD, city.dispense(HERE, id, List.of(city.packs(id, 1, 2))), "S2-19");
    Settlement rest = city.dispensed(HERE, id);
    assertEquals(20_000, rest.input().lines().get(0).quantityE4());
    assertEquals(Status.DISPENSED, status(id));
    assertNull(line(id, 1).owed());

    accepted(city.giveBack(part, 1));
    assertEquals(Status.PARTLY_RETURNED, status(id));
    assertEquals(Step.PARTLY_RETURNED, line(id, 1).step());
    accepted(city.giveBack(rest, 1));
    assertEquals(Status.RETURNED, status(id));
    assertEquals(Step.RETURNED, line(id, 1).step());
    refused(Reason.PRESCRIPTION_DISPENSED, city.claim(HERE, id), "S2-19");
  }

  @Test
  void noMoreThanTheRestIsEverHandedOut() {
    String id = longTerm(TestDraft.of(DEFERASIROX, 3));
    Settlement part = city.dispensed(HERE, id, List.of(city.packs(id, 1, 2)));
    accepted(city.claim(HERE, id));
    refused(
        Reason.QUANTITY_DIFFERS, city.dispense(HERE, id, List.of(city.packs(id, 1, 2))), "S2-8");
    accepted(city.giveBack(part, 1));
    refused(
        Reason.QUANTITY_DIFFERS, city.dispense(HERE, id, List.of(city.packs(id, 1, 3))), "S2-8");
    accepted(city.dispense(HERE, id, List.of(city.packs(id, 1, 1))));
    assertEquals(Status.PARTLY_RETURNED, status(id));
  }

  @Test
  void theRestIsKeptForWhoOwesItUntilItsVeryMillisecond() {
    String id = longTerm(TestDraft.of(DEFERASIROX, 2));
    city.dispensed(HERE, id, List.of(city.packs(id, 1, 1)));
    long owedUntilMs = city.nowMs + OWED.toMillis();
    refused(Reason.OWED_BY_OTHER, city.claim(THERE, id), "S2-19");
    refused(Reason.OWED_BY_OTHER, city.claim(THERE, id, 1), "S2-19");
    city.goToMs(owedUntilMs - 1);
    refused(Reason.OWED_BY_OTHER, city.claim(THERE, id), "S2-19");
    city.events.clear();
    city.goToMs(owedUntilMs);
    accepted(city.tick());
    Event.Rerouted again = (Event.Rerouted) city.events.get(0);
    assertTrue(pharmacies(again).contains(OTHER_PHARMACY));
    assertEquals(10_000, again.prescription().restE4(1));
    city.dispensed(THERE, id);
    assertEquals(Status.DISPENSED, status(id));
  }

  @Test
  void whatIsOwedIsOwedNoLongerThanThePrescriptionIsValid() {
    String id = city.submitted(TestDraft.of(DEFERASIROX, 2).validFor(3));
    city.dispensed(HERE, id, List.of(city.packs(id, 1, 1)));
    assertEquals(prescription(id).untilMs(), line(id, 1).owed().untilMs());
    city.goToMs(prescription(id).untilMs());
    refused(Reason.PRESCRIPTION_EXPIRED, city.claim(HERE, id), "S2-19");
    assertEquals(Step.PARTLY_DISPENSED, line(id, 1).step());
  }

  @Test
  void whoOwesTheRestMayClaimItWhateverItsStockAndMayGiveItUp() {
    String id = longTerm(TestDraft.of(DEFERASIROX, 2));
    city.dispensed(HERE, id, List.of(city.packs(id, 1, 1)));
    accepted(
        city.by(
            HERE,
            new Body.ReportStock(
                List.of(new Body.StockItem(DEFERASIROX, 0, 118_000, city.nowMs)))));
    accepted(city.claim(HERE, id));
    accepted(city.release(HERE, id));
    assertNull(line(id, 1).owed());
    refused(Reason.NOT_A_CANDIDATE, city.claim(HERE, id), "S2-6");
    accepted(city.claim(THERE, id));
  }

  @Test
  void theOwedRestCanBeCancelled() {
    String id = longTerm(TestDraft.of(DEFERASIROX, 2));
    Settlement part = city.dispensed(HERE, id, List.of(city.packs(id, 1, 1)));
    accepted(city.cancel(id));
    assertEquals(Status.CANCELLED, status(id));
    assertNull(line(id, 1).owed());
    refused(Reason.PRESCRIPTION_CANCELLED, city.claim(HERE, id), "S2-19");
    accepted(city.giveBack(part, 1));
  }

  @Test
  void twoPharmaciesDispenseOnePrescription() {
    String id = city.submitted(TestDraft.of(DEFERASIROX, 1).line(DUPILUMAB, 20_000));
    refused(Reason.NOT_A_CANDIDATE, city.claim(SMALL, id), "S2-6");
    refused(Reason.NOT_A_CANDIDATE, city.claim(SMALL, id, 2), "S2-6");
    accepted(city.claim(SMALL, id, 1));
    refused(Reason.HELD_BY_OTHER, city.claim(HERE, id, 2), "S2-19");
    refused(Reason.LINE_NOT_CLAIMED, city.dispense(SMALL, id, List.of(city.line(id, 2))), "S2-19");
    city.events.clear();
    accepted(city.dispense(SMALL, id, List.of(city.line(id, 1))));
    Event.Rerouted again = (Event.Rerouted) city.events.get(1);
    assertEquals(List.of(2), again.prescription().offeredLines());
    assertTrue(pharmacies(again).contains(PHARMACY));
    assertFalse(pharmacies(again).contains(SMALL_PHARMACY), "it has no cold chain");
    city.dispensed(HERE, id, List.of(city.line(id, 2)));
    assertEquals(Status.DISPENSED, status(id));
  }

  @Test
  void singleLinesAreReleased() {
    String id = city.submitted(TestDraft.of(DEFERASIROX, 2).line(DEFERASIROX, 20_000));
    accepted(city.claim(HERE, id));
    accepted(city.dispense(HERE, id, List.of(city.packs(id, 1, 1))));
    assertEquals(List.of(1, 2), prescription(id).hold().lines());
    refused(Reason.LINE_TWICE, release(HERE, id, 2, 2));
    refused(Reason.LINE_UNKNOWN, release(HERE, id, 3));
    accepted(release(HERE, id, 2));
    assertNull(prescription(id).hold(), "the rest of line 1 is owed without it");
    assertNotNull(line(id, 1).owed());
    accepted(city.claim(THERE, id));
    assertEquals(List.of(2), prescription(id).hold().lines());
    accepted(city.dispense(THERE, id, List.of(city.line(id, 2))));
    city.dispensed(HERE, id);
    assertEquals(Status.DISPENSED, status(id));
  }

  @Test
  void aClaimNamesLinesThatAreThere() {
    String id = city.submitted(TestDraft.of(DEFERASIROX, 1).line(DEFERASIROX, 10_000));
    refused(Reason.LINE_UNKNOWN, city.claim(HERE, id, 3));
    city.dispensed(HERE, id, List.of(city.line(id, 1)));
    accepted(city.release(HERE, id));
    refused(Reason.LINE_NOT_OPEN, city.claim(THERE, id, 1), "S2-19");
    accepted(city.claim(THERE, id, 2));
  }

  @Test
  void aLineIsClosedForAReasonAndTheOthersGoOn() {
    String id = city.submitted(TestDraft.of(DEFERASIROX, 1).line(DEFERASIROX, 10_000));
    refused(Reason.NOT_HELD, city.markNotDispensed(HERE, id, NotDispensedReason.OTHER, 1), "S2-19");
    accepted(city.claim(HERE, id));
    refused(
        Reason.HELD_BY_OTHER,
        city.markNotDispensed(THERE, id, NotDispensedReason.OTHER, 1),
        "S2-19");
    refused(Reason.INVALID_REQUEST, city.markNotDispensed(HERE, id, NotDispensedReason.OTHER));
    accepted(city.markNotDispensed(HERE, id, NotDispensedReason.CLINICAL_CONCERN, 1));
    assertEquals(Step.NOT_DISPENSED, line(id, 1).step());
    assertEquals(NotDispensedReason.CLINICAL_CONCERN, line(id, 1).notDispensed().reason());
    refused(Reason.LINE_NOT_OPEN, city.dispense(HERE, id, List.of(city.line(id, 1))), "S2-19");
    accepted(city.dispense(HERE, id, List.of(city.line(id, 2))));
    assertEquals(Status.DISPENSED, status(id));
  }

  @Test
  void aPrescriptionOfWhichNothingIsWantedIsClosed() {
    String id = city.submitted(TestDraft.of(DEFERASIROX, 1).line(DEFERASIROX, 10_000));
    accepted(city.claim(HERE, id));
    city.events.clear();
    accepted(city.markNotDispensed(HERE, id, NotDispensedReason.PATIENT_DECLINED, 1, 2));
    assertEquals(Status.NOT_DISPENSED, status(id));
    assertEquals(List.of(new Event.Closed(id, Status.NOT_DISPENSED)), city.events);
    assertEquals(0, city.state.openHolds(PHARMACY));
    refused(Reason.PRESCRIPTION_CLOSED, city.claim(THERE, id), "S2-19");
    refused(Reason.PRESCRIPTION_CLOSED, city.cancel(id), "S2-19");
  }

  @Test
  void whatIsOutOfStockGoesToTheOthers() {
    String id = city.submitted(TestDraft.of(DEFERASIROX, 2));
    accepted(city.claim(HERE, id));
    city.events.clear();
    accepted(city.markNotDispensed(HERE, id, NotDispensedReason.OUT_OF_STOCK, 1));
    assertEquals(Status.OPEN, status(id));
    assertEquals(0, city.state.openHolds(PHARMACY));
    Event.Rerouted again = (Event.Rerouted) city.events.get(0);
    assertFalse(pharmacies(again).contains(PHARMACY), "whatever stock it reported");
    assertTrue(pharmacies(again).contains(OTHER_PHARMACY));
    city.dispensed(THERE, id);
    assertEquals(Status.DISPENSED, status(id));
  }

  @Test
  void theHospitalMayOweToo() {
    String id = longTerm(TestDraft.of(DEFERASIROX, 2));
    city.dispensed(hospital(HOSPITAL), id, List.of(city.packs(id, 1, 1)));
    refused(Reason.OWED_BY_OTHER, city.claim(HERE, id), "S2-19");
    city.dispensed(hospital(HOSPITAL), id);
    assertEquals(Status.DISPENSED, status(id));
  }

  private String longTerm(TestDraft draft) {
    draft.longTerm = true;
    return city.submitted(draft.validFor(28));
  }

  private Outcome release(Principal dispenser, String id, Integer... lines) {
    return city.by(
        dispenser,
        new Body.ReleasePrescription(
            id, TestCity.secret(dispenser, id), "PATIENT", "", List.of(lines)));
  }

  private static List<String> pharmacies(Event.Rerouted event) {
    return event.candidates().stream().map(Candidate::pharmacy).toList();
  }

  private Prescription prescription(String id) {
    return city.view.prescription(id);
  }

  private LineState line(String id, int number) {
    return prescription(id).lines().get(number - 1);
  }

  private Status status(String id) {
    return prescription(id).statusAt(city.nowMs);
  }
}
