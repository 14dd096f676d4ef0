package org.dualchannel.pipeline;

import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import com.lmax.disruptor.util.DaemonThreadFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.dualchannel.log.RecordConsumer;

/**
 * The decision ring: the log's delivery thread puts committed records in, and the stages take them
 * from each other in order. A stage that fails stops the node for good: no later record may be
 * decided on a state that missed one.
 */
final class DecisionRing implements RecordConsumer {
  private static final int LAST_STAGES = 3;

  private final Disruptor<DecisionSlot> disruptor;
  private final RingBuffer<DecisionSlot> ring;
  private final Runnable onLive;
  private final Snapshots snapshots;
  private final Consumer<String> onFailed;
  private volatile boolean live;
  private final Rehearsal rehearsal = new Rehearsal(); // of the log's thread
  private volatile String failure;

  DecisionRing(
      int size,
      boolean sharedThreads,
      EventHandler<DecisionSlot> unmarshal,
      EventHandler<DecisionSlot> decide,
      EventHandler<DecisionSlot> reply,
      EventHandler<DecisionSlot> publish,
      EventHandler<DecisionSlot> ledger,
      Runnable onLive,
      Snapshots snapshots,
      Consumer<String> onFailed) {
    this.onLive = onLive;
    this.snapshots = snapshots;
    this.onFailed = onFailed;
    disruptor =
        new Disruptor<>(
            DecisionSlot::new,
            size,
            DaemonThreadFactory.INSTANCE,
            ProducerType.SINGLE,
            new StageWaitStrategy());
    disruptor.setDefaultExceptionHandler(new FailStop());
    if (sharedThreads) {
      disruptor
          .handleEventsWith(named("decide", inTurn(unmarshal, decide)))
          .then(named("answer", inTurn(last(reply), last(publish), last(ledger))));
    } else {
      disruptor
          .handleEventsWith(named("unmarshal", unmarshal))
          .then(named("decide", decide))
          .then(
              named("reply", last(reply)),
              named("publish", last(publish)),
              named("ledger", last(ledger)));
    }
    ring = disruptor.start();
  }

  /**
   * One of the last stages. Whichever has done last empties the slot: a record and its decision,
   * kept until the ring comes round again, would outlive several collections and end in the old
   * generation of the heap, every one of them.
   */
  private static EventHandler<DecisionSlot> last(EventHandler<DecisionSlot> stage) {
    return (slot, sequence, endOfBatch) -> {
      stage.onEvent(slot, sequence, endOfBatch);
      if (slot.stagesLeft.decrementAndGet() == 0) {
        slot.clear();
      }
    };
  }

  /** The next slot, empty; to be published. */
  private DecisionSlot slot(long sequence) {
    DecisionSlot slot = ring.get(sequence);
    slot.clear(); // a stage that failed has left it as it was
    slot.stagesLeft.set(LAST_STAGES);
    return slot;
  }

  /**
   * Several stages on one thread: where processors are few, waking threads costs more than they do.
   */
  @SafeVarargs
  private static EventHandler<DecisionSlot> inTurn(EventHandler<DecisionSlot>... stages) {
    return (slot, sequence, endOfBatch) -> {
      for (EventHandler<DecisionSlot> stage : stages) {
        stage.onEvent(slot, sequence, endOfBatch);
      }
    };
  }

  /** Gives the thread of a stage its name, for who looks at what takes the processor. */
  private static EventHandler<DecisionSlot> named(String thread, EventHandler<DecisionSlot> stage) {
    return new EventHandler<>() {
      @Override
      public void onStart() {
        Thread.currentThread().setName(thread);
      }

      @Override
      public void onEvent(DecisionSlot slot, long sequence, boolean endOfBatch) throws Exception {
        stage.onEvent(slot, sequence, endOfBatch);
      }
    };
  }

  @Override
  public void onRecord(long timestampMs, DirectBuffer buffer, int offset, int length) {
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    long sequence = ring.next();
    DecisionSlot slot = slot(sequence);
    slot.timestampMs = timestampMs;
    slot.live = live;
    slot.record = new byte[length];
    buffer.getBytes(offset, slot.record);
    slot.deliveredNs = System.nanoTime();
    ring.publish(sequence);
    if (rehearsal.isDue()) {
      snapshot(SnapshotInProgress.rehearsal());
    }
  }

  @Override
  public void onLive() {
    live = true;
    // Ready only once everything that was replayed is also decided.
    long sequence = ring.next();
    DecisionSlot slot = slot(sequence);
    slot.marker = onLive;
    ring.publish(sequence);
  }

  @Override
  public long startFrom(List<Long> positions, boolean whole) {
    return snapshots.startFrom(positions, whole);
  }

  @Override
  public void onSnapshot(long position) {
    snapshot(new SnapshotInProgress(position));
  }

  private void snapshot(SnapshotInProgress snapshot) {
    long sequence = ring.next();
    DecisionSlot slot = slot(sequence);
    slot.snapshot = snapshot;
    ring.publish(sequence);
  }

  @Override
  public void onFailed(String reason) {
    onFailed.accept(reason);
  }

  /** Records put in and not yet taken by every stage. */
  long occupied() {
    return ring.getBufferSize() - ring.remainingCapacity();
  }

  /** Why a stage failed; null while all work. */
  String failure() {
    return failure;
  }

  /** Lets the stages finish what is in the ring, then stops them. */
  void close() {
    try {
      disruptor.shutdown(failure == null ? 10 : 0, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      disruptor.halt();
    }
  }

  private final class FailStop implements ExceptionHandler<DecisionSlot> {
    @Override
    public void handleEventException(Throwable ex, long sequence, DecisionSlot slot) {
      boolean first = failure == null;
      if (first) {
        failure = "record " + (slot.index == 0 ? "?" : slot.index) + ": " + ex;
        System.getLogger(DecisionRing.class.getName())
            .log(System.Logger.Level.ERROR, "The pipeline has stopped for good", ex);
        onFailed.accept(failure);
      }
      slot.failed = true;
    }

    @Override
    public void handleOnStartException(Throwable ex) {
      failure = String.valueOf(ex);
      onFailed.accept(failure);
    }

    @Override
    public void handleOnShutdownException(Throwable ex) {
      System.getLogger(DecisionRing.class.getName())
          .log(System.Logger.Level.WARNING, "A stage failed while stopping", ex);
    }
  }
}
