package org.dualchannel.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.State;
import org.dualchannel.decide.View;
import org.dualchannel.edge.EdgeServices;
import org.dualchannel.edge.EnrolmentNoticeBoard;
import org.dualchannel.edge.GrpcServer;
import org.dualchannel.edge.OfferBoard;
import org.dualchannel.edge.SupervisionBoard;
import org.dualchannel.log.AeronLog;
import org.dualchannel.log.AeronLogContext;
import org.dualchannel.log.LogFailedException;
import org.dualchannel.log.LogMember;
import org.dualchannel.log.MemoryLog;
import org.dualchannel.log.RecordConsumer;
import org.dualchannel.log.ReplicatedLog;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.ops.HttpEndpoint;
import org.dualchannel.ops.Metrics;
import org.dualchannel.pipeline.DecisionListener;
import org.dualchannel.pipeline.Pipeline;
import org.dualchannel.pipeline.PipelineSettings;
import org.dualchannel.pipeline.SnapshotSettings;
import org.dualchannel.report.ReportStore;
import org.dualchannel.snapshot.SnapshotSummary;
import org.dualchannel.store.Chunks;
import org.dualchannel.store.Sizing;
import org.dualchannel.store.Table;
import org.dualchannel.store.TableSpec;
import org.dualchannel.store.Tables;

/** One running gateway: tables, log, pipeline, the gRPC server and the HTTP endpoint. */
final class Node implements AutoCloseable {
  private static final long LAST_ANSWERS_MS = 2_000;

  /** Alerts kept for the supervision, and persons whose recent supplies it knows. */
  private static final int MAX_ALERTS = 200_000;

  private static final int MAX_WATCHED_PERSONS = 200_000;

  /** How long a start waits to learn what the reports have. */
  private static final long REPORTS_OPEN_MS = 10_000;

  private final GatewayConfig config;
  private final Metrics metrics = new Metrics();
  private final State state;
  private final OfferBoard board;
  private final ReportStore reports; // null when switched off
  private final Pipeline pipeline;
  private final HttpEndpoint http;
  private final EdgeServices services;
  private final GrpcServer grpc;
  private final DiskWatch disk;
  private final ClockWatch clockWatch;
  private final LongSupplier clock;

  private Node(GatewayConfig config, Path dataDir) throws InterruptedException, IOException {
    this.config = config;
    clockWatch =
        new ClockWatch(System::currentTimeMillis, System::nanoTime, config.log().maxClockJumpMs());
    clock = clockWatch.clock();
    Tables populations =
        config.tables().kind() == GatewayConfig.TableKind.CHRONICLE
            ? sized(Tables::offHeap)
            : sized(Tables::heap);
    state = new State(sized(Tables::heap), populations);
    refuseUnknownTables();
    board = new OfferBoard(new View(state), populations, config.watch());
    EnrolmentNoticeBoard enrolmentNotices = new EnrolmentNoticeBoard(config.watch());
    SupervisionBoard supervision =
        new SupervisionBoard(new View(state), MAX_ALERTS, MAX_WATCHED_PERSONS);
    reports =
        config.report().kind() == GatewayConfig.ReportKind.OFF
            ? null
            : ReportStore.start(config.report(), dataDir);
    List<DecisionListener> listeners =
        new ArrayList<>(List.of(board, enrolmentNotices, supervision));
    if (reports != null) {
      listeners.add(reports.listener());
    }
    pipeline = openPipeline(dataDir, listeners);
    showGauges();
    new LiveGauges(metrics, pipeline, dataDir, minFreeMb()).show();
    services =
        new EdgeServices(
            pipeline,
            new View(state),
            board,
            enrolmentNotices,
            supervision,
            reports == null ? null : reports.reports(),
            config,
            clock,
            pipeline::lastIndex,
            pipeline::ready,
            (method, refused, nanos) -> edge(nanos));
    metrics.watchStreams(services::openStreams);
    GrpcServer listening = null;
    try {
      // Before anything tells over HTTP that calls are welcome.
      listening = GrpcServer.start(config.grpc(), services.definitions());
      grpc = listening;
      http =
          HttpEndpoint.start(
              config.http(),
              metrics,
              new NodeHealth(pipeline, grpc::serving),
              new NodeStatus(pipeline, state.logic(), clock),
              new NodeAdmin(pipeline, state.logic()));
    } catch (IOException | RuntimeException e) {
      services.close();
      pipeline.close();
      closeReports();
      if (listening != null) {
        listening.close();
      }
      metrics.close();
      board.close();
      throw e;
    }
    metrics.connections(grpc::connections, grpc::refusedConnections, grpc::stuckConnections);
    Refusing refusing = new Refusing(pipeline::readOnly);
    clockWatch.refuseBy(cause -> refusing.because(Refusing.Trouble.CLOCK, cause));
    disk =
        new DiskWatch(
            dataDir, minFreeMb(), cause -> refusing.because(Refusing.Trouble.DISK, cause));
  }

