package org.dualchannel.snapshot;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * How fast a snapshot is written and read back. Where processors are few it rests as long as it
 * works, in short turns: what is decided meanwhile waits for a processor otherwise.
 */
final class Pace {
  /** Without rest. */
  static final Pace FULL = new Pace(() -> true);

  /** Processors of which one can be spared. */
  private static final int MANY = 4;

  private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(1);

  /** A turn may have been long for reasons that rest does not help, such as a slow disk. */
  private static final long LONGEST_NS = TimeUnit.MILLISECONDS.toNanos(20);

  private final BooleanSupplier hurried;
  private long sinceNs = System.nanoTime();

  private Pace(BooleanSupplier hurried) {
    this.hurried = hurried;
  }

  /**
   * Of one that works beside the deciding threads of this machine.
   *
   * @param hurried whether there is no time for rest
   */
  static Pace besideWork(BooleanSupplier hurried) {
    return Runtime.getRuntime().availableProcessors() > MANY ? FULL : new Pace(hurried);
  }

  /** Called after each piece of work; rests when a turn is over. */
  void rest() {
    if (hurried.getAsBoolean()) {
      return;
    }
    long workedNs = System.nanoTime() - sinceNs;
    if (workedNs >= TURN_NS) {
      LockSupport.parkNanos(Math.min(workedNs, LONGEST_NS));
      sinceNs = System.nanoTime();
    }
  }
}
