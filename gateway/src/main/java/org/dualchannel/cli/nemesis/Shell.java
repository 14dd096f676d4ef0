package org.dualchannel.cli.nemesis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs programs of the system. */
final class Shell {
  private Shell() {}

  /**
   * Runs one to its end.
   *
   * @throws IOException with what it printed, when it fails
   */
  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", List.of(command)) + ": " + output.strip());
    }
    return output.strip();
  }

  /** Why a program cannot be run, null when it can. */
  static String whyNot(String... command) throws InterruptedException {
    try {
      run(command);
      return null;
    } catch (IOException e) {
      return e.getMessage();
    }
  }
}
