package org.dualchannel.edge;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dualchannel.decide.State;
import org.dualchannel.decide.View;
import org.dualchannel.identity.Principals;
import org.dualchannel.log.MemoryLog;
import org.dualchannel.ops.ConfigException;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.pipeline.Pipeline;
import org.dualchannel.pipeline.PipelineMeter;
import org.dualchannel.pipeline.PipelineSettings;
import org.dualchannel.report.ReportStore;
import org.dualchannel.store.StateHash;
import org.dualchannel.store.Table;
import org.dualchannel.store.Tables;
import org.dualchannel.supervision.Alert;

/** A whole node on the log in memory, listening on loopback, with a clock that the test sets. */
final class EdgeRig implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-02T02:00:00Z");

  final AtomicLong clockMs = new AtomicLong(START.toEpochMilli());
  final AtomicReference<MemoryLog> log = new AtomicReference<>();
  private final MemoryLog.Storage storage = new MemoryLog.Storage();
  final Pipeline pipeline;
  final OfferBoard board;
  final SupervisionBoard supervision;
  final EdgeServices services;
  final GrpcServer server;
  final ReportStore reports;
  private final State state;
  private final ManagedChannel channel;
  private boolean stopped;

  EdgeRig() {
    this(Map.of());
  }

  /** A node with these settings, such as {@code grpc.developmentMode = false}. */
  EdgeRig(Map<String, String> settings) {
    this(settings, null);
  }

  /** A node that keeps reports in a directory; null for none. */
  EdgeRig(Map<String, String> settings, Path reportDir) {
    state = new State(Tables.heap(), Tables.heap());
    View view = new View(state);
    GatewayConfig config = config(settings);
    board = new OfferBoard(view, Tables.heap(), config.watch());
    EnrolmentNoticeBoard enrolmentNotices = new EnrolmentNoticeBoard(config.watch());
    supervision = new SupervisionBoard(view, 1_000, 1_000);
    reports = reportDir == null ? null : startReports(config, reportDir);
    pipeline =
        Pipeline.open(
            new PipelineSettings(
                1_024, 1_024, 2_000, 64, 10, 1_000, 2_000, config.pipeline().crowdedMs(), true),
            state,
            consumer -> {
              log.set(new MemoryLog(storage, clockMs::get, consumer));
              return log.get();
            },
            clockMs::get,
            1,
            PipelineMeter.NONE,
            reports == null
                ? List.of(board, enrolmentNotices, supervision)
                : List.of(board, enrolmentNotices, supervision, reports.listener()));
    await(pipeline::ready);
    services =
        new EdgeServices(
            pipeline,
            view,
            board,
            enrolmentNotices,
            supervision,
            reports == null ? null : reports.reports(),
            config,
            clockMs::get,
            pipeline::lastIndex,
            pipeline::ready,
            Meter.NONE);
    try {
      server = GrpcServer.start(config.grpc(), services.definitions());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.ready(true);
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port())
            .usePlaintext()
            .maxInboundMessageSize(64 << 20)
            .build();
  }

  private static ReportStore startReports(GatewayConfig config, Path dir) {
    try {
      return ReportStore.start(config.report(), dir);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GatewayConfig config(Map<String, String> settings) {
    Map<String, String> all = new java.util.HashMap<>();
    all.put("grpc.port", "0");
    all.put("grpc.developmentMode", "true");
    all.put("pipeline.crowdedMs", "0");
    all.putAll(settings);
    try {
      return GatewayConfig.load(null, Map.of(), all);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Calls without a principal. */
  Channel anonymous() {
    return channel;
  }

  /** Calls of that principal, such as {@code hospital/H12010000001}. */
  Channel as(String principal) {
    Metadata headers = new Metadata();
    headers.put(Principals.DEVELOPMENT_HEADER, principal);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  static String uuid() {
    return UUID.randomUUID().toString();
  }

  /** The hash of everything but the answers kept for retries, which a refusal adds to. */
  StateHash hash() {
    await(() -> pipeline.decisionsOccupied() == 0);
    List<Table<?, ?>> tables =
        state.tables().stream().filter(table -> !table.name().equals("answered")).toList();
    return StateHash.of(tables);
  }

  /** Answers that are kept for retries. */
  long answers() {
    return state.tables().stream()
        .filter(table -> table.name().equals("answered"))
        .mapToLong(Table::size)
        .sum();
  }

  /** The alerts that a second node raises when it is told the log of this one, which stops. */
  List<SupervisionBoard.Placed<Alert>> replayedAlerts() {
    long records = pipeline.lastIndex();
    pipeline.close();
    stopped = true;
    State second = new State(Tables.heap(), Tables.heap());
    SupervisionBoard again = new SupervisionBoard(new View(second), 1_000, 1_000);
    try (Pipeline replaying =
        Pipeline.open(
            new PipelineSettings(1_024, 1_024, 2_000, 64, 10, 1_000, 2_000),
            second,
            consumer -> new MemoryLog(storage, clockMs::get, consumer),
            clockMs::get,
            2,
            PipelineMeter.NONE,
            List.of(again))) {
      await(replaying::ready);
      await(() -> again.lastIndex() >= records);
      return again.alerts(SmallCity.AREA, 0, 100, any -> true);
    }
  }

  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  static ErrorInfo info(StatusRuntimeException e) {
    return detail(e, ErrorInfo.class);
  }

  static List<String> fields(StatusRuntimeException e) {
    return detail(e, BadRequest.class).getFieldViolationsList().stream()
        .map(BadRequest.FieldViolation::getField)
        .toList();
  }

  /** The detail of that type. */
  static <T extends Message> T detail(StatusRuntimeException e, Class<T> type) {
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    if (status == null) {
      throw new AssertionError("no details", e);
    }
    return detail(status, type);
  }

  static <T extends Message> T detail(com.google.rpc.Status status, Class<T> type) {
    try {
      for (Any any : status.getDetailsList()) {
        if (any.is(type)) {
          return any.unpack(type);
        }
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("no " + type.getSimpleName() + " in " + status);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    services.close();
    server.close();
    if (!stopped) {
      pipeline.close();
    }
    if (reports != null) {
      reports.close();
    }
    board.close();
  }
}
