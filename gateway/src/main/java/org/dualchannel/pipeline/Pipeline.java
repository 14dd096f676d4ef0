package org.dualchannel.pipeline;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.State;
import org.dualchannel.log.LogStatus;
import org.dualchannel.log.RecordConsumer;
import org.dualchannel.log.ReplicatedLog;
import org.dualchannel.rules.Reason;

/**
 * The two rings around the log. Opening it recovers everything that the log holds; it takes
 * commands once it is {@link #ready}.
 */
public final class Pipeline implements Commands, AutoCloseable {

  /** Whether the node takes commands. */
  private enum Phase {
    RECOVERING,
    READY,
    CLOSING,
    FAILED
  }

  private final PipelineSettings settings;
  private final PipelineMeter meter;
  private final LongSupplier nowMs;
  private final long origin;
  private final Decider decider;
  private final PendingCalls pending;
  private final RingBuffer<Appender.Slot> intake;
  private final LedgerStage ledger;
  private final DecisionRing decisions;
  private final ReplicatedLog log;
  private final Appender appender;
  private final Thread appenderThread;
  private final List<DecisionListener> listeners;
  private final Snapshots snapshots;
  private final State state;
  private volatile Phase phase = Phase.RECOVERING;
  private volatile String failure;
  private volatile long lastIndex;
  private volatile long lastTimeMs;

  private Pipeline(
      PipelineSettings settings,
      State state,
      Function<RecordConsumer, ReplicatedLog> openLog,
      LongSupplier nowMs,
      long origin,
      PipelineMeter meter,
      List<DecisionListener> listeners,
      SnapshotSettings snapshotSettings) {
    this.settings = settings;
    this.meter = meter;
    this.nowMs = nowMs;
    this.origin = origin;
    this.listeners = List.copyOf(listeners);
    this.state = state;
    decider = new Decider(state);
    pending = new PendingCalls(settings.maxPendingCalls());
    intake =
        RingBuffer.createMultiProducer(
            Appender.Slot::new, settings.intakeRingSize(), new BlockingWaitStrategy());
    ledger = new LedgerStage(settings.sealEveryRecords(), body -> appender().add(body));
    snapshots = new Snapshots(snapshotSettings, decider, ledger, listeners, meter, this::loaded);
    decisions =
        new DecisionRing(
            settings.decisionRingSize(),
            (slot, sequence, end) -> unmarshal(slot),
            (slot, sequence, end) -> decide(slot),
            (slot, sequence, end) -> reply(slot),
            (slot, sequence, end) -> publish(slot),
            (slot, sequence, end) -> seal(slot),
            this::live,
            snapshots,
            this::fail);
    log = openLog.apply(decisions);
    appender =
        new Appender(log, intake, pending, settings, meter, nowMs, decider::nextDueMs, this::fail);
    appenderThread = new Thread(appender, "appender");
    appenderThread.setDaemon(true);
  }

  /**
   * Opens the log and begins to recover.
   *
   * @param state empty state; closed with the pipeline
   * @param openLog opens the log, given who takes its records
   * @param nowMs the machine's clock, for deciding when a tick is due; it decides nothing else
   * @param origin number of this run of the node, unlike that of any other run
   */
  public static Pipeline open(
      PipelineSettings settings,
      State state,
      Function<RecordConsumer, ReplicatedLog> openLog,
      LongSupplier nowMs,
      long origin,
      PipelineMeter meter,
      List<DecisionListener> listeners) {
    return open(settings, state, openLog, nowMs, origin, meter, listeners, SnapshotSettings.NONE);
  }

  /**
   * The same, with snapshots: starts from the newest that is whole, and takes more.
   *
   * @param snapshots where they are and when they are taken
   */
  public static Pipeline open(
      PipelineSettings settings,
      State state,
      Function<RecordConsumer, ReplicatedLog> openLog,
      LongSupplier nowMs,
      long origin,
      PipelineMeter meter,
      List<DecisionListener> listeners,
      SnapshotSettings snapshots) {
    Pipeline pipeline =
        new Pipeline(settings, state, openLog, nowMs, origin, meter, listeners, snapshots);
    pipeline.appenderThread.start();
    pipeline.snapshots.start(pipeline.log, nowMs, pipeline::lastIndex);
    return pipeline;
  }

  private Appender appender() {
    return appender;
  }

  @Override
  public void send(Command command, long timeoutMs, Answer answer) {
    if (phase != Phase.READY) {
      undecided(answer, Reason.NOT_READY, cause());
      return;
    }
    long nowNs = System.nanoTime();
    PendingCalls.Call call =
        pending.enter(answer, nowNs + TimeUnit.MILLISECONDS.toNanos(timeoutMs), nowNs);
    if (call == null) {
      undecided(answer, Reason.OVERLOADED, "");
      return;
    }
    byte[] record = LogRecord.encode(origin, call.correlation, command);
    if (record.length > log.maxBatchBytes() - 64) {
      pending.undecided(call, true, Reason.OVERLOADED, "the command is too large for the log");
      return;
    }
    boolean taken =
        intake.tryPublishEvent(
            (slot, sequence) -> {
              slot.record = record;
              slot.call = call;
            });
    if (!taken) {
      meter.undecided(Reason.OVERLOADED);
      pending.undecided(call, true, Reason.OVERLOADED, "");
    } else if (phase == Phase.FAILED) {
      pending.undecided(call, false, Reason.NOT_READY, cause());
    }
  }

