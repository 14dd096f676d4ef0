package org.dualchannel.loadtest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server to compare with, in a process of its own, with this process's Java, flags and class
 * path.
 */
final class ServerProcess implements AutoCloseable {
  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final Target target;
  private final Thread onExit;

  private ServerProcess(Process process, Target target) {
    this.process = process;
    this.target = target;
    this.onExit = new Thread(process::destroyForcibly, "loadtest-server-exit");
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** The empty service. */
  static ServerProcess echo() throws IOException {
    return start("echo");
  }

  /** Starts a hidden command of this program; who connects to it waits until it listens. */
  static ServerProcess start(String... words) throws IOException {
    int port = LoopbackPorts.freeRun(1);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The launcher gives this process the flags of the gateway, so the echo has them too.
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    command.addAll(List.of("--port", Integer.toString(port)));
    Process process = new ProcessBuilder(command).inheritIO().start();
    return new ServerProcess(process, new Target("127.0.0.1", port));
  }

  long pid() {
    return process.pid();
  }

  Target target() {
    return target;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(onExit);
  }
}
