package org.dualchannel.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void aCallIsDueFromItsPlannedInstantOn() {
    long seed = System.nanoTime();
    System.out.println("ScheduleTest seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 20_000; i++) {
      long start = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
      long rate = random.nextLong(1, 300_000);
      Schedule schedule = new Schedule(start, rate, 0, Long.MAX_VALUE);
      long call = random.nextLong(rate * 100_000);
      long planned = schedule.plannedNanos(call);
      assertTrue(schedule.dueAt(planned) > call, "due when planned");
      assertTrue(schedule.dueAt(planned - 1) <= call, "not before");
    }
  }

  @Test
  void theLastSecondOfAMonthIsPlannedToTheNanosecond() {
    Schedule schedule = Schedule.of(7, 3, 0, 31 * 86_400);
    assertEquals(
        7 + 31L * 86_400 * 1_000_000_000 - 333_333_334,
        schedule.plannedNanos(schedule.totalCalls() - 1));
  }

  @Test
  void nothingIsDueBeforeTheStartAndNoMoreThanAllAfterTheEnd() {
    Schedule schedule = Schedule.of(1_000, 10, 1, 2);
    assertEquals(0, schedule.dueAt(999));
    assertEquals(1, schedule.dueAt(1_000));
    assertEquals(30, schedule.dueAt(Long.MAX_VALUE / 2));
    assertFalse(schedule.measured(9));
    assertTrue(schedule.measured(10));
    assertEquals(20, schedule.measuredCalls());
    assertEquals(2.0, schedule.measuredSeconds());
  }

  @Test
  void aRateBelowOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Schedule(0, 0, 0, 1));
  }
}
