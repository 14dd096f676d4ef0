package org.dualchannel.simulate;

import java.util.function.LongSupplier;

/** The time of the log. It stands still until it is moved on. */
final class SimulatedClock implements LongSupplier {
  private volatile long nowMs;

  void moveTo(long timeMs) {
    if (timeMs < nowMs) {
      throw new IllegalArgumentException("time goes back from " + nowMs + " to " + timeMs);
    }
    nowMs = timeMs;
  }

  @Override
  public long getAsLong() {
    return nowMs;
  }
}