  private void undecided(Answer answer, Reason reason, String cause) {
    meter.undecided(reason);
    answer.undecided(true, reason, cause);
  }

  private String cause() {
    return switch (phase) {
      case RECOVERING -> "recovering";
      case CLOSING -> "shutting down";
      case FAILED -> failure;
      case READY -> "";
    };
  }

  private static void unmarshal(DecisionSlot slot) {
    if (slot.record != null) {
      slot.command = LogRecord.command(slot.record);
    }
  }

  private void decide(DecisionSlot slot) {
    if (slot.marker != null || slot.failed || phase == Phase.FAILED) {
      return;
    }
    if (slot.snapshot != null) {
      snapshots.freezeState(slot.snapshot);
      return;
    }
    long startNs = System.nanoTime();
    slot.decision = decider.decide(slot.timestampMs, slot.command);
    slot.index = decider.index();
    slot.decidedNs = System.nanoTime();
    lastTimeMs = slot.timestampMs;
    lastIndex = slot.index;
    if (slot.live) {
      meter.decide(slot.decidedNs - startNs);
    }
    snapshots.merge();
  }

  private void reply(DecisionSlot slot) {
    if (slot.decision == null || LogRecord.origin(slot.record) != origin) {
      return;
    }
    PendingCalls.Call call = pending.waiting(LogRecord.correlation(slot.record));
    if (call != null) {
      meter.appendToCommit(slot.deliveredNs - call.appendedNs);
      pending.decided(call, slot.decision.outcome());
      meter.reply(System.nanoTime() - slot.decidedNs);
    }
  }

  private void publish(DecisionSlot slot) {
    if (slot.snapshot != null) {
      snapshots.freezeListeners(slot.snapshot);
    }
    if (slot.decision == null) {
      return;
    }
    for (DecisionListener listener : listeners) {
      listener.decided(slot.index, slot.timestampMs, slot.command, slot.decision, slot.live);
    }
    if (slot.live) {
      meter.decided(slot.command.body().getClass(), slot.decision.outcome());
    }
  }

  private void seal(DecisionSlot slot) {
    if (slot.marker != null) {
      slot.marker.run();
    } else if (slot.snapshot != null) {
      snapshots.freezeLedger(slot.snapshot);
    } else if (slot.decision != null) {
      ledger.add(slot.timestampMs, slot.record, slot.command.body(), slot.decision, slot.live);
    }
  }

  private void live() {
    if (phase == Phase.RECOVERING) {
      phase = Phase.READY;
    }
  }

  private void fail(String reason) {
    if (phase != Phase.FAILED) {
      failure = reason;
      phase = Phase.FAILED;
      pending.abandon(reason);
    }
  }

  private void loaded() {
    lastIndex = decider.index();
    lastTimeMs = decider.timeMs();
  }

  /** The snapshots of this node. */
  public Snapshots snapshots() {
    return snapshots;
  }

  /** Whether everything in the log has been decided and commands are taken. */
  public boolean ready() {
    return phase == Phase.READY;
  }

  /** Why the node stopped for good; null while it works. */
  public String failure() {
    return failure;
  }

  /** The number of the last record decided. */
  public long lastIndex() {
    return lastIndex;
  }

  /** Log time of the last record decided. */
  public long lastTimeMs() {
    return lastTimeMs;
  }

  public LogStatus logStatus() {
    return log.status();
  }

  public int pendingCalls() {
    return pending.count();
  }

  /** Commands between the edge and the log. */
  public long intakeOccupied() {
    return intake.getBufferSize() - intake.remainingCapacity();
  }

  /** Records between the log and the last stage. */
  public long decisionsOccupied() {
    return decisions.occupied();
  }

  /** Hands a command of the node's own to the log, without waiting for it. */
  public void own(Body body) {
    appender.add(body);
  }

  /**
   * Takes no more commands, waits for those under way to be answered, seals the ledger and stops.
   */
  @Override
  public void close() {
    boolean orderly = phase == Phase.READY;
    if (phase != Phase.FAILED) {
      phase = Phase.CLOSING;
    }
    if (orderly) {
      await(() -> pending.count() == 0 && intakeOccupied() == 0 && decisions.occupied() == 0);
      // Until the seal has come back: one that was only handed to the log may still be lost.
      await(ledger::sealed);
    }
    snapshots.close();
    appender.stop();
    LockSupport.unpark(appenderThread);
    join(appenderThread);
    log.close();
    decisions.close();
    pending.abandon("shutting down");
    state.close();
  }

  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.drainMs());
    while (!condition.getAsBoolean() && phase != Phase.FAILED && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(100_000);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
