package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash may leave behind the end is told from damage, and the next start removes it. */
class CrashRemainsTest {

  private static final int PAGE = 4_096;

  @TempDir private Path dir;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private Path file;
  private List<Integer> frames;
  private int end;
  private List<String> records;

  @BeforeEach
  void aLogThatWasNotStopped() throws Exception {
    System.out.println("seed " + seed);
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      batches.add(List.of(LogFiles.text(random, 300 + random.nextInt(700))));
    }
    LogFiles.write(dir, batches);
    records = batches.stream().map(each -> each.get(0)).toList();
    LogFiles.forgetStop(dir);
    file = LogFiles.recordings(dir).get(0);
    UnsafeBuffer content = new UnsafeBuffer(Files.readAllBytes(file));
    frames = new ArrayList<>();
    while (content.getInt(end) > 0) {
      frames.add(end);
      end += (content.getInt(end) + 31) & ~31;
    }
  }

  @Test
  void aLogThatWasNotStoppedEndsBehindItsLastFrame() throws Exception {
    Recorded seen = new Recorded();
    LogReader.Summary summary = LogFiles.read(dir, seen);
    assertFalse(summary.stopped());
    assertEquals(end, summary.endPosition());
    assertEquals(0, summary.tornBytes());
    assertEquals(records, seen.records());
  }

  @Test
  void aWriteCutOffAtAPageIsNoDamageAndTheNextStartRemovesIt() throws Exception {
    int page = pageWithin();
    int torn = frameAcross(page);
    LogFiles.zero(file, page, end);

    Recorded seen = new Recorded();
    LogReader.Summary summary = LogFiles.read(dir, seen);
    assertEquals(torn, summary.endPosition());
    assertEquals(lastWritten(page) + 1 - torn, summary.tornBytes());
    assertEquals(records.subList(0, seen.count()), seen.records());

    assertRestartKeeps(seen.records());
  }

  @Test
  void aWriteOfWhichAPageIsMissingIsNoDamageAndTheNextStartRemovesIt() throws Exception {
    int page = pageWithin();
    LogFiles.zero(file, page, page + PAGE);

    Recorded seen = new Recorded();
    LogReader.Summary summary = LogFiles.read(dir, seen);
    assertEquals(frameAcross(page), summary.endPosition());
    assertTrue(summary.tornBytes() > PAGE);

    assertRestartKeeps(seen.records());
  }

  @Test
  void aChangedByteIsDamageEvenAfterACrash() throws Exception {
    for (int i = 0; i < 100; i++) {
      int at = i < 60 ? random.nextInt(end) : end + random.nextInt(2 * PAGE);
      int mask = 1 + random.nextInt(255);
      LogFiles.change(file, at, mask);
      LogDamagedException damage =
          assertThrows(
              LogDamagedException.class, () -> LogFiles.read(dir, new Recorded()), "byte " + at);
      assertEquals(file, damage.file());
      assertThrows(LogDamagedException.class, () -> TailRepair.run(new LogLayout(dir)));
      LogFiles.change(file, at, mask);
    }
    assertEquals(records.size(), LogFiles.read(dir, new Recorded()).records());
  }

  /** The last byte before an offset that is not zero; what was written may end in zeros. */
  private int lastWritten(int before) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int at = before - 1;
    while (bytes[at] == 0) {
      at--;
    }
    return at;
  }

  private void assertRestartKeeps(List<String> kept) {
    Recorded seen = new Recorded();
    try (AeronLog log = AeronLog.open(AeronLogs.context(dir), seen)) {
      Recorded.pollUntil(log, seen::live);
      assertEquals(kept, seen.records());
      Recorded.append(log, List.of("after"));
      Recorded.pollUntil(log, () -> seen.count() == kept.size() + 1);
    }
    Recorded audited = new Recorded();
    assertEquals(0, LogFiles.read(dir, audited).tornBytes());
    assertEquals(seen.records(), audited.records());
  }

  /** A page boundary in the second half of the log that cuts a frame. */
  private int pageWithin() {
    int page = (end / 2 / PAGE + random.nextInt(5)) * PAGE;
    while (frames.contains(page)) {
      page += PAGE;
    }
    return page;
  }

  private int frameAcross(int page) {
    return frames.stream().filter(at -> at < page).reduce((a, b) -> b).orElseThrow();
  }
}
