package org.dualchannel.cli.nemesis;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code dualchannel serve} as a process of its own, with the Java and the flags of this one. */
final class MemberProcess {
  private final Process process;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();

  private MemberProcess(Process process, Path output) {
    this.process = process;
    Thread reader = new Thread(() -> read(output), "member-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts it.
   *
   * @param settings each a KEY=VALUE of the configuration
   * @param output file that takes what it prints, after what is there
   */
  static MemberProcess start(Path dataDir, List<String> settings, Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!argument.startsWith("-javaagent") && !ParentWatch.isFlag(argument)) {
        command.add(argument);
      }
    }
    command.add(ParentWatch.flag());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.dualchannel.cli.Main", "serve", "--data", dataDir.toString()));
    settings.forEach(each -> command.addAll(List.of("--set", each)));
    return new MemberProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), output);
  }

  private void read(Path output) {
    try (BufferedReader from = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter to =
            Files.newBufferedWriter(output, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        to.write(line);
        to.newLine();
        to.flush();
        if (line.startsWith("ready:")) {
          ready.complete(null);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // a killed process may take its pipe with it
    } finally {
      ready.completeExceptionally(new IOException("it ended; see " + output));
    }
  }

  /** Completes when it takes calls, exceptionally when it ends before. */
  CompletableFuture<Void> ready() {
    return ready;
  }

  CompletableFuture<Process> ended() {
    return process.onExit();
  }

  boolean runs() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Sends a signal by its name, such as {@code STOP}. */
  void signal(String name) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
    if (exit != 0 && runs()) {
      throw new IOException("kill -" + name + " " + pid() + " ended with " + exit);
    }
  }

  /** Kills it as {@code kill -9} does; returns when it is gone. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly(); // unlike that of the process, it leaves the output open
    process.waitFor();
  }

  /** Sends it TERM. */
  void term() {
    process.toHandle().destroy();
  }

  /** Waits for its end, which is brought about after that time. */
  void awaitEnd(long atMostMs) throws InterruptedException {
    if (!process.waitFor(atMostMs, TimeUnit.MILLISECONDS)) {
      kill();
    }
  }
}
