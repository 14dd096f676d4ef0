package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** With naps that never end by themselves, a wake-up that is lost ends in the time limit. */
class NapsTest {
  private static final long FOREVER = Duration.ofDays(1).toNanos();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void noWakeUpIsLostHoweverItMeetsTheThread() {
    Naps naps = new Naps(FOREVER, FOREVER);
    AtomicLong asked = new AtomicLong();
    AtomicLong done = new AtomicLong();
    long turns = 20_000;
    Thread worker =
        new Thread(
            () -> {
              while (done.get() < turns) {
                boolean work = done.get() < asked.get();
                if (work) {
                  done.incrementAndGet();
                }
                naps.idle(work ? 1 : 0);
              }
            });
    worker.setDaemon(true);
    worker.start();
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          for (long turn = 1; turn <= turns; turn++) {
            asked.set(turn);
            naps.wake();
            while (done.get() < turn) {
              Thread.onSpinWait();
            }
          }
        });
    assertEquals(turns, done.get());
  }

  @Test
  void aWakeUpBeforeTheNapSparesIt() {
    Naps naps = new Naps(FOREVER, FOREVER);
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          for (int turn = 0; turn < 1_000; turn++) {
            naps.wake();
            naps.idle(0);
          }
        });
  }
}
