package org.dualchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demo shows what it tells, on the real log and tables, and its data passes the audit. */
class DemoTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  @Timeout(value = 180, unit = TimeUnit.SECONDS)
  void everyStoryComesOutAsToldAndTheAuditFindsNoDifference(@TempDir Path parent) {
    Path data = parent.resolve("data");

    int exitCode = run("demo", "--data", data.toString());

    assertEquals(Main.OK, exitCode, () -> out + "\n" + err);
    assertTrue(out.toString().contains("13 stories, 0 failed"), out::toString);
    assertTrue(out.toString().contains("No differences."), out::toString);
    assertFalse(out.toString().contains("\u001B"), "no colours where there is no terminal");
    assertEquals(Main.OK, run("audit", "--data", data.toString()), err::toString);
  }

  @Test
  void aUsedDirectoryIsRefused(@TempDir Path used) throws Exception {
    Path file = Files.writeString(used.resolve("file"), "here before");

    assertEquals(Main.FAILURE, run("demo", "--data", used.toString()));

    assertTrue(err.toString().contains("is not empty"), err::toString);
    assertEquals("here before", Files.readString(file));
  }

  private int run(String... args) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(args);
  }
}
