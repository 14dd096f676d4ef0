package org.dualchannel.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dualchannel.codec.Codec;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.FreezableTable;
import org.dualchannel.store.Section;
import org.dualchannel.store.Sizing;
import org.dualchannel.store.StateHash;
import org.dualchannel.store.TableSpec;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many threads take a snapshot in, each entry comes once, and a failure is told. */
class SeveralThreadsLoadASnapshotTest {
  private static final int TABLES = 12;

  @TempDir private Path dir;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final List<FreezableTable<Long, String>> made = new ArrayList<>();

  @AfterEach
  void free() {
    made.forEach(FreezableTable::close);
  }

  @Test
  void everyEntryComesOnce() throws IOException {
    List<FreezableTable<Long, String>> tables = filled();
    SnapshotFiles.Named file = written(tables);
    for (int threads = 1; threads <= 5; threads++) {
      List<FreezableTable<Long, String>> loaded = empty();
      Map<String, EntryConsumer> loaders = loaders(loaded);
      List<String> words = new ArrayList<>();
      List<Thread> by = new ArrayList<>();
      loaders.put(
          "words",
          Section.loader(
              Codec.strings(),
              word -> {
                words.add(word);
                by.add(Thread.currentThread());
              }));
      loaders.replaceAll((name, loader) -> counted(loader));
      calls = 0;
      new SnapshotLoad(file.path(), loaders, threads).run();

      assertEquals(StateHash.of(tables), StateHash.of(loaded), "seed " + seed);
      assertEquals(List.of("one", "two"), words);
      assertEquals(2, by.stream().filter(each -> each == Thread.currentThread()).count());
      assertEquals(SnapshotFiles.verify(file).entries(), calls, "seed " + seed);
    }
  }

  private long calls;

  private EntryConsumer counted(EntryConsumer loader) {
    return (key, keyLength, value, valueLength) -> {
      synchronized (this) {
        calls++;
      }
      loader.entry(key, keyLength, value, valueLength);
    };
  }

  @Test
  void damageSinceItWasVerifiedIsFound() throws IOException {
    SnapshotFiles.Named file = written(filled());
    byte[] whole = Files.readAllBytes(file.path());
    List<Integer> frames = ADamagedSnapshotIsFoundTest.boundaries(whole);
    for (int i = 0; i < 40 + frames.size(); i++) {
      // Behind the header, and before the end mark, whose digests were looked at before.
      int at =
          i < frames.size()
              ? frames.get(i) + Frames.HEAD // its kind
              : SnapshotHeader.LENGTH + random.nextInt(whole.length - SnapshotHeader.LENGTH - 200);
      int bit = 1 << random.nextInt(8);
      whole[at] ^= (byte) bit;
      Files.write(file.path(), whole);
      Map<String, EntryConsumer> loaders = nowhere();
      assertThrows(
          SnapshotDamagedException.class,
          () -> new SnapshotLoad(file.path(), loaders, 3).run(),
          "seed " + seed + ", byte " + at);
      whole[at] ^= (byte) bit;
    }
  }

  @Test
  void theFailureOfALoaderIsThrownWhicheverThreadItMet() throws IOException {
    SnapshotFiles.Named file = written(filled());
    for (int broken = 0; broken < TABLES; broken++) {
      IllegalStateException failure = new IllegalStateException("no room");
      Map<String, EntryConsumer> loaders = nowhere();
      loaders.put(
          "t" + broken,
          (key, keyLength, value, valueLength) -> {
            throw failure;
          });
      assertSame(
          failure,
          assertThrows(
              IllegalStateException.class, () -> new SnapshotLoad(file.path(), loaders, 3).run()));
    }
  }

  private List<FreezableTable<Long, String>> empty() {
    List<FreezableTable<Long, String>> tables = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      TableSpec<Long, String> spec =
          new TableSpec<>("t" + i, Codec.longs(), Codec.strings(), 50_000, 8, 40);
      Tables kind = i % 2 == 0 ? Tables.heap() : Tables.offHeap(Sizing.defaults());
      tables.add(FreezableTable.over(kind.create(spec)));
    }
    made.addAll(tables);
    return tables;
  }

  private List<FreezableTable<Long, String>> filled() {
    List<FreezableTable<Long, String>> tables = empty();
    for (FreezableTable<Long, String> table : tables) {
      int entries = random.nextInt(4) * 3_000;
      for (long key = 0; key < entries; key++) {
        table.put(key, Long.toHexString(random.nextLong()).repeat(1 + random.nextInt(5)));
      }
      table.put(-1L, "at least one");
    }
    return tables;
  }

  private SnapshotFiles.Named written(List<FreezableTable<Long, String>> tables)
      throws IOException {
    SnapshotFiles files = SnapshotFiles.in(dir);
    files.prepare();
    List<Section> sections = new ArrayList<>();
    tables.forEach(each -> sections.add(each.freeze()));
    sections.add(5, Section.of("words", Codec.strings(), List.of("one", "two")));
    files.write(
        new SnapshotHeader(900, 7, 1_700_000_000_000L, new byte[32]), sections, () -> false);
    for (FreezableTable<Long, String> table : tables) {
      table.merge(1);
    }
    return files.list().get(0);
  }

  /** Loaders that keep nothing. */
  private static Map<String, EntryConsumer> nowhere() {
    Map<String, EntryConsumer> loaders = new HashMap<>();
    for (int i = 0; i < TABLES; i++) {
      loaders.put("t" + i, (key, keyLength, value, valueLength) -> {});
    }
    loaders.put("words", (key, keyLength, value, valueLength) -> {});
    return loaders;
  }

  private static Map<String, EntryConsumer> loaders(List<FreezableTable<Long, String>> tables) {
    Map<String, EntryConsumer> loaders = new HashMap<>();
    tables.forEach(each -> loaders.put(each.name(), each.loader()));
    return loaders;
  }
}
