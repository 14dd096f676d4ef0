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
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A gateway of our own, in a process of its own, gone at the end with everything it wrote. */
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
   * Starts one and waits until it is ready.
   *
   * @param launcher the distribution's launcher; null looks for it beside this module
   * @throws IOException when it does not become ready; the message ends with its last words
   */
  static ChildGateway start(Path launcher, PrintWriter out)
      throws IOException, InterruptedException {
    Path executable = launcher != null ? launcher : besideThisModule();
    if (!Files.isExecutable(executable)) {
      throw new IOException(
          executable + " is not an executable file; name a running gateway with --target instead");
    }
    Path directory = Files.createTempDirectory("dualchannel-loadtest-");
    int grpcPort = LoopbackPorts.freeRun(1);
    int httpPort = LoopbackPorts.freeRun(1);
    Path config = directory.resolve("loadtest.yaml");
    Files.writeString(config, config(grpcPort, httpPort, LoopbackPorts.freeRun(LOG_PORTS)));
    ProcessBuilder builder =
        new ProcessBuilder(
                executable.toString(),
                "serve",
                "--data",
                directory.resolve("data").toString(),
                "--config",
                config.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("gateway.log").toFile());
    // By these the launcher was told to run this generator; the child is to run the gateway.
    builder.environment().keySet().removeAll(List.of("DUALCHANNEL_CLASSPATH", "DUALCHANNEL_MAIN"));
    Process process = builder.start();
    ChildGateway child = new ChildGateway(directory, process, grpcPort, httpPort);
    try {
      child.awaitReady();
    } catch (IOException | InterruptedException failed) {
      child.close();
      throw failed;
    }
    out.printf("Started a gateway at %s, process %d%n", child.target, process.pid());
    return child;
  }

  Target target() {
    return target;
  }

  /** The configuration that a gateway is started with: development mode, loopback only. */
  static String config(int grpcPort, int httpPort, int logBasePort) {
    return String.join(
        "\n",
        "grpc:",
        "  host: " + HOST,
        "  port: " + grpcPort,
        "  developmentMode: true",
        "http:",
        "  host: " + HOST,
        "  port: " + httpPort,
        "log:",
        "  members: [\"" + HOST + ":" + logBasePort + "\"]",
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
    try {
      Path classes =
          Path.of(ChildGateway.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      // loadtest/target/classes, or a jar in loadtest/target: the root is three levels up.
      Path root = classes.getParent().getParent().getParent();
      return root.resolve("gateway/target/dist/bin/dualchannel");
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
