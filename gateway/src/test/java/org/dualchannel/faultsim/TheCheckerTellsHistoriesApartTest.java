package org.dualchannel.faultsim;

import static org.dualchannel.faultsim.Histories.submitted;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.faultsim.Happening.Kind;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Test;

/** The checker accepts what one prescription can have gone through, and nothing else. */
class TheCheckerTellsHistoriesApartTest {
  private static final String A = "A";
  private static final String B = "B";

  private static void good(Histories histories) {
    assertTrue(Linearisable.check(histories.history), histories.history::toString);
  }

  private static void bad(Histories histories) {
    assertFalse(Linearisable.check(histories.history), histories.history::toString);
  }

  @Test
  void aLineIsHandedOutInParts() {
    good(
        part().shown(1, 1, null).claimed(A, 0b10).packs(0, 2).dispensed(A, 0b10).shown(1, 3, null));
    bad(part().shown(1, 1, A));
    bad(part().shown(1, 0, null));
    bad(part().claimed(A, 0b01));
    bad(part().claimed(A, 0b10).packs(0, 3).dispensed(A, 0b10));
    good(
        part()
            .claimed(A, 0b10)
            .packs(0, 3)
            .refused(Kind.DISPENSE, A, 0b10, Reason.QUANTITY_DIFFERS));
    bad(
        part()
            .claimed(A, 0b10)
            .packs(0, 2)
            .refused(Kind.DISPENSE, A, 0b10, Reason.QUANTITY_DIFFERS));
  }

  @Test
  void theRestIsOwedByWhoeverHandedOutThePart() {
    long later = 10 + 24 * 3_600_000L;
    bad(part().claimed(B, 0b10));
    good(part().refused(Kind.CLAIM, B, 0b10, Reason.OWED_BY_OTHER));
    bad(part().refused(Kind.CLAIM, A, 0b10, Reason.OWED_BY_OTHER));
    good(part(later + 1).at(later).claimed(B, 0b10));
    bad(part(later + 1).at(later).refused(Kind.CLAIM, B, 0b10, Reason.OWED_BY_OTHER));
    good(part().claimed(A, 0b10).released(A).claimed(B, 0b10));
  }

  @Test
  void onlyClaimedLinesAreHandedOut() {
    bad(submitted().claimed(A, 0b01).dispensed(A, 0b11));
    bad(submitted().claimed(A, 0b01).dispensed(A, 0b10));
    good(submitted().claimed(A, 0b01).refused(Kind.DISPENSE, A, 0b10, Reason.LINE_NOT_CLAIMED));
    bad(submitted().claimed(A, 0b11).refused(Kind.DISPENSE, A, 0b10, Reason.LINE_NOT_CLAIMED));
    good(submitted().claimed(A, 0b01).dispensed(A, 0b01).claimed(B, 0b10).dispensed(B, 0b10));
  }

  @Test
  void eachSaleComesBackByItself() {
    Histories two = part().claimed(A, 0b10).packs(0, 2).dispensed(A, 0b10);
    good(two.packs(0, 1).returned(A, 0b10).of(1).packs(0, 2).returned(A, 0b10));
    bad(part().packs(0, 1).returned(A, 0b10).packs(0, 1).returned(A, 0b10));
    good(
        part()
            .packs(0, 1)
            .returned(A, 0b10)
            .packs(0, 1)
            .refused(Kind.RETURN, A, 0b10, Reason.RETURN_LINE_INVALID));
  }

  /** One pack and three are prescribed, one and one handed out. */
  private static Histories part() {
    return part(Histories.VALID_UNTIL);
  }

  private static Histories part(long validUntil) {
    return Histories.submitted(1, 3, validUntil).claimed(A).packs(1, 1).dispensed(A, 0b11);
  }

  @Test
  void oneAfterAnother() {
    good(submitted().claimed(A).dispensed(A, 0b11).read(0b11, 0, false, null).returned(A, 1));
    good(submitted().claimed(A).released(A).claimed(B).dispensed(B, 1).read(1, 0, false, B));
    good(submitted().cancelled().refused(Kind.CLAIM, A, 0, Reason.PRESCRIPTION_CANCELLED));
    good(submitted().claimed(A).refused(Kind.CLAIM, B, 0, Reason.HELD_BY_OTHER));
  }

  @Test
  void aClaimIsExclusive() {
    bad(submitted().claimed(A).claimed(B));
    bad(submitted().claimed(A).dispensed(A, 1).claimed(B));
    good(submitted().claimed(A).at(Histories.HOLD_UNTIL).claimed(B));
    bad(submitted().claimed(A).at(Histories.HOLD_UNTIL - 1).claimed(B));
  }

  @Test
  void aLineIsHandedOutOnce() {
    bad(submitted().claimed(A).dispensed(A, 1).dispensed(A, 1));
    bad(submitted().claimed(A).dispensed(A, 0b11).dispensed(A, 0b10));
    bad(submitted().claimed(A).dispensed(A, 0b11).claimed(A));
    bad(submitted().claimed(A).dispensed(A, 1).returned(A, 1).dispensed(A, 1));
    good(submitted().claimed(A).dispensed(A, 1).dispensed(A, 0b10));
  }

