package org.dualchannel.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each benchmark once, small: it must find its own results right. Times mean nothing here. */
class EveryBenchmarkIsRightTest {

  @Test
  void runsAndChecksWhatItDid() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertEquals(0, Main.run(List.of("--smoke"), print));
    String table = out.toString(StandardCharsets.UTF_8);
    for (String name :
        List.of("Decide.submit", "Parts.waterfall", "Log.batched", "Replay.replay")) {
      assertTrue(table.contains(name), name);
    }
  }

  @Test
  void listsEveryBenchmark() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertEquals(0, Main.run(List.of("--help"), print));
    assertTrue(out.toString(StandardCharsets.UTF_8).contains("Snapshot.load"));
  }

  @Test
  void aNameIsTakenAsItIsListed() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertEquals(0, Main.run(List.of("--smoke", "Parts.traceCode"), print));
    String table = out.toString(StandardCharsets.UTF_8);
    assertTrue(table.contains("Parts.traceCode"), table);
    assertEquals(2, Main.run(List.of("--smoke", "Parts.nothing"), print));
  }
}
