package org.dualchannel.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a target the generator runs a gateway of its own, which leaves nothing behind. */
class ChildGatewayTest {
  @TempDir private Path directory;

  private Path launcher(String... lines) throws Exception {
    return ChildLauncher.script(directory, lines);
  }

  private static Outcome steady(Path launcher) {
    return Outcome.of(
        "steady",
        "--rate",
        "100",
        "--seconds",
        "1",
        "--warm-up",
        "0",
        "--persons",
        "20",
        "--gateway",
        launcher.toString());
  }

  @Test
  void itIsStartedWaitedForLoadedStoppedAndRemoved() throws Exception {
    Path arguments = directory.resolve("arguments");
    Path pid = directory.resolve("pid");
    Outcome outcome =
        steady(
            launcher(
                "echo \"$@\" > '" + arguments + "'",
                "echo $$ > '" + pid + "'",
                ChildLauncher.fakeServe()));

    assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
    assertEquals(100, outcome.figure("achieved_rps"));
    long process = Long.parseLong(Files.readString(pid).trim());
    assertFalse(
        ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false), "it is stopped");
    List<String> words = List.of(Files.readString(arguments).trim().split(" "));
    assertFalse(Files.exists(Path.of(words.get(2)).getParent()), "its directory is removed");
  }

  @Test
  void oneThatDoesNotStartIsReportedWithItsLastWords() throws Exception {
    Outcome outcome = steady(launcher("echo 'no such disk'", "exit 3"));
    assertEquals(1, outcome.exitCode());
    assertTrue(outcome.err().contains("exit code 3"), outcome.err());
    assertTrue(outcome.err().contains("no such disk"), outcome.err());
  }
}
