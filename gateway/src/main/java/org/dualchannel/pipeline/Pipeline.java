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
import org.dualchannel.log.LogFigure;
import org.dualchannel.log.LogMembership;
import org.dualchannel.log.LogStatus;
import org.dualchannel.log.RecordConsumer;
import org.dualchannel.log.ReplicatedLog;
import org.dualchannel.registry.Principal;
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

  private static final long SEAL_MS = 1_000;
  private static final String FULL = "too many calls wait, of all callers or of this one";

  private final PipelineSettings settings;
  private final PipelineMeter meter;
  private final LongSupplier nowMs;
  private final long origin;
  private final FairShares shares;
  private final PendingCalls pending;
  private final RingBuffer<Appender.Slot> intake;
  private final LedgerStage ledger;
  private final DecisionRing decisions;
  private final ReplicatedLog log;
  private final Appender appender;
  private final Thread appenderThread;
  private final Stages stages;
  private final Snapshots snapshots;
  private final State state;
  private volatile Phase phase = Phase.RECOVERING;
  private volatile String failure;
  private volatile String readOnly;

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
    this.state = state;
    Decider decider = new Decider(state);
    shares =
        new FairShares(
            Math.min(settings.maxPendingCalls(), settings.intakeRingSize()),
            settings.crowdedMs(),
            meter);
    pending = new PendingCalls(settings.maxPendingCalls(), shares);
    intake =
        RingBuffer.createMultiProducer(
            Appender.Slot::new, settings.intakeRingSize(), new BlockingWaitStrategy());
    ledger =
        new LedgerStage(
            settings.sealEveryRecords(), body -> appender().add(body), () -> log().leads());
    snapshots =
        new Snapshots(snapshotSettings, decider, ledger, listeners, meter, () -> stages().loaded());
    stages =
        new Stages(
            origin,
            decider,
            pending,
            ledger,
            listeners,
            snapshots,
            meter,
            () -> phase == Phase.FAILED);
    decisions =
        new DecisionRing(
            settings.decisionRingSize(),
            settings.sharedThreads(),
            (slot, sequence, end) -> Stages.unmarshal(slot),
            (slot, sequence, end) -> stages.decide(slot),
            (slot, sequence, end) -> stages.reply(slot),
            (slot, sequence, end) -> stages.publish(slot),
            (slot, sequence, end) -> stages.seal(slot),
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

  private Stages stages() {
    return stages;
  }

  private Appender appender() {
    return appender;
  }

  private ReplicatedLog log() {
    return log;
  }

  @Override
  public void send(Command command, long timeoutMs, Answer answer) {
    if (phase != Phase.READY) {
      undecided(answer, Reason.NOT_READY, cause());
      return;
    }
    String noRoom = readOnly;
    if (noRoom != null) {
      undecided(answer, Reason.NOT_READY, noRoom);
      return;
    }
    long nowNs = System.nanoTime();
    PendingCalls.Call call =
        pending.enter(
            command.principal(), answer, nowNs + TimeUnit.MILLISECONDS.toNanos(timeoutMs), nowNs);
    if (call == null) {
      undecided(answer, Reason.OVERLOADED, FULL);
      return;
    }
    byte[] record = LogRecord.encode(origin, call.correlation, command);
    if (record.length > log.maxBatchBytes() - 64) {
      pending.undecided(call, true, Reason.OVERLOADED, "the command is too large for the log");
      return;
    }
    call.record = record;
    boolean taken =
        intake.tryPublishEvent(
            (slot, sequence) -> {
              slot.call = call;
            });
    if (!taken) {
      meter.undecided(Reason.OVERLOADED);
      pending.undecided(call, true, Reason.OVERLOADED, FULL);
      return;
    }
    appender.wake();
    if (phase == Phase.FAILED) {
      pending.undecided(call, false, Reason.NOT_READY, cause());
    }
  }

  @Override
  public int refusedForMs(Principal caller) {
    if (pending.hasRoomFor(caller)) {
      return 0;
    }
    meter.undecided(Reason.OVERLOADED);
    return shares.pauseMs();
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
    return stages.lastIndex();
  }

  /** Log time of the last record decided. */
  public long lastTimeMs() {
    return stages.lastTimeMs();
  }

  /**
   * Refuses commands from now on, or takes them again. Reads are answered meanwhile, and the log is
   * followed.
   *
   * @param cause why, for the callers; null to take commands
   */
  public void readOnly(String cause) {
    readOnly = cause;
  }

  /** Why commands are refused though the node works; null while they are taken. */
  public String readOnly() {
    return readOnly;
  }

  /** Number of the last record in the ledger. */
  public long ledgerIndex() {
    return ledger.index();
  }

  /** The ledger's hash after a record; null when it is too long ago or not decided yet. */
  public byte[] ledgerHash(long index) {
    return ledger.hashAt(index);
  }

  public LogMembership membership() {
    return log.membership();
  }

  public LogStatus logStatus() {
    return log.status();
  }

  /** What the log counts of itself; -1 when it does not count that. */
  public long logFigure(LogFigure figure) {
    return log.figure(figure);
  }

  public int pendingCalls() {
    return pending.count();
  }

  /** Whether calls wait for too long, so that each caller is held to a small share of the room. */
  public boolean crowded() {
    return shares.crowded();
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
      sealLast();
    }
    snapshots.close();
    appender.stop();
    appender.wake();
    join(appenderThread);
    log.close();
    decisions.close();
    pending.abandon("shutting down");
    state.close();
  }

  /**
   * Waits until the last seal has come back: one that was only handed to the log may still be lost.
   * Among several members only the leader sees to it, and not for long: the others may be stopping
   * too, and records of theirs come after any seal.
   */
  private void sealLast() {
    if (log.membership().members().size() == 1) {
      await(ledger::sealed);
    } else if (log.leads()) {
      long last = ledger.index();
      await(() -> ledger.vouched(last) || ledger.sealed(), Math.min(SEAL_MS, settings.drainMs()));
    }
  }

  private void await(BooleanSupplier condition) {
    await(condition, settings.drainMs());
  }

  private void await(BooleanSupplier condition, long atMostMs) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
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
