package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log goes on though the machine's clock leaps, and its time goes neither back nor along. */
class AClockThatJumpsTest {
  private static final long HOUR = TimeUnit.HOURS.toMillis(1);

  @TempDir private Path dir;

  private final AtomicLong offsetMs = new AtomicLong();
  private final AtomicLong jumpMs = new AtomicLong();
  private final SteadyClock clock =
      new SteadyClock(
          () -> System.currentTimeMillis() + offsetMs.get(), System::nanoTime, 5_000, jumpMs::set);

  @Test
  void recordsAreCommittedAfterEveryJump() {
    Recorded seen = new Recorded();
    long began = System.currentTimeMillis();
    try (AeronLog log = AeronLog.open(AeronLogs.context(dir).clock(clock), seen)) {
      Recorded.pollUntil(log, seen::live);
      int records = 0;
      for (long offset : List.of(0L, -HOUR, HOUR, 0L)) {
        offsetMs.set(offset);
        clock.follow();
        assertEquals(offset, jumpMs.get(), 1_000);
        for (int i = 0; i < 3; i++) {
          Recorded.append(log, List.of("record " + records++));
          int all = records;
          Recorded.pollUntil(log, () -> seen.count() == all);
        }
      }
      assertNull(seen.failed());
      assertEquals(0, log.status().sessionsLost());
    }
    List<Long> times = seen.timestampsMs();
    for (int i = 0; i < times.size(); i++) {
      assertTrue(times.get(i) >= (i == 0 ? began - 1_000 : times.get(i - 1)), times::toString);
      assertTrue(times.get(i) <= System.currentTimeMillis() + 1_000, times::toString);
    }
  }
}
