package org.dualchannel.loadtest;

/**
 * When each call of a run is due. Call {@code i} is planned at {@code startNanos + i /
 * ratePerSecond} and nothing that happens later moves it.
 *
 * @param startNanos instant of call 0, on the clock of {@link System#nanoTime}
 * @param ratePerSecond calls a second, at least 1
 * @param warmUpCalls calls at the beginning that are made and checked, but not measured
 * @param totalCalls calls of the run, warm-up included
 */
record Schedule(long startNanos, long ratePerSecond, long warmUpCalls, long totalCalls) {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  Schedule {
    if (ratePerSecond < 1 || warmUpCalls < 0 || totalCalls < warmUpCalls) {
      throw new IllegalArgumentException(
          "rate " + ratePerSecond + ", warm-up " + warmUpCalls + ", total " + totalCalls);
    }
  }

  static Schedule of(long startNanos, long ratePerSecond, int warmUpSeconds, int seconds) {
    long warmUpCalls = ratePerSecond * warmUpSeconds;
    return new Schedule(
        startNanos, ratePerSecond, warmUpCalls, warmUpCalls + ratePerSecond * seconds);
  }

  long plannedNanos(long call) {
    // Whole seconds apart from the rest, so that no product overflows in a run of weeks.
    return startNanos
        + call / ratePerSecond * NANOS_PER_SECOND
        + call % ratePerSecond * NANOS_PER_SECOND / ratePerSecond;
  }

  /** How many calls are due at this instant: those planned at or before it. */
  long dueAt(long nowNanos) {
    long elapsed = nowNanos - startNanos;
    if (elapsed < 0) {
      return 0;
    }
    long candidate =
        elapsed / NANOS_PER_SECOND * ratePerSecond
            + elapsed % NANOS_PER_SECOND * ratePerSecond / NANOS_PER_SECOND;
    // Rounding down twice may miss a call that is planned exactly now.
    while (plannedNanos(candidate) - nowNanos <= 0) {
      candidate++;
    }
    return Math.min(candidate, totalCalls);
  }

  boolean measured(long call) {
    return call >= warmUpCalls;
  }

  long measuredCalls() {
    return totalCalls - warmUpCalls;
  }

  double measuredSeconds() {
    return (double) measuredCalls() / ratePerSecond;
  }
}