  @Test
  void aLineIsReturnedOnceAndAfterItWasHandedOut() {
    bad(submitted().returned(A, 1));
    bad(submitted().claimed(A).dispensed(A, 1).returned(A, 0b10));
    bad(submitted().claimed(A).dispensed(A, 1).returned(A, 1).returned(A, 1));
    good(submitted().claimed(A).dispensed(A, 0b11).returned(A, 1).returned(A, 0b10));
  }

  @Test
  void anAcknowledgedEffectIsSeenAfterwards() {
    bad(submitted().readNothing());
    bad(submitted().cancelled().read(0, 0, false, null));
    bad(submitted().claimed(A).dispensed(A, 0b11).read(0, 0, false, A));
    bad(submitted().claimed(A).dispensed(A, 0b11).refused(Kind.CLAIM, B, 0, Reason.HELD_BY_OTHER));
    bad(submitted().claimed(A).read(0, 0, false, B));
  }

  @Test
  void aRefusalNeedsItsReason() {
    bad(submitted().refused(Kind.CLAIM, A, 0, Reason.HELD_BY_OTHER));
    bad(submitted().refused(Kind.CLAIM, A, 0, Reason.PRESCRIPTION_CANCELLED));
    bad(submitted().claimed(A).refused(Kind.DISPENSE, A, 1, Reason.NOT_HELD));
    bad(submitted().claimed(A).refused(Kind.DISPENSE, A, 1, Reason.LINE_NOT_OPEN));
    bad(submitted().claimed(A).refused(Kind.DISPENSE, A, 1, Reason.PRESCRIPTION_DISPENSED));
    bad(submitted().refused(Kind.CANCEL, "H", 0, Reason.PRESCRIPTION_EXPIRED));
    good(
        submitted()
            .at(Histories.VALID_UNTIL)
            .refused(Kind.CANCEL, "H", 0, Reason.PRESCRIPTION_EXPIRED));
  }

  @Test
  void whatOverlapsMayComeInAnyOrder() {
    Histories race = submitted().during(10, 20).refused(Kind.CLAIM, A, 0, Reason.HELD_BY_OTHER);
    good(race.during(11, 21).claimed(B));
    Histories late = submitted().during(10, 20).refused(Kind.CLAIM, A, 0, Reason.HELD_BY_OTHER);
    bad(late.during(21, 22).claimed(B));
  }

  @Test
  void whatIsInDoubtMayHaveHappenedLaterOrNever() {
    good(submitted().inDoubt(Kind.CANCEL, "H", 0).claimed(A).dispensed(A, 0b11));
    good(
        submitted()
            .inDoubt(Kind.CANCEL, "H", 0)
            .claimed(A)
            .refused(Kind.DISPENSE, A, 1, Reason.PRESCRIPTION_CANCELLED));
    good(submitted().claimed(A).inDoubt(Kind.DISPENSE, A, 0b11).read(0b11, 0, false, null));
    bad(submitted().claimed(A).inDoubt(Kind.DISPENSE, A, 1).read(0b11, 0, false, null));
    bad(submitted().claimed(A).read(1, 0, false, A).during(30, 0).inDoubt(Kind.DISPENSE, A, 1));
  }

  @Test
  void whatIsInDoubtHappensAtMostOnce() {
    Histories once = submitted().claimed(A).dispensed(A, 1).inDoubt(Kind.RETURN, A, 1);
    good(once.read(1, 1, false, A));
    bad(
        submitted()
            .claimed(A)
            .inDoubt(Kind.RELEASE, A, 0)
            .claimed(B)
            .released(B)
            .claimed(A)
            .read(0, 0, false, null));
  }

  @Test
  void aReadOfAnotherNodeMayBeBehindAndOneOfTheSameNodeMayNot() {
    good(submitted().claimed(A).dispensed(A, 0b11).by(1).read(0, 0, false, A));
    good(submitted().by(1).readNothing());
    bad(submitted().claimed(A).by(1).read(0, 0, false, A).read(0, 0, false, null));
    bad(submitted().by(1).read(0, 0, false, A));
  }

  @Test
  void timeInTheLogDoesNotGoBack() {
    bad(submitted().at(50).claimed(A).at(20).dispensed(A, 1));
  }

  @Test
  void aLongRaceIsJudgedSoon() {
    List<Happening> history = new ArrayList<>(submitted().history);
    Histories race = new Histories();
    for (int i = 0; i < 50; i++) {
      race.during(3, 500 + i).refused(Kind.CLAIM, "P" + i, 0, Reason.HELD_BY_OTHER);
    }
    history.addAll(race.history);
    assertFalse(Linearisable.check(history), "held by whom?");
    history.addAll(new Histories().during(3, 600).claimed(A).history);
    assertTrue(Linearisable.check(history));
  }
}
