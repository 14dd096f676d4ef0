package org.dualchannel.loadtest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The echo service in a process of its own, with this process's Java, flags and class path. */
final class EchoProcess implements AutoCloseable {
  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final Target target;
  private final Thread onExit;

  private EchoProcess(Process process, Target target) {
    this.process = process;
    this.target = target;
    this.onExit = new Thread(process::destroyForcibly, "loadtest-echo-exit");
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /** Starts it; who connects to it waits until it listens. */
  static EchoProcess start() throws IOException {
    int port = LoopbackPorts.freeRun(1);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The launcher gives this process the flags of the gateway, so the echo has them too.
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "echo",
            "--port",
            Integer.toString(port)));
    Process process = new ProcessBuilder(command).inheritIO().start();
    return new EchoProcess(process, new Target("127.0.0.1", port));
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
