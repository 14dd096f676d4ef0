package org.dualchannel.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dualchannel.codec.Codec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A frozen table behaves as a map, before, while and after it is merged, and its contents stand.
 */
class WritingGoesOnWhileFrozenTest {
  private static final int KEYS = 300;
  private static final int CAPACITY = 200;

  enum Kind {
    HEAP,
    OFF_HEAP
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({"HEAP,1", "HEAP,2", "HEAP,3", "OFF_HEAP,4", "OFF_HEAP,5"})
  void likeAPlainMap(Kind kind, long seed) {
    Random random = new Random(seed);
    Map<Long, String> plain = new HashMap<>();
    try (FreezableTable<Long, String> table = table(kind)) {
      Section section = null;
      Map<Long, String> atFreeze = null;
      for (int step = 0; step < 20_000; step++) {
        String where = "seed " + seed + " step " + step;
        int dice = random.nextInt(1_000);
        if (dice < 5 && !table.frozen()) {
          section = table.freeze();
          atFreeze = new HashMap<>(plain);
        } else if (dice < 10 && section != null) {
          assertEquals(atFreeze, contents(section), where);
          section.release();
          section = null;
        } else if (dice < 100) {
          table.merge(1 + random.nextInt(5));
        } else {
          write(random, table, plain, where);
        }
        long key = random.nextInt(KEYS);
        assertEquals(plain.get(key), table.get(key), where);
        assertEquals(plain.containsKey(key), table.containsKey(key), where);
        assertEquals(plain.size(), table.size(), where);
        if (step % 500 == 0) {
          assertEquals(plain, all(table), where);
          assertEquals(StateHash.of(List.of(heapOf(plain))), StateHash.of(List.of(table)), where);
        }
      }
    }
  }

  private static void write(
      Random random, FreezableTable<Long, String> table, Map<Long, String> plain, String where) {
    long key = random.nextInt(KEYS);
    if (random.nextInt(3) == 0) {
      assertEquals(plain.remove(key) != null, table.remove(key), where);
    } else if (plain.size() == CAPACITY && !plain.containsKey(key)) {
      assertThrows(TableFullException.class, () -> table.put(key, "full"), where);
    } else {
      String value = Long.toString(random.nextLong());
      plain.put(key, value);
      table.put(key, value);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aReaderNeverSeesAnEntryGoBack(Kind kind) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(1);
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try (FreezableTable<Long, String> table = table(kind)) {
      table.put(7L, "0");
      Future<Boolean> onlyForward =
          reader.submit(
              () -> {
                long last = 0;
                while (!done.get()) {
                  String value = table.get(7L);
                  if (value == null || Long.parseLong(value) < last) {
                    return false;
                  }
                  last = Long.parseLong(value);
                  reading.countDown();
                }
                return true;
              });
      assertTrue(reading.await(10, TimeUnit.SECONDS));
      for (int value = 1; value < 20_000; value++) {
        if (!table.frozen()) {
          table.freeze().release();
        }
        table.put(7L, Integer.toString(value));
        if (value % 3 == 0) {
          table.merge(10);
        }
      }
      done.set(true);
      assertTrue(onlyForward.get(10, TimeUnit.SECONDS));
    } finally {
      done.set(true);
      reader.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatWasWrittenMeanwhileIsMergedOnlyAfterTheRelease(Kind kind) {
    try (FreezableTable<Long, String> table = table(kind)) {
      Section section = table.freeze();
      table.put(1L, "a");
      assertEquals(0, table.merge(10));
      assertEquals(Map.of(), contents(section));
      assertThrows(IllegalStateException.class, table::freeze);
      section.release();
      assertEquals(1, table.merge(10));
      assertFalse(table.frozen());
      assertEquals("a", table.get(1L));
      assertThrows(IllegalStateException.class, () -> contents(section));
    }
  }

  private static FreezableTable<Long, String> table(Kind kind) {
    Sizing sizing = new Sizing(Map.of("t", (long) CAPACITY));
    Tables tables = kind == Kind.HEAP ? Tables.heap(sizing) : Tables.offHeap(sizing);
    return FreezableTable.over(tables.create(spec()));
  }

  private static TableSpec<Long, String> spec() {
    return new TableSpec<>("t", Codec.longs(), Codec.strings(), CAPACITY, 8, 32);
  }

  private static Table<Long, String> heapOf(Map<Long, String> entries) {
    Table<Long, String> table = Tables.heap().create(spec());
    entries.forEach(table::put);
    return table;
  }

  private static Map<Long, String> all(Table<Long, String> table) {
    Map<Long, String> all = new HashMap<>();
    table.forEach((key, value) -> assertEquals(null, all.put(key, value)));
    return all;
  }

  private static Map<Long, String> contents(Section section) {
    Map<Long, String> contents = new HashMap<>();
    FreezableTable<Long, String> copy = FreezableTable.over(Tables.heap().create(spec()));
    section.writeTo(copy.loader());
    copy.forEach(contents::put);
    return contents;
  }
}
