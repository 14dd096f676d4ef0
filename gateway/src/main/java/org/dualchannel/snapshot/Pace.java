package org.dualchannel.snapshot;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How fast a snapshot is written and read back. Where processors are few it rests as long as it
 * works, in short turns: what is decided meanwhile waits for a processor otherwise.
 */
final class Pace {
  /** Without rest. */
  static final Pace FULL = new Pace(Long.MAX_VALUE);

  /** Processors of which one can be spared. */
  private static final int MANY = 4;

  private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(1);

  private final long turnNs;
  private long sinceNs = System.nanoTime();

  private Pace(long turnNs) {
    this.turnNs = turnNs;
  }

  /** Of one that works beside the deciding threads of this machine. */
  static Pace besideWork() {
    return Runtime.getRuntime().availableProcessors() > MANY ? FULL : new Pace(TURN_NS);
  }

  /** Called after each piece of work; rests when a turn is over. */
  void rest() {
    if (turnNs == Long.MAX_VALUE) {
      return;
    }
    long workedNs = System.nanoTime() - sinceNs;
    if (workedNs >= turnNs) {
      LockSupport.parkNanos(workedNs);
      sinceNs = System.nanoTime();
    }
  }
}