  /** What was refused before a clock was read took no time that would tell anything. */
  private void edge(long nanos) {
    if (nanos > 0) {
      metrics.stage(Metrics.Stage.EDGE, nanos);
    }
  }

  private long minFreeMb() {
    return config.log().kind() == GatewayConfig.LogKind.MEMORY ? 0 : config.log().minFreeMb();
  }

  /**
   * Starts a node; it recovers in the background.
   *
   * @throws LogFailedException when the log cannot be opened
   * @throws IOException when a port cannot be bound
   */
  static Node start(GatewayConfig config, Path dataDir) throws InterruptedException, IOException {
    return new Node(config, dataDir);
  }

  private Pipeline openPipeline(Path dataDir, List<DecisionListener> listeners) {
    try {
      return Pipeline.open(
          settings(config.pipeline()),
          state,
          consumer -> openLog(dataDir, consumer),
          clock,
          new SecureRandom().nextLong(),
          new PipelineMetrics(metrics),
          listeners,
          snapshots(dataDir));
    } catch (RuntimeException e) {
      closeReports();
      throw e;
    }
  }

  private SnapshotSettings snapshots(Path dataDir) {
    if (config.log().kind() == GatewayConfig.LogKind.MEMORY) {
      return SnapshotSettings.NONE;
    }
    GatewayConfig.Snapshot wanted = config.snapshot();
    return new SnapshotSettings(
        dataDir,
        wanted.everyRecords(),
        (long) wanted.everyLogMb() << 20,
        TimeUnit.HOURS.toMillis(wanted.everyHours()),
        wanted.keep(),
        wanted.purgeLog(),
        () -> reports == null ? Long.MAX_VALUE : reports.storedPosition(REPORTS_OPEN_MS));
  }

  private void closeReports() {
    if (reports != null) {
      reports.close();
    }
  }

  private ReplicatedLog openLog(Path dataDir, RecordConsumer consumer) {
    if (config.log().kind() == GatewayConfig.LogKind.MEMORY) {
      return new MemoryLog(new MemoryLog.Storage(), clock, consumer);
    }
    AeronLogContext context =
        new AeronLogContext()
            .dataDir(dataDir)
            .clock(clock)
            .memberId(config.node().id())
            .members(config.log().members().stream().map(LogMember::parse).toList())
            .fileSyncLevel(config.log().fileSyncLevel())
            .oneThread(config.pipeline().stageThreads().shared());
    return AeronLog.open(context, consumer);
  }

  private static PipelineSettings settings(GatewayConfig.Pipeline config) {
    return new PipelineSettings(
        config.intakeRingSize(),
        config.decisionRingSize(),
        config.maxPendingCalls(),
        config.maxBatchRecords(),
        config.tickMs(),
        config.sealEveryRecords(),
        config.drainMs(),
        config.crowdedMs(),
        config.stageThreads().shared());
  }

  /**
   * Tables with room for what is configured and never less than their default: the limit that
   * counts is in the log, and the log's first limit is the default.
   */
  private Tables sized(java.util.function.Function<Sizing, Tables> kind) {
    return new Tables() {
      @Override
      public <K, V> Table<K, V> create(TableSpec<K, V> spec) {
        long configured = config.tables().capacity().getOrDefault(spec.name(), 0L);
        long entries = Math.max(spec.defaultCapacity(), configured);
        return kind.apply(new Sizing(java.util.Map.of(spec.name(), entries))).create(spec);
      }

      @Override
      public Chunks chunks() {
        return kind.apply(Sizing.defaults()).chunks();
      }
    };
  }

