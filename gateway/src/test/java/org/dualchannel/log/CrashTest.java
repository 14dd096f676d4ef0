package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed at any moment loses no record that it had acknowledged, and doubles none. */
class CrashTest {

  /**
   * A start that waits for the killed process's marks to go stale takes more than twice as long.
   */
  private static final long RESTART_LIMIT_MS = 5_000;

  @TempDir private Path dir;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final int port = FreePorts.next();
  private long fastestRestartMs = Long.MAX_VALUE;

  @Test
  void fiveKillsLoseNothingThatWasAcknowledged() throws Exception {
    killAndRestart(5);
  }

  @Test
  @Tag("slow")
  void fiftyKillsLoseNothingThatWasAcknowledged() throws Exception {
    killAndRestart(50);
  }

  private void killAndRestart(int rounds) throws Exception {
    System.out.println("seed " + seed);
    long acknowledged = 0;
    for (int round = 0; round < rounds; round++) {
      acknowledged = run(acknowledged, random.nextInt(500));
      long before = acknowledged;
      long[] next = {0};
      LogReader.Summary summary = LogFiles.read(dir, numbered(next));
      assertTrue(next[0] >= before, () -> next[0] + " records, " + before + " acknowledged");
      System.out.println(before + " acknowledged; " + summary);
    }
    assertTrue(fastestRestartMs < RESTART_LIMIT_MS, "no restart within " + fastestRestartMs);
    Recorded seen = new Recorded();
    try (AeronLog log = AeronLog.open(AeronLogs.context(dir), seen)) {
      Recorded.pollUntil(log, seen::live);
    }
    List<String> records = seen.records();
    assertTrue(records.size() >= acknowledged);
    for (int i = 0; i < records.size(); i++) {
      assertEquals(CrashNode.record(i), records.get(i));
    }
  }

  private static RecordConsumer numbered(long[] next) {
    return new RecordConsumer() {
      @Override
      public void onRecord(long timestampMs, DirectBuffer buffer, int offset, int length) {
        assertEquals(
            CrashNode.record(next[0]++), buffer.getStringWithoutLengthAscii(offset, length));
      }
    };
  }

  /** Runs a node until some time after it went live; returns what it acknowledged in the end. */
  private long run(long acknowledged, int millis) throws IOException, InterruptedException {
    long startedNs = System.nanoTime();
    Process node =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out = node.inputReader(StandardCharsets.US_ASCII)) {
      String line = out.readLine();
      long startMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs);
      System.out.println(line + " after " + startMs + " ms");
      assertTrue(line != null && line.startsWith("LIVE "), "the node said " + line);
      assertTrue(number(line) >= acknowledged, line + ", acknowledged " + acknowledged);
      if (acknowledged > 0) {
        fastestRestartMs = Math.min(fastestRestartMs, startMs);
      }
      Thread killer = new Thread(() -> killAfter(node, millis), "killer");
      killer.start();
      long last = number(line);
      while ((line = out.readLine()) != null) {
        if (line.startsWith("FAILED")) {
          fail(line);
        }
        if (line.matches("ACK \\d+")) { // the last line may be cut off
          last = Math.max(last, number(line));
        }
      }
      killer.join();
      assertEquals(128 + 9, node.waitFor());
      return last;
    } finally {
      node.destroyForcibly().waitFor();
    }
  }

  private static void killAfter(Process node, int millis) {
    try {
      if (node.waitFor(millis, TimeUnit.MILLISECONDS)) {
        return; // it ended by itself, which its exit code tells
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    node.toHandle().destroyForcibly(); // unlike that of the process, it leaves the streams open
  }

  private static long number(String line) {
    return Long.parseLong(line.substring(line.indexOf(' ') + 1));
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!argument.startsWith("-javaagent") && !argument.startsWith("-Xmx")) {
        command.add(argument);
      }
    }
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            CrashNode.class.getName(),
            dir.toString(),
            Integer.toString(port),
            Long.toString(random.nextLong())));
    return command;
  }
}
