package org.dualchannel.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits without burning a core. The library's blocking strategy blocks only until something is
 * published; a stage that waits for the one before it spins, and on two cores takes the time that
 * the other needs. Here it naps, and the longer the more is still to come from that stage: a nap
 * costs as much as a third of a decision, and one that ends with two records done saves nothing.
 */
final class StageWaitStrategy implements WaitStrategy {
  private static final int SPINS = 50;

  /** For each record that the stage before has to do yet, less than it takes for one. */
  private static final long NAP_NS = 5_000;

  private static final int MOST = 40;

  private final Object mutex = new Object();

  @Override
  public long waitFor(long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
      throws AlertException, InterruptedException {
    if (cursor.get() < sequence) {
      synchronized (mutex) {
        while (cursor.get() < sequence) {
          barrier.checkAlert();
          mutex.wait();
        }
      }
    }
    long available;
    for (int turn = 0; (available = dependent.get()) < sequence; turn++) {
      barrier.checkAlert();
      if (turn < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(NAP_NS * Math.min(MOST, cursor.get() - available));
      }
    }
    return available;
  }

  @Override
  public void signalAllWhenBlocking() {
    synchronized (mutex) {
      mutex.notifyAll();
    }
  }
}
