package org.dualchannel.edge;

import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.grpc.ServerCredentials;
import io.grpc.ServerServiceDefinition;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.netty.channel.ChannelOption;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.PrescriptionServiceGrpc;

/**
 * The listening gRPC server. It tells NOT_SERVING until {@link #ready} says otherwise. Without TLS
 * it binds loopback addresses only, and development mode does not go beyond loopback at all.
 */
public final class GrpcServer implements AutoCloseable {
  private static final long STOP_MS = 5_000;

  /** Open files that are left to the log, the snapshots and the reports. */
  private static final long FILES_OF_THE_NODE = 1_000;

  private final Server server;
  private final HealthStatusManager health;
  private final ExecutorService handlers;
  private final ConnectionLimit connections;
  private volatile boolean serving;

  private GrpcServer(
      Server server,
      HealthStatusManager health,
      ExecutorService handlers,
      ConnectionLimit connections) {
    this.server = server;
    this.health = health;
    this.handlers = handlers;
    this.connections = connections;
  }

  /**
   * Starts to listen.
   *
   * @throws IllegalArgumentException when the address would be open to others without TLS, or in
   *     development mode
   * @throws IOException when the address cannot be bound or a certificate cannot be read
   */
  public static GrpcServer start(GatewayConfig.Grpc config, List<ServerServiceDefinition> services)
      throws IOException {
    InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
    refuseUnsafe(config, address);
    ExecutorService handlers =
        config.handlerThreads() == 0
            ? null
            : Executors.newFixedThreadPool(config.handlerThreads(), GrpcServer::handlerThread);
    HealthStatusManager health = new HealthStatusManager();
    ConnectionLimit connections =
        new ConnectionLimit(maxConnections(config), config.keepAliveTimeoutMs());
    NettyServerBuilder builder = limited(builder(config, address), config);
    builder
        .channelFactory(connections)
        .bossEventLoopGroup(connections.acceptor)
        .workerEventLoopGroup(connections.workers)
        .withChildOption(ChannelOption.RCVBUF_ALLOCATOR, ConnectionLimit.turns())
        .directExecutor();
    if (handlers != null) {
      builder.callExecutor(new OffTheNetwork(handlers));
    }
    services.forEach(builder::addService);
    builder.addService(health.getHealthService());
    if (config.reflection()) {
      builder.addService(ProtoReflectionServiceV1.newInstance());
    }
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.NOT_SERVING);
    try {
      return new GrpcServer(builder.build().start(), health, handlers, connections);
    } catch (IOException e) {
      connections.close();
      if (handlers != null) {
        handlers.shutdown();
      }
      throw new IOException("cannot listen on grpc " + config.host() + ':' + config.port(), e);
    }
  }

  /**
   * Keeps the network threads free of long calls. Those of a prescription's way are short and many,
   * and a hand-over would cost as much as the call.
   */
  private record OffTheNetwork(ExecutorService handlers) implements ServerCallExecutorSupplier {
    private static final Set<String> ON_NETWORK_THREADS =
        Set.of(
            PrescriptionServiceGrpc.SERVICE_NAME,
            DispensingServiceGrpc.SERVICE_NAME,
            HealthGrpc.SERVICE_NAME);

    @Override
    public <Q, A> Executor getExecutor(ServerCall<Q, A> call, Metadata headers) {
      boolean stays = ON_NETWORK_THREADS.contains(call.getMethodDescriptor().getServiceName());
      return stays ? null : handlers;
    }
  }

  /** As many as configured, but always so few that files are left for the log. */
  private static int maxConnections(GatewayConfig.Grpc config) {
    long files = maxOpenFiles();
    return (int) Math.min(config.maxConnections(), files - Math.min(FILES_OF_THE_NODE, files / 2));
  }

  /** The soft limit of this process; elsewhere than on Linux nothing is known of one. */
  private static long maxOpenFiles() {
    try (Stream<String> limits = Files.lines(Path.of("/proc/self/limits"))) {
      return limits
          .filter(line -> line.startsWith("Max open files"))
          .map(line -> line.split(" +")[3])
          .filter(limit -> limit.matches("[0-9]+"))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException | UncheckedIOException e) {
      return Long.MAX_VALUE;
    }
  }

  private static Thread handlerThread(Runnable task) {
    Thread thread = new Thread(task, "grpc-handler");
    thread.setDaemon(true);
    return thread;
  }

  private static void refuseUnsafe(GatewayConfig.Grpc config, InetSocketAddress address) {
    boolean loopback = !address.isUnresolved() && address.getAddress().isLoopbackAddress();
    if (!loopback && !config.tls().enabled()) {
      throw new IllegalArgumentException(
          "grpc.host: " + config.host() + " (expected: a loopback address, or grpc.tls)");
    }
    if (!loopback && config.developmentMode()) {
      throw new IllegalArgumentException(
          "grpc.host: " + config.host() + " (expected: a loopback address in development mode)");
    }
  }

  private static NettyServerBuilder builder(GatewayConfig.Grpc config, InetSocketAddress address)
      throws IOException {
    if (!config.tls().enabled()) {
      return NettyServerBuilder.forAddress(address);
    }
    return NettyServerBuilder.forAddress(address, credentials(config.tls()));
  }

  private static ServerCredentials credentials(GatewayConfig.Tls tls) throws IOException {
    TlsServerCredentials.Builder credentials =
        TlsServerCredentials.newBuilder()
            .keyManager(new File(tls.certificateFile()), new File(tls.privateKeyFile()));
    if (!tls.clientCaFile().isEmpty()) {
      credentials
          .trustManager(new File(tls.clientCaFile()))
          .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
    }
    return credentials.build();
  }

  /** None of these is limited by the library itself. */
  private static NettyServerBuilder limited(NettyServerBuilder builder, GatewayConfig.Grpc config) {
    return builder
        .maxInboundMessageSize(config.maxInboundMessageBytes())
        .maxConcurrentCallsPerConnection(config.maxConcurrentCallsPerConnection())
        .maxRstFramesPerWindow(config.maxRstFramesPerWindow(), config.rstWindowSeconds())
        .maxConnectionAge(config.maxConnectionAgeMs(), TimeUnit.MILLISECONDS)
        .maxConnectionIdle(config.maxConnectionIdleMs(), TimeUnit.MILLISECONDS)
        .maxConnectionAgeGrace(config.maxConnectionAgeGraceMs(), TimeUnit.MILLISECONDS)
        .keepAliveTime(config.keepAliveMs(), TimeUnit.MILLISECONDS)
        .keepAliveTimeout(config.keepAliveTimeoutMs(), TimeUnit.MILLISECONDS)
        .permitKeepAliveTime(config.permitKeepAliveMs(), TimeUnit.MILLISECONDS)
        .permitKeepAliveWithoutCalls(true);
  }

  /** Tells load balancers whether to send calls here. */
  public void ready(boolean ready) {
    serving = ready;
    health.setStatus(
        HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
        ready ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }

  /** Whether it listens and tells SERVING. Any thread. */
  public boolean serving() {
    return serving;
  }

  /** Connections that are open. */
  public int connections() {
    return connections.open();
  }

  /** Connections that were closed at once because there were too many. */
  public long refusedConnections() {
    return connections.refused();
  }

  /** Connections that were closed because they took nothing of what was sent to them. */
  public long stuckConnections() {
    return connections.stuck();
  }

  /** The port that is listened on. */
  public int port() {
    return server.getPort();
  }

  /**
   * Takes no new calls, and lets those under way finish for a while; what is left then is
   * cancelled.
   *
   * @return whether all finished
   */
  public boolean drain(long timeoutMs) throws InterruptedException {
    health.enterTerminalState();
    server.shutdown();
    boolean finished = server.awaitTermination(timeoutMs, TimeUnit.MILLISECONDS);
    close();
    return finished;
  }

  /** Cancels what is under way and stops. */
  @Override
  public void close() {
    server.shutdownNow();
    try {
      // The handlers' threads still have to tell the calls that they are cancelled.
      server.awaitTermination(STOP_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (handlers != null) {
      handlers.shutdown();
    }
    connections.close();
  }
}
