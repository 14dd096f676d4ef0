package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.OTHER_PHARMACY;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.dualchannel.prescription.NotDispensedReason;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.prescription.Prescription.Status;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A long-term prescription is dispensed again after its interval, so often and no longer. */
@Tag("S2-8")
@Tag("S2-19")
class APrescriptionIsRepeatedTest {
  private static final Principal HERE = pharmacy(PHARMACY);
  private static final Principal THERE = pharmacy(OTHER_PHARMACY);

  private final TestCity city = new TestCity();

  @Test
  void theNextRepeatOpensOnItsDay() {
    String id = city.submitted(repeats(2, 28, 84));
    Settlement first = city.dispensed(HERE, id);
    long fromMs = CivilDate.startMs(START.plusDays(28));
    assertEquals(Status.BETWEEN_REPEATS, status(id));
    Outcome early = city.claim(THERE, id);
    refused(Reason.REPEAT_TOO_EARLY, early, "S2-19");
    assertEquals(
        Instant.ofEpochMilli(fromMs).toString(), OnlyRegisteredPartiesTest.detail(early, "from"));
    city.goToMs(fromMs - 1);
    refused(Reason.REPEAT_TOO_EARLY, city.claim(THERE, id), "S2-19");
    city.events.clear();
    city.goToMs(fromMs);
    accepted(city.tick());
    Event.Rerouted again = (Event.Rerouted) city.events.get(0);
    assertFalse(again.candidates().isEmpty(), "it is offered anew");
    assertEquals(Status.OPEN, status(id));
    assertEquals(1, prescription(id).course().repeat());

    city.dispensed(THERE, id);
    assertEquals(Status.BETWEEN_REPEATS, status(id));
    accepted(city.giveBack(first, 1));
    assertEquals(Status.BETWEEN_REPEATS, status(id));
    city.goTo(START.plusDays(56));
    city.dispensed(HERE, id);
    assertEquals(Status.PARTLY_RETURNED, status(id));
    city.goTo(START.plusDays(83));
    refused(Reason.PRESCRIPTION_DISPENSED, city.claim(HERE, id), "S2-19");
  }

  @Test
  void aTimerThatFiresLateChangesNothing() {
    city.watchRefusals = false;
    String id = city.submitted(repeats(1, 10, 28));
    city.dispensed(HERE, id);
    city.goTo(START.plusDays(10));
    assertEquals(Status.OPEN, status(id), "before any timer");
    accepted(city.claim(THERE, id));
    accepted(city.tick());
    assertEquals(Status.HELD, status(id));
    assertEquals(1, prescription(id).course().repeat());
  }

  @Test
  void theIntervalCountsFromTheDayTheLastPartWasHandedOut() {
    TestDraft draft = TestDraft.of(DEFERASIROX, 2);
    String id = city.submitted(repeats(draft, 1, 10, 28));
    city.dispensed(HERE, id, List.of(city.packs(id, 1, 1)));
    city.goTo(START.plusDays(3));
    city.dispensed(HERE, id);
    assertEquals(CivilDate.startMs(START.plusDays(13)), prescription(id).course().nextFromMs());
  }

  @Test
  void noRepeatOpensAfterTheValidity() {
    String id = city.submitted(repeats(1, 28, 28));
    city.dispensed(HERE, id);
    assertEquals(Status.DISPENSED, status(id));
    String missed = city.submitted(repeats(1, 14, 28));
    city.dispensed(HERE, missed);
    city.goTo(START.plusDays(28));
    refused(Reason.PRESCRIPTION_EXPIRED, city.claim(HERE, missed), "S2-19");
    assertEquals(Status.DISPENSED, status(id));
  }

  @Test
  void theRepeatsToComeCanBeCancelled() {
    String id = city.submitted(repeats(1, 10, 28));
    city.dispensed(HERE, id);
    accepted(city.cancel(id));
    assertEquals(Status.CANCELLED, status(id));
    city.goTo(START.plusDays(10));
    refused(Reason.PRESCRIPTION_CANCELLED, city.claim(HERE, id), "S2-19");
  }

  @Test
  void whatIsDeclinedIsNotRepeated() {
    String id = city.submitted(repeats(1, 10, 28));
    accepted(city.claim(HERE, id));
    accepted(city.markNotDispensed(HERE, id, NotDispensedReason.PATIENT_DECLINED, 1));
    assertEquals(Status.NOT_DISPENSED, status(id));
  }

  @Test
  void onlyLongTermPrescriptionsHaveRepeats() {
    TestDraft draft = repeats(1, 1, 3);
    draft.longTerm = false;
    refused(Reason.REPEATS_NEED_LONG_TERM, city.submit(draft), "S2-19");
    refused(Reason.INVALID_REQUEST, city.submit(repeats(1, 0, 28)));
    refused(Reason.INVALID_REQUEST, city.submit(repeats(-1, 10, 28)));
    accepted(city.submit(repeats(1, 1, 28)));
    assertTrue(prescription(city.submitted(repeats(0, 0, 28))).isAsAccepted());
  }

  private static TestDraft repeats(int most, int intervalDays, int validDays) {
    return repeats(TestDraft.of(DEFERASIROX, 1), most, intervalDays, validDays);
  }

  private static TestDraft repeats(TestDraft draft, int most, int intervalDays, int validDays) {
    draft.longTerm = true;
    draft.maxRepeats = most;
    draft.minIntervalDays = intervalDays;
    return draft.validFor(validDays);
  }

  private Prescription prescription(String id) {
    return city.view.prescription(id);
  }

  private Status status(String id) {
    return prescription(id).statusAt(city.nowMs);
  }
}
