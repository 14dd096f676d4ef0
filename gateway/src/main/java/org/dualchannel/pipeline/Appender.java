package org.dualchannel.pipeline;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.RingBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.log.LogFailedException;
import org.dualchannel.log.Naps;
import org.dualchannel.log.RecordBatch;
import org.dualchannel.log.ReplicatedLog;

/**
 * The one thread that talks to the log: it takes commands from the intake ring, hands them on in
 * batches, keeps the log's session alive, and adds the gateway's own ticks and seals.
 */
final class Appender implements Runnable {
  private static final long EXPIRE_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONGEST_NAP_NS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long GATHER_NAP_NS = 50_000;

  /**
   * How long what comes after a batch is gathered while many calls wait. Each batch costs the log's
   * threads the same, however many records it has.
   */
  private static final long GATHER_NS = TimeUnit.MICROSECONDS.toNanos(250);

  /** Calls under way from which on gathering pays; with fewer a call would only wait for it. */
  private static final int MANY = 16;

  /** A slot of the intake ring. */
  static final class Slot {
    PendingCalls.Call call;
  }

  private final ReplicatedLog log;
  private final EventPoller<Slot> intake;
  private final PendingCalls pending;
  private final PipelineSettings settings;
  private final PipelineMeter meter;
  private final LongSupplier nowMs;
  private final LongSupplier nextDueMs;
  private final Consumer<String> onFailed;
  private final RecordBatch batch;
  private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
  private final Queue<Body> own = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<PendingCalls.Call> inBatch = new ArrayDeque<>();
  private final EventPoller.Handler<Slot> take = this::take;
  private final ArrayDeque<PendingCalls.Call> again = new ArrayDeque<>(); // in doubt
  private long way; // of the log, by which the calls appended so far went
  private byte[] leftOver; // taken from the ring, did not fit in the batch
  private PendingCalls.Call leftOverCall;
  private long lastBatchNs = System.nanoTime() - GATHER_NS;
  private long lastExpiryNs;
  private long lastTickMs;
  private final Naps naps = new Naps(LONGEST_NAP_NS);
  private volatile boolean running = true;

  Appender(
      ReplicatedLog log,
      RingBuffer<Slot> ring,
      PendingCalls pending,
      PipelineSettings settings,
      PipelineMeter meter,
      LongSupplier nowMs,
      LongSupplier nextDueMs,
      Consumer<String> onFailed) {
    this.onFailed = onFailed;
    this.log = log;
    this.intake = ring.newPoller();
    ring.addGatingSequences(intake.getSequence());
    this.pending = pending;
    this.settings = settings;
    this.meter = meter;
    this.nowMs = nowMs;
    this.nextDueMs = nextDueMs;
    this.batch = new RecordBatch(log.maxBatchBytes());
  }

  /** Queues a command of the gateway's own; any thread. */
  void add(Body body) {
    own.add(body);
    wake();
  }

  /** There is something in the intake ring; any thread. */
  void wake() {
    naps.wake();
  }

  void stop() {
    running = false;
  }

  @Override
  public void run() {
    try {
      while (running) {
        int work = log.poll();
        sendAgainWhatIsInDoubt();
        if (!gathers()) {
          work += fill() + append();
        }
        expire();
        tick();
        pause(work);
      }
    } catch (LogFailedException e) {
      onFailed.accept(e.getMessage());
    } catch (Exception e) {
      onFailed.accept("the appender failed: " + e);
      throw new IllegalStateException("the appender failed", e);
    }
  }

  /**
   * After another leader was elected, or a lost session made anew, nobody knows which of the calls
   * under way reached the log. All are appended once more under their old correlation: the first
   * copy to be decided answers the call, the second gets the same outcome by its request id and
   * finds nobody waiting. The node's own ticks and seals are not repeated: the next does as well.
   */
  private void sendAgainWhatIsInDoubt() {
    long now = log.way();
    if (now != way) {
      way = now;
      again.clear();
      again.addAll(pending.appended());
      meter.appendedAgain(again.size());
    }
  }

  private boolean gathers() {
    return batch.isEmpty()
        && pending.count() >= MANY
        && System.nanoTime() - lastBatchNs < GATHER_NS;
  }

  private int fill() throws Exception {
    if (!batch.isEmpty()) {
      return 0;
    }
    if (leftOver != null) {
      byte[] record = leftOver;
      leftOver = null;
      put(record, leftOverCall);
    }
    while (leftOver == null && !again.isEmpty() && batch.count() < settings.maxBatchRecords()) {
      PendingCalls.Call call = again.poll();
      if (pending.waits(call)) {
        put(call.record, call);
      }
    }
    Body body;
    while (leftOver == null && (body = own.poll()) != null) {
      put(LogRecord.encode(0, 0, Command.ofSystem(body)), null);
    }
    if (leftOver == null && batch.count() < settings.maxBatchRecords()) {
      intake.poll(take);
    }
    return batch.count();
  }

  private boolean take(Slot slot, long sequence, boolean endOfBatch) {
    PendingCalls.Call call = slot.call;
    slot.call = null;
    if (pending.waits(call)) { // one that was given up meanwhile was told that it is not decided
      meter.intakeWait(System.nanoTime() - call.sentNs);
      call.taken = true;
      put(call.record, call);
    }
    return leftOver == null && batch.count() < settings.maxBatchRecords();
  }

  private void put(byte[] record, PendingCalls.Call call) {
    view.wrap(record);
    if (!batch.add(view, 0, record.length)) {
      leftOver = record;
      leftOverCall = call;
    } else if (call != null) {
      inBatch.add(call);
    }
  }

  private int append() {
    if (batch.isEmpty()) {
      return 0;
    }
    long now = System.nanoTime();
    for (PendingCalls.Call call : inBatch) {
      call.appendedNs = now;
    }
    if (!log.append(batch.buffer(), 0, batch.length())) {
      return 0;
    }
    inBatch.forEach(call -> call.appended = true);
    inBatch.clear();
    batch.clear();
    lastBatchNs = System.nanoTime();
    return 1;
  }

  private void expire() {
    long now = System.nanoTime();
    if (now - lastExpiryNs >= EXPIRE_EVERY_NS) {
      lastExpiryNs = now;
      pending.expire(now);
    }
  }

  /** A tick moves the log's time on when a timer is due and no command does. */
  private void tick() {
    long now = nowMs.getAsLong();
    if (now - lastTickMs >= settings.tickMs() && nextDueMs.getAsLong() <= now) {
      lastTickMs = now;
      add(new Body.Tick());
    }
  }

  /** While something waits here nobody is to wake this thread: each call would. */
  private void pause(int work) {
    if (work == 0 && (gathers() || !batch.isEmpty())) {
      LockSupport.parkNanos(GATHER_NAP_NS);
    } else {
      naps.idle(work);
    }
  }
}
