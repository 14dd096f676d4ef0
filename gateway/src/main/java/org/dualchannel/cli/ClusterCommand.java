package org.dualchannel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dualchannel.cli.nemesis.LocalCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cluster}: several members on this machine, for trying them out. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Run a cluster on this machine, to try it out.",
    description = {
      "Starts one member or three, each a process of its own, on loopback and in development mode, "
          + "prints their ports, and stops them all when it gets a TERM or INT signal. A member "
          + "that ends meanwhile is reported; the others go on. What each prints is in node-N.log.",
      "",
      "Snapshots are taken every 10,000 records unless --set snapshot.everyRecords=N has another.",
      ""
    })
final class ClusterCommand implements Callable<Integer> {

  /** So that there is something to be seen of them. */
  private static final String SNAPSHOT_EVERY = "10000";

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "1 or 3; default ${DEFAULT-VALUE}.")
  private int nodes;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Holds the data directories node-0, node-1, node-2.")
  private Path dataDir;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9090",
      description =
          "gRPC port of the first member, default ${DEFAULT-VALUE}; HTTP is 100 above it; 0 takes "
              + "free ones.")
  private int port;

  @Option(
      names = "--log-port",
      paramLabel = "PORT",
      defaultValue = "20100",
      description = "First of ten UDP ports of the first member's log, default ${DEFAULT-VALUE}.")
  private int logPort;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one key of the configuration of all members.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (nodes != 1 && nodes != 3) {
      throw new ParameterException(spec.commandLine(), "--nodes: 1 or 3");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<String> settings = new ArrayList<>();
    overrides.putIfAbsent("snapshot.everyRecords", SNAPSHOT_EVERY);
    overrides.forEach((key, value) -> settings.add(key + '=' + value));
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(nodes);
    try (LocalCluster cluster =
        new LocalCluster(
            dataDir, nodes, Collections.nCopies(nodes, "127.0.0.1"), ports(), settings)) {
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAll(cluster, stop, stopped)));
      try {
        cluster.start();
        cluster.onEnd(
            (node, exit) -> {
              out.println("node " + node + " ended with exit code " + exit);
              out.flush();
              ended.countDown();
              if (ended.getCount() == 0) {
                stop.countDown();
              }
            });
        cluster.awaitReady();
        announce(cluster, out);
        stop.await();
        return ended.getCount() == 0 ? Main.FAILURE : Main.OK;
      } catch (IOException e) {
        throw new CommandFailure(e.getMessage(), e);
      } finally {
        stopped.countDown();
      }
    }
  }

  private LocalCluster.Ports ports() throws IOException {
    if (port == 0) {
      int first = FreePorts.run(40);
      return new LocalCluster.Ports(first, first + 5, first + 10);
    }
    return new LocalCluster.Ports(port, port + 100, logPort);
  }

  /** In the shutdown hook: the members are stopped before this process ends. */
  private static void stopAll(LocalCluster cluster, CountDownLatch stop, CountDownLatch stopped) {
    try {
      stop.countDown();
      cluster.close();
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void announce(LocalCluster cluster, PrintWriter out) {
    out.println("*** DEVELOPMENT MODE: callers name themselves, nothing proves who they are. ***");
    for (int id = 0; id < cluster.size(); id++) {
      out.println(
          "node " + id + ": grpc " + cluster.grpc().get(id) + ", http " + cluster.http().get(id));
    }
    out.println("status: dualchannel status --http " + String.join(",", cluster.http()));
    out.println("ready; Ctrl-C stops all");
    out.flush();
  }
}
