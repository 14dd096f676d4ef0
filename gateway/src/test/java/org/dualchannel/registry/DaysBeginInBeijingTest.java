package org.dualchannel.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The civil date is reckoned in plain numbers; the JDK's calendar has to agree. */
class DaysBeginInBeijingTest {
  private static final long DAY_MS = 24 * 60 * 60 * 1_000L;

  @Test
  void agreesWithTheCalendarAroundEveryMidnight() {
    long midnight = CivilDate.startMs(LocalDate.of(1899, 12, 25));
    for (int day = 0; day < 100_000; day++, midnight += DAY_MS) {
      for (long ms = midnight - 1; ms <= midnight + 1; ms++) {
        assertAgrees(ms);
      }
    }
  }

  @Test
  void agreesWithTheCalendarAtAnyTime() {
    SplittableRandom random = new SplittableRandom(14);
    for (int i = 0; i < 100_000; i++) {
      assertAgrees(random.nextLong(-(1L << 46), 1L << 46));
    }
  }

  private static void assertAgrees(long ms) {
    LocalDate expected = Instant.ofEpochMilli(ms).atOffset(CivilDate.ZONE).toLocalDate();
    assertEquals(expected, CivilDate.of(ms), () -> "date of " + ms);
    long start = expected.atStartOfDay().toInstant(CivilDate.ZONE).toEpochMilli();
    assertEquals(start, CivilDate.startMs(expected), () -> "start of " + expected);
  }
}
