package org.dualchannel.cli;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dualchannel.cli.demo.SampleCity;
import org.dualchannel.cli.send.CityImport;
import org.dualchannel.cli.send.ImportFailedException;
import org.dualchannel.ops.ConfigException;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.snapshot.SnapshotSummary;

/** A node within this process, in development mode, on ports that are free. */
public final class RunningNode implements AutoCloseable {
  private static final int LOG_PORTS = 5;

  private final Node node;
  private final ManagedChannel channel;

  private RunningNode(Node node) {
    this.node = node;
    channel =
        Grpc.newChannelBuilder(address(), InsecureChannelCredentials.create())
            .maxInboundMessageSize(64 << 20)
            .build();
  }

  /** Starts one with these settings besides; {@link #awaitReady} tells when it takes calls. */
  public static RunningNode begin(Path dataDir, Map<String, String> settings)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>();
    all.put("grpc.port", "0");
    all.put("grpc.developmentMode", "true");
    all.put("http.port", "0");
    all.putAll(settings);
    try {
      return new RunningNode(Node.start(GatewayConfig.load(null, Map.of(), all), dataDir));
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public RunningNode awaitReady() {
    node.awaitReady(Duration.ofSeconds(60));
    return this;
  }

  /** Whether it has decided all that it found in the log. */
  public boolean recovered() {
    return node.pipeline().ready();
  }

  /** Whether it leads its cluster. */
  public boolean leads() {
    return node.pipeline().logStatus().isLeader();
  }

  /** Records that it has decided. */
  public long records() {
    return node.pipeline().ledgerIndex();
  }

  /** The record that its start went on from; 0 when it replayed the whole log. */
  public long startedFrom() {
    return node.pipeline().snapshots().startedFrom();
  }

  /** The record that its newest snapshot goes up to; 0 when it has none. */
  public long snapshot() {
    SnapshotSummary last = node.pipeline().snapshots().last();
    return last == null ? 0 : last.header().index();
  }

  /** The ledger hash after a record, in hexadecimal; null when it is not there. */
  public String ledgerHash(long index) {
    byte[] hash = node.pipeline().ledgerHash(index);
    return hash == null ? null : java.util.HexFormat.of().formatHex(hash);
  }

  /** Host and port of its HTTP endpoint. */
  public String http() {
    return "127.0.0.1:" + node.httpPort();
  }

  /** Starts one with these settings besides, and waits until it takes calls. */
  public static RunningNode start(Path dataDir, Map<String, String> settings)
      throws IOException, InterruptedException {
    Map<String, String> all = new HashMap<>();
    all.put("grpc.port", "0");
    all.put("grpc.developmentMode", "true");
    all.put("http.port", "0");
    all.put("log.members", "127.0.0.1:" + FreePorts.run(LOG_PORTS));
    all.putAll(settings);
    Node node;
    try {
      node = Node.start(GatewayConfig.load(null, Map.of(), all), dataDir);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(e);
    }
    try {
      node.awaitReady(Duration.ofSeconds(60));
      return new RunningNode(node);
    } catch (CommandFailure e) {
      node.close();
      throw e;
    }
  }

  /** Sends it the sample city, as {@code import} does. */
  public void importSampleCity() {
    importSampleCity(channel);
  }

  /** Sends the sample city through any channel. */
  public static void importSampleCity(ManagedChannel channel) {
    try {
      new CityImport(channel, "").send(SampleCity.load());
    } catch (ImportFailedException e) {
      throw new AssertionError(e);
    }
  }

  /** Host and port of its gRPC server. */
  public String address() {
    return "127.0.0.1:" + node.grpcPort();
  }

  public ManagedChannel channel() {
    return channel;
  }

  /** The first of so many free ports in a row. */
  public static int freePorts(int count) throws IOException {
    return FreePorts.run(count);
  }

  /** First of the free ports that a member of the log needs. */
  public static int freeLogPorts() throws IOException {
    return FreePorts.run(LOG_PORTS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    node.close();
  }
}
