package org.dualchannel.acceptance;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dualchannel.cli.Main;
import org.dualchannel.cli.RunningNode;

/** {@code dualchannel serve} in a process of its own, with the flags of this one. */
final class ServeProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready: grpc 127\\.0\\.0\\.1:(\\d+),.*");
  private static final long START_SECONDS = 90;
  private static final long STOP_SECONDS = 60;

  private final Process process;
  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Integer> grpcPort = new CompletableFuture<>();
  private final Thread reader;
  private ManagedChannel channel;

  private ServeProcess(Process process) {
    this.process = process;
    reader = new Thread(this::read, "serve-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a node in development mode on free ports; each of {@code more} is a KEY=VALUE. */
  static ServeProcess begin(Path dataDir, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("serve", "--data", dataDir.toString()));
    List<String> settings =
        new ArrayList<>(
            List.of(
                "grpc.port=0",
                "grpc.developmentMode=true",
                "http.port=0",
                "log.members=127.0.0.1:" + RunningNode.freeLogPorts()));
    settings.addAll(List.of(more));
    // The last one that is given of a key is the one that counts.
    settings.forEach(each -> args.addAll(List.of("--set", each)));
    return run(args);
  }

  /** The same, and waits until it takes calls. */
  static ServeProcess start(Path dataDir, String... more) throws IOException {
    ServeProcess node = begin(dataDir, more);
    node.awaitReady();
    return node;
  }

  /** Runs any command of the gateway in a process of its own. */
  static ServeProcess run(List<String> args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!argument.startsWith("-javaagent") && !argument.startsWith("-Xmx")) {
        command.add(argument);
      }
    }
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(args);
    return new ServeProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        Matcher ready = READY.matcher(line);
        if (ready.matches()) {
          grpcPort.complete(Integer.valueOf(ready.group(1)));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      lines.add(e.toString()); // a killed process may take its pipe with it
    } finally {
      grpcPort.completeExceptionally(new IllegalStateException("it ended"));
    }
  }

  void awaitReady() {
    try {
      int port = grpcPort.get(START_SECONDS, TimeUnit.SECONDS);
      channel =
          Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create()).build();
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      process.destroyForcibly();
      throw new AssertionError("the node did not become ready:\n" + output(), e);
    }
  }

  /** Plain gRPC to it. */
  ManagedChannel channel() {
    return channel;
  }

  /** Everything that it has printed, on both streams. */
  String output() {
    return String.join("\n", lines);
  }

  /** Kills it as {@code kill -9} does; returns when it is gone. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly(); // unlike that of the process, it leaves the output open
    awaitExit();
  }

  /** Sends it TERM. */
  void term() {
    process.toHandle().destroy();
  }

  /** Its exit code, and everything that it printed is there. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the process did not end:\n" + output());
    }
    reader.join();
    if (channel != null) {
      channel.shutdownNow();
    }
    return process.exitValue();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
    if (channel != null) {
      channel.shutdownNow();
    }
  }
}
