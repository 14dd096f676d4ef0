package org.dualchannel.cli;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dualchannel.audit.Audit;
import org.dualchannel.audit.AuditReport;
import org.dualchannel.cli.demo.Programme;
import org.dualchannel.cli.demo.SampleCity;
import org.dualchannel.cli.send.CityImport;
import org.dualchannel.cli.send.Counts;
import org.dualchannel.cli.send.ImportFailedException;
import org.dualchannel.ops.ConfigException;
import org.dualchannel.ops.GatewayConfig;

/**
 * A whole life of a node: it starts, takes the sample city, plays the stories, stops, is audited.
 */
final class Demo {
  private static final Duration START = Duration.ofSeconds(60);

  private final PrintWriter out;

  Demo(PrintWriter out) {
    this.out = out;
  }

  /**
   * Runs it all in an empty data directory.
   *
   * @return whether every story came out as told and the audit found no difference
   */
  boolean run(Path dataDir) throws IOException, InterruptedException {
    long began = System.nanoTime();
    Programme programme = new Programme(out);
    boolean told;
    try (Node node = Node.start(config(), dataDir)) {
      node.awaitReady(START);
      out.println("A gateway runs on 127.0.0.1:" + node.grpcPort() + ", data in " + dataDir);
      out.println(
          "*** DEVELOPMENT MODE: callers name themselves, nothing proves who they are. ***");
      out.flush();
      told = play(node.grpcPort(), programme);
    }
    out.println();
    AuditReport report = Audit.run(dataDir);
    report.print(out);
    programme.printSummary();
    out.printf(
        "%.1f seconds%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 1_000.0);
    out.flush();
    return told && report.clean();
  }

  private boolean play(int port, Programme programme) {
    ManagedChannel channel =
        Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create()).build();
    try {
      Counts counts = new CityImport(channel, "").send(SampleCity.load());
      out.printf(
          "The sample city (generated): %,d registry entries, %,d drugs, %,d policies, %,d stock"
              + " reports%n",
          counts.created(), counts.drugs(), counts.policies(), counts.stock());
      out.flush();
      return programme.play(channel, Clock.systemUTC());
    } catch (ImportFailedException e) {
      throw new CommandFailure("the sample city was refused:\n" + e.getMessage(), e);
    } finally {
      channel.shutdownNow();
    }
  }

  private static GatewayConfig config() throws IOException {
    try {
      return GatewayConfig.load(
          null,
          Map.of(),
          Map.of(
              "grpc.port", "0",
              "grpc.developmentMode", "true",
              "http.port", "0",
              "log.members", "127.0.0.1:" + FreePorts.run(LOG_PORTS)));
    } catch (ConfigException e) {
      throw new IllegalStateException("configuration of the demo", e);
    }
  }

  /** A member of the log uses so many successive ports. */
  private static final int LOG_PORTS = 5;
}
