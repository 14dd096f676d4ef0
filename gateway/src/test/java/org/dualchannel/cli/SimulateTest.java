package org.dualchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small city, from the command line: its last line, its repeatability, its limits. */
class SimulateTest {
  private static final String HELD =
      "prescriptions=[1-9]\\d* invariants=held oracle_differences=0 state_hash=[0-9a-f]{64}";

  @Test
  void theSameSeedEndsInTheSameStateOnBothKindsOfTable() {
    String first = lastLine(simulate("--seed", "11"));
    assertTrue(first.matches(HELD), first);
    assertEquals(first, lastLine(simulate("--seed", "11", "--tables", "chronicle")));
  }

  @Test
  void anotherSeedIsAnotherCity(@TempDir Path data) {
    CommandRun run = simulate("--seed", "12", "--data", data.resolve("kept").toString());
    assertTrue(lastLine(run).matches(HELD), run.told());
    assertNotEquals(lastLine(simulate("--seed", "11")), lastLine(run));
    assertTrue(Files.exists(data.resolve("kept/report/report.duckdb")), "the reports are kept");
    // What goes wrong in a city is in it, and was refused or seen for what it is.
    for (String seen :
        List.of(
            "PRESCRIPTION_EXPIRED", "PRESCRIPTION_CANCELLED", "HELD_BY_OTHER", "WRONG_SECRET")) {
      assertTrue(run.out().contains(seen), seen + " in\n" + run.out());
    }
    for (String report : List.of("S2-3", "S2-7", "S2-11", "S2-12", "S2-20", "S2-21")) {
      assertTrue(run.out().contains('(' + report + ')'), report);
    }
  }

  @Test
  void aCityHasLimits() {
    CommandRun tooSmall = CommandRun.of("simulate", "--persons", "1");
    assertEquals(Main.USAGE, tooSmall.exitCode(), tooSmall.told());
    assertTrue(tooSmall.err().contains("--persons: 1 (expected: 50 to 200000)"), tooSmall.told());
    CommandRun tooMuch = CommandRun.of("simulate", "--persons", "200000", "--days", "1000");
    assertEquals(Main.USAGE, tooMuch.exitCode(), tooMuch.told());
    assertTrue(tooMuch.err().contains("persons times days"), tooMuch.told());
  }

  private static CommandRun simulate(String... options) {
    String[] args = new String[5 + options.length];
    System.arraycopy(new String[] {"simulate", "--persons", "300", "--days", "40"}, 0, args, 0, 5);
    System.arraycopy(options, 0, args, 5, options.length);
    CommandRun run = CommandRun.of(args);
    assertEquals(Main.OK, run.exitCode(), run.told());
    return run;
  }

  private static String lastLine(CommandRun run) {
    List<String> lines = run.out().lines().toList();
    return lines.get(lines.size() - 1);
  }
}
