package org.dualchannel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dualchannel.log.LogFailedException;
import org.dualchannel.ops.ConfigException;
import org.dualchannel.ops.GatewayConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code serve}: runs a node until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Run a node.",
    description = {
      "Recovers everything that the data directory holds, then takes calls over gRPC until it gets "
          + "a TERM or INT signal. It then refuses new calls, answers those under way, seals the "
          + "ledger and ends, with exit code 143 or 130 as the signal has it.",
      ""
    })
final class ServeCommand implements Callable<Integer> {
  private static final Duration RECOVERY = Duration.ofHours(6);

  /** What closing takes at most, besides waiting for calls and for the seal. */
  private static final long CLOSING_MS = 20_000;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data directory; made when it does not exist.")
  private Path dataDir;

  @Option(names = "--config", paramLabel = "FILE", description = "Configuration in YAML.")
  private Path configFile;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Sets one key of the configuration, for example --set grpc.port=9090; wins over the "
              + "file. May be given several times.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--print-config",
      description = "Print the configuration in force, with comments, and stop.")
  private boolean printConfig;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    GatewayConfig config = config();
    if (printConfig) {
      out.print(config.print());
      out.flush();
      return Main.OK;
    }
    if (dataDir == null) {
      throw new picocli.CommandLine.ParameterException(
          spec.commandLine(), "--data DIR is needed to run a node");
    }
    return serve(config, out);
  }

  private GatewayConfig config() {
    try {
      return GatewayConfig.load(configFile, System.getenv(), overrides);
    } catch (ConfigException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }

  private int serve(GatewayConfig config, PrintWriter out) throws InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    long patienceMs = 2 * config.pipeline().drainMs() + CLOSING_MS;
    Thread hook =
        new Thread(
            () -> {
              stop.countDown();
              awaitQuietly(stopped, patienceMs);
            },
            "shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      run(config, out, stop);
      out.println("stopped");
      out.flush();
    } catch (LogFailedException | IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new CommandFailure(withCause(e), e);
    } finally {
      stopped.countDown();
    }
    return Main.OK;
  }

  private void run(GatewayConfig config, PrintWriter out, CountDownLatch stop)
      throws InterruptedException, IOException {
    try (Node node = Node.start(config, dataDir)) {
      if (node.awaitReady(RECOVERY, () -> stop.getCount() == 0)) {
        announce(node, config, out);
      }
      while (!stop.await(200, TimeUnit.MILLISECONDS)) {
        if (node.failure() != null) {
          throw new CommandFailure("stopped for good: " + node.failure());
        }
      }
      out.println("stopping");
      out.flush();
    }
  }

  /** What could not be done, and what the system said to it. */
  private static String withCause(Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root == e || !(root instanceof IOException)) {
      return e.getMessage();
    }
    return e.getMessage() + " (" + root.getClass().getSimpleName() + ": " + root.getMessage() + ')';
  }

  private void announce(Node node, GatewayConfig config, PrintWriter out) {
    if (config.grpc().developmentMode()) {
      out.println(
          "*** DEVELOPMENT MODE: callers name themselves, nothing proves who they are. ***");
    }
    out.println(
        "ready: grpc "
            + config.grpc().host()
            + ':'
            + node.grpcPort()
            + ", http "
            + config.http().host()
            + ':'
            + node.httpPort());
    out.flush();
  }

  private static void awaitQuietly(CountDownLatch latch, long atMostMs) {
    try {
      latch.await(atMostMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
