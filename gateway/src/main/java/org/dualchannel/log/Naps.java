package org.dualchannel.log;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * What a thread does while it finds no work: it looks again at once, then lets others go first,
 * then takes naps, each twice as long as the one before. Whoever makes work for it can wake it; a
 * wake-up is never lost, so naps may be long.
 */
public final class Naps implements IdleStrategy {
  private static final int SPINS = 10;
  private static final int YIELDS = 5;
  private static final long FIRST_NAP_NS = 1_000;

  private final long firstNapNs;
  private final long longestNapNs;
  private volatile Thread napping; // null while it is not
  private volatile boolean woken; // since the last nap
  private int turn;
  private long napNs;

  public Naps(long longestNapNs) {
    this(FIRST_NAP_NS, longestNapNs);
  }

  Naps(long firstNapNs, long longestNapNs) {
    this.firstNapNs = firstNapNs;
    this.longestNapNs = longestNapNs;
    this.napNs = firstNapNs;
  }

  /** Ends the nap of the thread, or has it forgo the next one. Any thread. */
  public void wake() {
    if (!woken) {
      woken = true;
    }
    Thread sleeper = napping;
    if (sleeper != null) {
      LockSupport.unpark(sleeper);
    }
  }

  @Override
  public void idle(int workCount) {
    if (workCount > 0) {
      reset();
    } else {
      idle();
    }
  }

  @Override
  public void idle() {
    if (turn < SPINS) {
      turn++;
      Thread.onSpinWait();
    } else if (turn < SPINS + YIELDS) {
      turn++;
      Thread.yield();
    } else {
      nap();
    }
  }

  private void nap() {
    napping = Thread.currentThread(); // before the look at the other, as a waker does it
    if (!woken) {
      LockSupport.parkNanos(napNs);
      napNs = Math.min(2 * napNs, longestNapNs);
    }
    napping = null;
    if (woken) {
      woken = false;
      reset();
    }
  }

  @Override
  public void reset() {
    turn = 0;
    napNs = firstNapNs;
  }
}
