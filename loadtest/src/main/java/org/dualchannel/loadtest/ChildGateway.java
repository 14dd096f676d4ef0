package org.dualchannel.loadtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A gateway of our own, in a process of its own, gone at the end with everything it wrote: the
 * shipped distribution with the shipped flags. It only writes a line for each collection of its
 * garbage as well.
 */
final class ChildGateway implements AutoCloseable {
  private static final String HOST = "127.0.0.1";
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 15;
  private static final int POLL_MILLIS = 100;
  private static final int LOG_PORTS = 5;
  private static final int LAST_LINES = 20;

  private final Path directory;
  private final Process process;
  private final Target target;
  private final int httpPort;
  private final Thread onExit = new Thread(this::stop, "loadtest-exit");

  private ChildGateway(Path directory, Process process, int grpcPort, int httpPort) {
    this.directory = directory;
    this.process = process;
    this.target = new Target(HOST, grpcPort);
    this.httpPort = httpPort;
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /**
   * Where and how to start one.
   *
   * @param launcher the distribution's launcher; null looks for it beside this module
   * @param parent directory for the data; null takes the one for temporary files
   * @param settings KEY=VALUE, beyond those that a child needs
   */
  record How(Path launcher, Path parent, List<String> settings) {}

  /**
   * Starts the members of a cluster, or a single node, and waits until all are ready.
   *
   * @throws IOException when one does not become ready; the message ends with its last words
   */
  static List<ChildGateway> start(How how, int nodes, PrintWriter out)
      throws IOException, InterruptedException {
    Path executable = how.launcher() != null ? how.launcher() : besideThisModule();
    if (!Files.isExecutable(executable)) {
      throw new IOException(
          executable + " is not an executable file; name a running gateway with --target instead");
    }
    int logPorts = LoopbackPorts.freeRun(LOG_PORTS * nodes);
    List<ChildGateway> children = new ArrayList<>();
    try {
      for (int id = 0; id < nodes; id++) {
        children.add(launch(executable, how, id, nodes, logPorts));
      }
      for (ChildGateway child : children) {
        child.awaitReady();
        out.printf("Started a gateway at %s, process %d%n", child.target, child.process.pid());
      }
    } catch (IOException | InterruptedException failed) {
      children.forEach(ChildGateway::close);
      throw failed;
    }
    return children;
  }

  private static ChildGateway launch(Path executable, How how, int id, int nodes, int logPorts)
      throws IOException {
    String name = "dualchannel-loadtest-";
    Path directory =
        how.parent() == null
            ? Files.createTempDirectory(name)
            : Files.createTempDirectory(how.parent(), name);
    int grpcPort = LoopbackPorts.freeRun(1);
    int httpPort = LoopbackPorts.freeRun(1);
    Path config = directory.resolve("loadtest.yaml");
    Files.writeString(config, config(id, nodes, grpcPort, httpPort, logPorts));
    List<String> command =
        new ArrayList<>(
            List.of(
                executable.toString(),
                "serve",
                "--data",
                directory.resolve("data").toString(),
                "--config",
                config.toString()));
    for (String setting : how.settings()) {
      command.add("--set");
      command.add(setting);
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("gateway.log").toFile());
    // By these the launcher was told to run this generator; the child is to run the gateway.
    builder.environment().keySet().removeAll(List.of("DUALCHANNEL_CLASSPATH", "DUALCHANNEL_MAIN"));
    builder
        .environment()
        .merge(
            "DUALCHANNEL_OPTS",
            "-Xlog:gc:file=" + directory.resolve("gc.log") + ":uptime",
            (given, added) -> given + " " + added);
    return new ChildGateway(directory, builder.start(), grpcPort, httpPort);
  }

  long pid() {
    return process.pid();
  }

  /**
   * Has it collect all garbage, so that its log tells what is alive; a JVM that cannot does not.
   */
  void collectGarbage() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process asked =
          new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!asked.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        asked.destroyForcibly();
      }
    } catch (IOException noTool) {
      // The collections that come by themselves have to do.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its collections of garbage, a line each. */
  Path garbageLog() {
    return directory.resolve("gc.log");
  }

  Target target() {
    return target;
  }

  /** The configuration that a gateway is started with: development mode, loopback only. */
  static String config(int id, int nodes, int grpcPort, int httpPort, int logPorts) {
    String members =
        IntStream.range(0, nodes)
            .mapToObj(member -> '"' + HOST + ':' + (logPorts + LOG_PORTS * member) + '"')
            .collect(Collectors.joining(", "));
    return String.join(
        "\n",
        "node:",
        "  id: " + id,
        "grpc:",
        "  host: " + HOST,
        "  port: " + grpcPort,
        "  developmentMode: true",
        "http:",
        "  host: " + HOST,
        "  port: " + httpPort,
        "log:",
        "  members: [" + members + "]",
        "");
  }

  private void awaitReady() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + httpPort + "/readyz"))
            .timeout(Duration.ofSeconds(2))
            .build();
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() - giveUp < 0) {
      if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException(
            "the gateway ended with exit code " + process.exitValue() + lastWords());
      }
      try {
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // Not listening yet.
      }
    }
    throw new IOException("the gateway was not ready within " + START_SECONDS + " s" + lastWords());
  }

  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(directory.resolve("gateway.log"));
    return ":\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  private static Path besideThisModule() throws IOException {
    return root().resolve("gateway/target/dist/bin/dualchannel");
  }

  /** Where the sources are that this program was built from. */
  static Path root() throws IOException {
    try {
      Path classes =
          Path.of(ChildGateway.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      // loadtest/target/classes, or a jar in loadtest/target: the root is three levels up.
      return classes.getParent().getParent().getParent();
    } catch (URISyntaxException unusual) {
      throw new IOException("cannot tell where this module is", unusual);
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException exiting) {
      // The hook runs already; stopping twice does no harm.
    }
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException left) {
      // A temporary directory that stays behind is not worth failing a run for.
    }
  }
}
