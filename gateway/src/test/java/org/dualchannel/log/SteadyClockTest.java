package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The time of the log goes on evenly, whatever the machine's clock does. */
class SteadyClockTest {
  private static final long START = 1_700_000_000_000L;
  private static final long HOUR = TimeUnit.HOURS.toMillis(1);

  private final List<Long> told = new ArrayList<>();
  private long nano = -5;
  private long offsetMs;
  private final SteadyClock clock =
      new SteadyClock(
          () -> START + TimeUnit.NANOSECONDS.toMillis(nano) + offsetMs,
          () -> nano,
          5_000,
          told::add);

  @Test
  void itIsTheTimeOfDayWhileThatBehaves() {
    seconds(100);
    assertEquals(START + 100_000, clock.getAsLong(), 1);
    assertEquals(List.of(), told);
  }

  @Test
  void aSmallStepIsFollowedWithoutGoingBackOrLeaping() {
    for (long step : List.of(3_000L, -3_000L, 4_900L, -4_900L)) {
      offsetMs += step;
      seconds(12);
      assertEquals(START + TimeUnit.NANOSECONDS.toMillis(nano) + offsetMs, clock.getAsLong(), 2);
    }
    assertEquals(List.of(), told);
  }

  @Test
  void aJumpIsToldAndNotFollowedUntilItIsTakenBack() {
    for (long jump : List.of(HOUR, -HOUR)) {
      told.clear();
      offsetMs = jump;
      seconds(10);
      assertEquals(START + TimeUnit.NANOSECONDS.toMillis(nano), clock.getAsLong(), 2);
      assertEquals(jump, told.get(9), 2);

      offsetMs = 0;
      seconds(2);
      assertEquals(11, told.size());
      assertEquals(0, told.get(10));
    }
  }

  @Test
  void neverBackAndNeverFasterThanDoubleOverARandomCourse() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long last = clock.getAsLong();
    for (int i = 0; i < 20_000; i++) {
      long step = random.nextInt(300_000_000);
      nano += step;
      if (random.nextInt(50) == 0) {
        offsetMs += random.nextInt(20_000) - 10_000;
      }
      long now = clock.getAsLong();
      assertTrue(now >= last, "back, seed " + seed);
      assertTrue(now - last <= 2 * step / 1_000_000 + 2, "a leap, seed " + seed);
      last = now;
      if (random.nextInt(4) == 0) {
        clock.follow();
        assertTrue(clock.getAsLong() >= last, "back, seed " + seed);
      }
    }
  }

  private void seconds(int count) {
    for (int i = 0; i < 10 * count; i++) {
      long before = clock.getAsLong();
      nano += 100_000_000;
      assertTrue(clock.getAsLong() >= before + 49 && clock.getAsLong() <= before + 201);
      if (i % 10 == 9) {
        clock.follow();
      }
    }
  }
}
