package org.dualchannel.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.dualchannel.codec.Codec;
import org.junit.jupiter.api.Test;

class SlotTableTest extends TableContract {
  @Override
  Tables tables(Sizing sizing) {
    return new Tables() {
      @Override
      public <K, V> Table<K, V> create(TableSpec<K, V> spec) {
        return new SlotTable<>(spec, sizing.capacityOf(spec));
      }
    };
  }

  private Table<Long, String> table(long capacity) {
    return tables(new Sizing(Map.of("t", capacity)))
        .create(new TableSpec<>("t", Codec.longs(), Codec.strings(), 1, 8, 32));
  }

  /** As many are there as before and about as long, however often they came and went. */
  @Test
  void memoryIsUsedAgain() {
    int entries = 2_000;
    SplittableRandom random = new SplittableRandom(1);
    List<Long> there = new ArrayList<>();
    try (Table<Long, String> table = table(entries)) {
      long after = 0;
      for (long key = 0; key < 200_000; key++) {
        if (there.size() == entries) {
          assertTrue(table.remove(there.remove(random.nextInt(entries))));
        }
        table.put(key, "x".repeat(100 + random.nextInt(200)));
        there.add(key);
        if (key == 40_000) {
          after = table.offHeapBytes();
        }
      }
      assertTrue(
          table.offHeapBytes() <= after + after / 4, after + " and then " + table.offHeapBytes());
      assertTrue(table.offHeapBytes() < entries * 1_000L, table.offHeapBytes() + " bytes");
      assertEquals(entries, table.size());
    }
  }

  /** A snapshot may be under way when a node stops: its memory is not freed under it. */
  @Test
  void whoIsVisitingWhileItIsClosedIsToldSo() throws InterruptedException {
    Table<Long, String> table = table(5_000);
    for (long key = 0; key < 5_000; key++) {
      table.put(key, "v" + key);
    }
    Thread closing = new Thread(table::close);
    long[] seen = new long[1];
    assertThrows(
        IllegalStateException.class,
        () ->
            table.forEach(
                (key, value) -> {
                  assertEquals("v" + key, value);
                  if (seen[0]++ == 0) {
                    closing.start();
                    awaitClosed(table);
                  }
                }));
    closing.join();
    assertTrue(seen[0] > 0 && seen[0] < 5_000, seen[0] + " seen");
  }

  private static void awaitClosed(Table<?, ?> table) {
    try {
      while (table.size() > 0) {
        Thread.onSpinWait();
      }
    } catch (IllegalStateException closed) {
      // as awaited
    }
  }

  /** Those that are removed leave no gap that hides others, in whatever order they go. */
  @Test
  void whatIsLeftIsFound() {
    SplittableRandom random = new SplittableRandom(2);
    List<Long> keys = new ArrayList<>();
    try (Table<Long, String> table = table(50_000)) {
      for (long key = 0; key < 50_000; key++) {
        table.put(key, "v" + key);
        keys.add(key);
      }
      while (keys.size() > 1_000) {
        Long gone = keys.remove(random.nextInt(keys.size()));
        assertTrue(table.remove(gone));
        if (keys.size() % 5_000 == 0) {
          keys.forEach(key -> assertEquals("v" + key, table.get(key)));
        }
      }
      TreeSet<Long> left = new TreeSet<>();
      table.forEach((key, value) -> left.add(key));
      assertEquals(new TreeSet<>(keys), left);
    }
  }
}
