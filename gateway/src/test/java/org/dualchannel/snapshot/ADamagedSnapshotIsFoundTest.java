package org.dualchannel.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.dualchannel.codec.ByteSource;
import org.dualchannel.codec.Codec;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.FreezableTable;
import org.dualchannel.store.Section;
import org.dualchannel.store.StateHash;
import org.dualchannel.store.TableSpec;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot counts only when every byte is what was written. */
class ADamagedSnapshotIsFoundTest {
  private static final int FLIPS = 2_000;

  @TempDir private Path dir;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void whatWasWrittenIsRead() throws IOException {
    FreezableTable<Long, String> table = table(30_000);
    SnapshotFiles files = files();
    SnapshotSummary written = write(files, table);

    FreezableTable<Long, String> loaded = table(0);
    List<String> words = new ArrayList<>();
    SnapshotSummary read = SnapshotFiles.verify(files.list().get(0));
    SnapshotFiles.load(
        files.list().get(0),
        Map.of("t", loaded.loader(), "words", Section.loader(Codec.strings(), words::add)));

    assertEquals(written, read);
    assertEquals(List.of("one", "two"), words);
    assertEquals(StateHash.of(List.of(table)), StateHash.of(List.of(loaded)));
    assertEquals(StateHash.of(List.of(table)), read.stateHash());
    assertEquals(30_002, read.entries());
    assertTrue(read.bytes() > 4 * Frames.FULL, "several chunks: " + read.bytes());
  }

  @Test
  void everyTruncationIsFound() throws IOException {
    SnapshotFiles files = files();
    write(files, table(30_000));
    SnapshotFiles.Named file = files.list().get(0);
    byte[] whole = Files.readAllBytes(file.path());
    List<Integer> boundaries = boundaries(whole);
    assertTrue(boundaries.size() > 10, boundaries.toString());
    for (int boundary : boundaries) {
      for (int length : new int[] {boundary, boundary + 1, boundary + Frames.HEAD}) {
        if (length < whole.length) {
          Files.write(file.path(), Arrays.copyOf(whole, length));
          assertDamaged(file, "cut at " + length);
        }
      }
    }
    Files.write(file.path(), Arrays.copyOf(whole, whole.length + 1));
    assertDamaged(file, "longer");
    Files.write(file.path(), whole);
    assertEquals(SnapshotFiles.verify(file), SnapshotFiles.intact(file));
  }

  /** Both ways to look at it. */
  private static void assertDamaged(SnapshotFiles.Named file, String how) {
    assertThrows(SnapshotDamagedException.class, () -> SnapshotFiles.verify(file), how);
    assertThrows(SnapshotDamagedException.class, () -> SnapshotFiles.intact(file), how);
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    SnapshotFiles files = files();
    write(files, table(300));
    SnapshotFiles.Named file = files.list().get(0);
    byte[] whole = Files.readAllBytes(file.path());
    for (int i = 0; i < FLIPS; i++) {
      int at = i < 300 ? i % whole.length : random.nextInt(whole.length);
      int bit = 1 << random.nextInt(8);
      whole[at] ^= (byte) bit;
      Files.write(file.path(), whole);
      assertDamaged(file, "seed " + seed + ", byte " + at);
      whole[at] ^= (byte) bit;
    }
  }

  @Test
  void chunksInAnotherOrderAreFound() throws IOException {
    SnapshotFiles files = files();
    write(files, table(30_000));
    SnapshotFiles.Named file = files.list().get(0);
    byte[] whole = Files.readAllBytes(file.path());
    List<Integer> at = boundaries(whole);
    int second = at.get(2);
    byte[] swapped = Arrays.copyOf(whole, whole.length);
    int firstLength = at.get(2) - at.get(1);
    int secondLength = at.get(3) - second;
    System.arraycopy(whole, second, swapped, at.get(1), secondLength);
    System.arraycopy(whole, at.get(1), swapped, at.get(1) + secondLength, firstLength);
    Files.write(file.path(), swapped);
    assertDamaged(file, "in another order");
  }

  @Test
  void aSnapshotUnderAnotherNameIsRefused() throws IOException {
    SnapshotFiles files = files();
    write(files, table(3));
    SnapshotFiles.Named file = files.list().get(0);
    Path other = file.path().resolveSibling("000000000000008-000000000000900.snapshot");
    Files.move(file.path(), other);
    assertDamaged(files.list().get(0), "under another name");
  }

  @Test
  void whatIsGivenUpLeavesNothing() throws IOException {
    SnapshotFiles files = files();
    AtomicInteger asked = new AtomicInteger();
    assertThrows(
        SnapshotCancelledException.class,
        () ->
            files.write(
                header(), List.of(table(30_000).freeze()), () -> asked.incrementAndGet() > 2));
    assertEquals(List.of(), files.list());
    try (var left = Files.list(dir.resolve(SnapshotFiles.DIRECTORY))) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void whatACrashLeftIsNoSnapshotAndGoes() throws IOException {
    SnapshotFiles files = files();
    write(files, table(3));
    Path part = files.list().get(0).path().resolveSibling("1-2.snapshot.part");
    Files.write(part, new byte[100]);
    assertEquals(1, files.list().size());
    files.prepare();
    assertFalse(Files.exists(part));
    assertEquals(1, files.list().size());
  }

  @Test
  void anUnknownSectionIsRefused() throws IOException {
    SnapshotFiles files = files();
    write(files, table(3));
    Map<String, EntryConsumer> loaders = Map.of("t", table(0).loader());
    assertThrows(
        SnapshotDamagedException.class, () -> SnapshotFiles.load(files.list().get(0), loaders));
  }

  private SnapshotFiles files() throws IOException {
    SnapshotFiles files = SnapshotFiles.in(dir);
    files.prepare();
    return files;
  }

  private static SnapshotHeader header() {
    byte[] hash = new byte[32];
    hash[5] = 1;
    return new SnapshotHeader(900, 7, 1_700_000_000_000L, hash);
  }

  private static SnapshotSummary write(SnapshotFiles files, FreezableTable<Long, String> table)
      throws IOException {
    return files.write(
        header(),
        List.of(table.freeze(), Section.of("words", Codec.strings(), List.of("one", "two"))),
        () -> false);
  }

  private FreezableTable<Long, String> table(int entries) {
    FreezableTable<Long, String> table =
        FreezableTable.over(
            Tables.heap()
                .create(new TableSpec<>("t", Codec.longs(), Codec.strings(), 1_000_000, 8, 40)));
    for (long key = 0; key < entries; key++) {
      table.put(key, Long.toHexString(random.nextLong()).repeat(1 + random.nextInt(5)));
    }
    return table;
  }

  /** Where each frame begins, and the end. */
  static List<Integer> boundaries(byte[] whole) {
    List<Integer> boundaries = new ArrayList<>();
    int at = SnapshotHeader.LENGTH;
    while (at < whole.length) {
      boundaries.add(at);
      at += Frames.HEAD + new ByteSource(whole, at, 4).readFixedInt();
    }
    return boundaries;
  }
}
