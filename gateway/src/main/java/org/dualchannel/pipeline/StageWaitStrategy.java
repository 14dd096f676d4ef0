package org.dualchannel.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits without burning a core. The library's blocking strategy blocks only until something is
 * published; a stage that waits for the one before it spins, and on two cores takes the time that
 * the other needs. Here it naps.
 */
final class StageWaitStrategy implements WaitStrategy {
  private static final int SPINS = 50;
  private static final long NAP_NS = 5_000;

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
        LockSupport.parkNanos(NAP_NS);
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
