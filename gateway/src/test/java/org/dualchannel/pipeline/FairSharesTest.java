package org.dualchannel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.junit.jupiter.api.Test;

/** How many calls one caller may have waiting. */
class FairSharesTest {
  private static final int ROOM = 900;
  private static final Principal HOG = new Principal(Role.HOSPITAL, "H12010000001");
  private static final Principal OTHER = new Principal(Role.PHARMACY, "P12010000001");

  private final List<Role> refused = new ArrayList<>();
  private final FairShares shares =
      new FairShares(
          ROOM,
          50,
          new PipelineMeter() {
            @Override
            public void overShare(Role role) {
              refused.add(role);
            }
          });
  private long nowNs = System.nanoTime();
  private int all;

  @Test
  void oneAloneHasHalfOfTheRoomAndTheNextHalfOfTheRest() {
    assertEquals(450, fill(HOG));
    assertEquals(225, fill(OTHER));
    assertEquals(List.of(Role.HOSPITAL, Role.PHARMACY), refused);
  }

  @Test
  void inACrowdItIsANinth() {
    crowd();
    assertTrue(shares.crowded());

    assertEquals(100, fill(HOG));
    assertEquals(88, fill(OTHER), "an eighth of what is left free");
  }

  @Test
  void itBecomesLessWhileCallsStillHaveToWait() {
    crowd();
    for (int i = 0; i < 200; i++) {
      look(60, true);
    }

    assertEquals(ROOM / 65, fill(HOG));
  }

  @Test
  void aFullRoomStillTakesAFewCallsOfAnybody() {
    crowd();
    all = ROOM;

    assertEquals(FairShares.LEAST, fill(OTHER));
  }

  @Test
  void onePauseIsNoCrowdAndNeitherIsOneCallerAlone() {
    look(60, true);
    look(60, true);
    look(0, true);
    look(60, true);
    assertFalse(shares.crowded());

    nowNs += TimeUnit.SECONDS.toNanos(11);
    for (int i = 0; i < 10; i++) {
      look(60, false);
    }
    assertFalse(shares.crowded(), "one alone stands in nobody's way");
  }

  @Test
  void aCrowdLastsAsLongAsSomebodyAsksForTooMuch() {
    crowd();
    fill(HOG);
    look(0, true);
    assertTrue(shares.crowded(), "it was refused just now");

    nowNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    look(0, true);
    assertFalse(shares.crowded());
    assertEquals(350, fill(HOG), "half of the room again, with the hundred it has");
  }

  @Test
  void whoAsksBeforeIsToldTheSame() {
    int place = shares.placeOf(HOG);
    while (shares.hasRoomFor(HOG, all)) {
      assertTrue(shares.enter(place, HOG, ++all), "there was room");
    }
    assertFalse(shares.enter(place, HOG, all + 1), "there was none");
    assertTrue(shares.hasRoomFor(OTHER, all));
  }

  @Test
  void whatLeavesMakesRoom() {
    int place = shares.placeOf(HOG);
    fill(HOG);
    shares.leave(place);
    all--;

    assertEquals(1, fill(HOG));
  }

  @Test
  void withoutSharesOneMayTakeEverything() {
    FairShares none = new FairShares(10, 0, PipelineMeter.NONE);
    for (int i = 0; i < 1_000; i++) {
      assertTrue(none.enter(none.placeOf(HOG), HOG, i));
    }
  }

  /** Enters calls until one is refused; how many were taken. */
  private int fill(Principal caller) {
    int place = shares.placeOf(caller);
    int taken = 0;
    while (shares.enter(place, caller, all + 1)) {
      all++;
      taken++;
    }
    return taken;
  }

  private void crowd() {
    for (int i = 0; i < 3; i++) {
      look(60, true);
    }
  }

  private void look(long oldestMs, boolean several) {
    nowNs += TimeUnit.MILLISECONDS.toNanos(20);
    shares.look(TimeUnit.MILLISECONDS.toNanos(oldestMs), several, nowNs);
  }
}
