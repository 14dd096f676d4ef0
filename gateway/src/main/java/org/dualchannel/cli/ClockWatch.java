package org.dualchannel.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.dualchannel.log.SteadyClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the node's time follow the machine's, and commands refused while the machine's clock is away
 * from where it should be: what is decided by a wrong time, that a prescription has expired say, is
 * not taken back when the clock is.
 */
final class ClockWatch implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(ClockWatch.class);

  private final SteadyClock clock;
  private final ScheduledExecutorService timer;
  private volatile Consumer<String> readOnly = cause -> {};
  private boolean away;

  ClockWatch(LongSupplier timeOfDayMs, LongSupplier nanoTime, long maxJumpMs) {
    clock = new SteadyClock(timeOfDayMs, nanoTime, maxJumpMs, this::jumped);
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "clock-watch");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(clock::follow, 1, 1, TimeUnit.SECONDS);
  }

  /** The node's time. */
  SteadyClock clock() {
    return clock;
  }

  /**
   * @param told takes the cause while the clock is away, and null when it is back
   */
  void refuseBy(Consumer<String> told) {
    readOnly = told;
  }

  private void jumped(long aheadMs) {
    if (aheadMs == 0) {
      readOnly.accept(null);
      LOGGER.warn("the machine's clock is back where it should be, commands are taken again");
    } else {
      readOnly.accept(
          "read-only: the machine's clock leapt by "
              + aheadMs
              + " ms; set it right, or restart the node when it is right now");
      if (!away) {
        LOGGER.error("the machine's clock leapt by {} ms, commands are refused", aheadMs);
      }
    }
    away = aheadMs != 0;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