  /** A limit for a table that does not exist would hold nothing. */
  private void refuseUnknownTables() {
    List<String> known = state.tables().stream().map(Table::name).sorted().toList();
    for (String named : config.tables().capacity().keySet()) {
      if (!known.contains(named)) {
        state.close();
        throw new IllegalArgumentException(
            "tables.capacity." + named + ": no such table; there are " + String.join(", ", known));
      }
    }
  }

  private void showGauges() {
    metrics.ring(Metrics.Ring.INTAKE, pipeline::intakeOccupied, config.pipeline().intakeRingSize());
    metrics.ring(
        Metrics.Ring.DECISION, pipeline::decisionsOccupied, config.pipeline().decisionRingSize());
    metrics.pendingCalls(pipeline::pendingCalls, config.pipeline().maxPendingCalls());
    metrics.crowded(() -> pipeline.crowded() ? 1 : 0);
    metrics.logPosition(() -> pipeline.logStatus().commitPosition(), pipeline::lastIndex);
    metrics.lastSnapshot(
        () -> lastSnapshot(summary -> summary.header().index()),
        () -> lastSnapshot(SnapshotSummary::bytes));
    for (Table<?, ?> table : state.tables()) {
      metrics.table(table.name(), table::size, state.limitOf(table));
    }
    metrics.table("open_offers", board::size, board.capacity());
  }

  private long lastSnapshot(ToLongFunction<SnapshotSummary> figure) {
    SnapshotSummary last = pipeline.snapshots().last();
    return last == null ? 0 : figure.applyAsLong(last);
  }

  /**
   * Waits until the node has recovered and takes calls.
   *
   * @throws CommandFailure when it failed, or is not ready in time
   */
  void awaitReady(Duration atMost) {
    awaitReady(atMost, () -> false);
  }

  /**
   * The same, but gives up when told to.
   *
   * @return whether it takes calls now
   */
  boolean awaitReady(Duration atMost, BooleanSupplier giveUp) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!pipeline.ready()) {
      if (giveUp.getAsBoolean()) {
        return false;
      }
      if (pipeline.failure() != null) {
        throw new CommandFailure("the node has stopped: " + pipeline.failure());
      }
      if (System.nanoTime() - deadline > 0) {
        throw new CommandFailure("the node did not recover within " + atMost);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    setCapacities();
    grpc.ready(true);
    return true;
  }

  /** Brings the limits in the log in line with the configuration. */
  private void setCapacities() {
    List<Body.Capacity> changed = new ArrayList<>();
    for (Table<?, ?> table : state.tables()) {
      Long configured = config.tables().capacity().get(table.name());
      if (configured != null && configured != state.limitOf(table)) {
        changed.add(new Body.Capacity(table.name(), configured));
      }
    }
    if (!changed.isEmpty()) {
      pipeline.own(new Body.SetCapacities(changed));
    }
  }

  View view() {
    return new View(state);
  }

  Pipeline pipeline() {
    return pipeline;
  }

  int grpcPort() {
    return grpc.port();
  }

  int httpPort() {
    return http.port();
  }

  /** Why the node has stopped for good; null while it works. */
  String failure() {
    return pipeline.failure();
  }

  /** What is answered need not have left the process yet. */
  private void sendLastAnswers() {
    try {
      grpc.drain(LAST_ANSWERS_MS);
    } catch (InterruptedException e) {
      grpc.close();
      Thread.currentThread().interrupt();
    }
  }

  /** Refuses new calls, answers those under way, seals the ledger and stops. */
  @Override
  public void close() {
    disk.close();
    clockWatch.close();
    services.close();
    grpc.ready(false);
    pipeline.close();
    closeReports();
    sendLastAnswers();
    http.close();
    metrics.close();
    board.close();
  }
}
