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
    String last = table.strip().lines().reduce((before, line) -> line).orElseThrow();
    assertTrue(last.startsWith("{\"mode\": \"bench\", \""), last);
    for (String figure : List.of("decide_submit_5000_chronicle_per_s", "replay_replay_500_per_s")) {
      assertTrue(last.matches(".*\"" + figure + "\": [1-9][0-9]*\\.[0-9]{3}.*"), last);
    }
  }

  @Test
  void aFootprintIsSummedUp() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    assertEquals(0, Main.run(List.of("footprint", "1000"), print));
    String said = out.toString(StandardCharsets.UTF_8).strip();
    assertTrue(said.endsWith("}") && said.contains("\"bytes_per_prescription\": "), said);
  }

  @Test
  void aSlowerLargeStateShowsInItsGrowth() {
    Row small = new Row("Decide.submit", "heap", "10000", 10_000, 0.1, 1, 9_000, 5_000);
    Row large = new Row("Decide.submit", "heap", "1000000", 20_000, Double.NaN, 1, 1, 1);
    assertEquals(
        "{\"mode\": \"bench\", \"decide_submit_10000_heap_ns\": 10000.000,"
            + " \"decide_submit_10000_heap_per_s\": 100000.000,"
            + " \"decide_submit_10000_heap_error_percent\": 10.000,"
            + " \"decide_submit_10000_heap_cpu_ns\": 9000.000,"
            + " \"decide_submit_10000_heap_bytes\": 5000.000,"
            + " \"decide_submit_1000000_heap_ns\": 20000.000,"
            + " \"decide_submit_1000000_heap_per_s\": 50000.000,"
            + " \"decide_submit_1000000_heap_cpu_ns\": 1.000,"
            + " \"decide_submit_1000000_heap_bytes\": 1.000,"
            + " \"decide_submit_heap_growth\": 0.500}",
        FigureLine.of(List.of(small, large)));
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
