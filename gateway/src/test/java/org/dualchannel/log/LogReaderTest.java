package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {

  @TempDir private Path dir;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void whatAClosedLogHoldsIsReadWithoutStartingIt() {
    System.out.println("seed " + seed);
    List<List<String>> first = LogFiles.randomBatches(random, 40);
    List<List<String>> second = LogFiles.randomBatches(random, 40);
    LogFiles.write(dir, first);
    LogFiles.write(dir, second);
    List<String> expected = new ArrayList<>();
    first.forEach(expected::addAll);
    second.forEach(expected::addAll);

    Recorded seen = new Recorded();
    LogReader.Summary summary = LogFiles.read(dir, seen);
    assertEquals(expected, seen.records());
    assertEquals(expected.size(), summary.records());
    assertEquals(80, summary.batches());
    assertEquals(80, seen.batches());
    assertEquals(expected.stream().mapToLong(String::length).sum(), summary.recordBytes());
    assertTrue(summary.stopped());
    assertEquals(0, summary.tornBytes());
    assertEquals(0, summary.abandonedMessages());
    assertEquals(seen.timestampsMs().get(0), summary.firstTimestampMs());

    Recorded live = new Recorded();
    try (AeronLog log = AeronLog.open(AeronLogs.context(dir), live)) {
      Recorded.pollUntil(log, live::live);
    }
    assertEquals(live.records(), seen.records());
    assertEquals(live.timestampsMs(), seen.timestampsMs());
  }

  @Test
  void theReaderTellsWhereARecordIs() {
    LogFiles.write(dir, List.of(List.of("a", "b"), List.of("c")));
    List<String> places = new ArrayList<>();
    try (LogReader reader = LogReader.open(dir)) {
      reader.read(
          new RecordConsumer() {
            @Override
            public void onRecord(long timestampMs, DirectBuffer buffer, int offset, int length) {
              places.add(reader.file().getFileName() + " " + reader.offset());
            }
          });
    }
    assertEquals(3, places.size());
    assertEquals(places.get(0), places.get(1));
    assertTrue(places.get(0).startsWith("0-0.rec "), places::toString);
    assertFalse(places.get(2).equals(places.get(1)));
  }

  @Test
  void aDirectoryInUseOrWithoutALogIsRefused() {
    assertThrows(LogFailedException.class, () -> LogReader.open(dir));
    try (AeronLog log = AeronLog.open(AeronLogs.context(dir), new Recorded())) {
      assertThrows(LogFailedException.class, () -> LogReader.open(dir));
      assertFalse(log.status().failed());
    }
    LogReader.open(dir).close();
  }

  @Test
  void aMissingOrShortenedFileIsNamed() throws Exception {
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < 18; i++) {
      batches.add(List.of(LogFiles.text(random, 1_000_000)));
    }
    LogFiles.write(dir, batches);
    List<Path> files = LogFiles.recordings(dir);
    assertTrue(files.size() >= 3, files::toString);
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      Files.delete(file);
      assertEquals(file, damage().file());
      Files.write(file, Arrays.copyOf(content, content.length - 1));
      assertEquals(file, damage().file());
      Files.write(file, content);
    }
    LogFiles.read(dir, new Recorded());
  }

  private LogDamagedException damage() {
    return assertThrows(LogDamagedException.class, () -> LogFiles.read(dir, new Recorded()));
  }
}
