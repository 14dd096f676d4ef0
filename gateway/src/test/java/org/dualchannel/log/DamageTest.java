package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever byte of the log's files is changed, the reader notices and names the place. */
class DamageTest {

  private static final RecordConsumer NOBODY = (timestampMs, buffer, offset, length) -> {};

  @TempDir private Path dir;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void anyChangedByteIsFoundAndItsPlaceNamed() throws Exception {
    writeTwoFilesWithPadding();
    for (Path file : LogFiles.recordings(dir)) {
      for (long offset : offsets(file, 45)) {
        assertFound(file, offset, 1 << random.nextInt(8));
      }
    }
  }

  @Test
  void anyChangedByteOfTheCatalogueIsFound() throws Exception {
    writeTwoFilesWithPadding();
    Path catalog = LogFiles.catalog(dir);
    for (int offset = 0; offset < 400; offset++) { // the header, the descriptor and what follows
      assertFound(catalog, offset, 1 + random.nextInt(255));
    }
    for (int i = 0; i < 20; i++) {
      assertFound(catalog, 400 + random.nextInt((int) Files.size(catalog) - 400), 0xFF);
    }
  }

  @Test
  @Tag("slow")
  void everyBitOfEveryHeaderIsCovered() throws Exception {
    writeTwoFilesWithPadding();
    for (Path file : LogFiles.recordings(dir)) {
      List<Integer> frames = frames(file);
      for (int i = 0; i < frames.size(); i += 1 + frames.size() / 8) {
        for (int bit = 0; bit < 32 * 8; bit++) {
          assertFound(file, frames.get(i) + bit / 8, 1 << (bit % 8));
        }
      }
    }
  }

  /** Two runs, so two terms of leadership; messages of one frame and of many; a full term. */
  private void writeTwoFilesWithPadding() throws IOException {
    System.out.println("seed " + seed);
    LogFiles.write(dir, LogFiles.randomBatches(random, 60));
    List<List<String>> batches = LogFiles.randomBatches(random, 20);
    for (int i = 0; i < 9; i++) { // more than a file of 8 MiB, whatever the others come to
      batches.add(List.of(LogFiles.text(random, 1_000_000)));
    }
    batches.addAll(LogFiles.randomBatches(random, 20));
    LogFiles.write(dir, batches);
    assertEquals(2, LogFiles.recordings(dir).size());
    LogFiles.read(dir, NOBODY);
  }

  /** The first frames whole, and places in headers, payloads, alignment, padding and behind. */
  private Set<Long> offsets(Path file, int each) throws IOException {
    Set<Long> offsets = new TreeSet<>();
    UnsafeBuffer content = new UnsafeBuffer(Files.readAllBytes(file));
    List<Integer> frames = frames(file);
    for (long offset = 0; offset < 300; offset++) {
      offsets.add(offset);
    }
    int last = frames.get(frames.size() - 1);
    for (int at : List.of(last, frames.get(frames.size() / 2))) {
      for (long field = 0; field < 32; field++) {
        offsets.add(at + field);
      }
    }
    for (int i = 0; i < each; i++) {
      int at = frames.get(random.nextInt(frames.size()));
      int length = content.getInt(at);
      offsets.add((long) at + random.nextInt(32));
      offsets.add((long) at + random.nextInt(length));
      offsets.add((long) at + ((length + 31) & ~31) - 1);
    }
    for (int i = 0; i < each / 2; i++) {
      offsets.add((long) last + random.nextInt(content.capacity() - last));
      offsets.add(content.capacity() - 1L - random.nextInt(4_096));
    }
    return offsets;
  }

  private static List<Integer> frames(Path file) throws IOException {
    UnsafeBuffer content = new UnsafeBuffer(Files.readAllBytes(file));
    List<Integer> frames = new ArrayList<>();
    int at = 0;
    while (at < content.capacity() && content.getInt(at) > 0) {
      frames.add(at);
      at += (content.getInt(at) + 31) & ~31;
    }
    return frames;
  }

  private void assertFound(Path file, long offset, int mask) throws IOException {
    LogFiles.change(file, offset, mask);
    try {
      LogFiles.read(dir, NOBODY);
      fail("a change of " + mask + " at offset " + offset + " of " + file + " went unseen");
    } catch (LogDamagedException e) {
      assertEquals(file, e.file(), e::getMessage);
      boolean nearby = Math.abs(e.offset() - offset) <= 2L * AeronLogContext.MTU;
      boolean within = e.offset() <= offset && e.getMessage().contains("message that begins here");
      assertTrue(nearby || within, () -> "changed at " + offset + ", reported " + e.getMessage());
    } finally {
      LogFiles.change(file, offset, mask);
    }
  }
}
