package org.dualchannel.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import org.dualchannel.codec.Codec;
import org.junit.jupiter.api.Test;

class StateHashTellsStatesApartTest {
  private static final Tables HEAP = Tables.heap();
  private static final Tables OFF_HEAP = Tables.offHeap(Sizing.defaults());

  @Test
  void kindOrderAndHistoryDoNotCount() {
    StateHash expected = hash(HEAP, "t", Map.of(1L, "a", 2L, "b", 3L, ""));
    assertEquals(expected, hash(OFF_HEAP, "t", Map.of(3L, "", 2L, "b", 1L, "a")));
    try (Table<Long, String> table = table(OFF_HEAP, "t")) {
      table.put(9L, "gone");
      table.put(3L, "x".repeat(100));
      table.put(2L, "b");
      table.put(1L, "a");
      table.put(3L, "");
      table.remove(9L);
      assertEquals(expected, StateHash.of(List.of(table)));
    }
  }

  @Test
  void everyDifferenceCounts() {
    StateHash state = hash(HEAP, "t", Map.of(1L, "a", 2L, "b"));
    for (Map<Long, String> other :
        List.<Map<Long, String>>of(
            Map.of(),
            Map.of(1L, "a"),
            Map.of(1L, "b", 2L, "a"),
            Map.of(1L, "a", 2L, "c"),
            Map.of(1L, "a", 3L, "b"),
            Map.of(1L, "a", 2L, "b", 3L, ""))) {
      assertNotEquals(state, hash(HEAP, "t", other));
    }
    assertNotEquals(state, hash(HEAP, "u", Map.of(1L, "a", 2L, "b")));
  }

  @Test
  void theSameEntriesInTwoTablesAreNotTheSameInOne() {
    try (Table<Long, String> one = table(HEAP, "one");
        Table<Long, String> two = table(HEAP, "two")) {
      one.put(1L, "a");
      two.put(2L, "b");
      StateHash hash = StateHash.of(List.of(one, two));
      assertEquals(hash, StateHash.of(List.of(two, one)));
      one.remove(1L);
      two.remove(2L);
      one.put(2L, "b");
      two.put(1L, "a");
      assertNotEquals(hash, StateHash.of(List.of(one, two)));
    }
  }

  @Test
  void theNumberIsThisInEveryRelease() {
    assertEquals("0".repeat(64) + " over 0 entries", hash(HEAP, "t", Map.of()).toString());
    // The SHA-256 of 01 't', 01 02, 02 01 'a'
    assertEquals(
        "cafc6c27701c47dc4ef93f111691a824b630a7be0beb9f6358c4a8647c633611 over 1 entries",
        hash(HEAP, "t", Map.of(1L, "a")).toString());
  }

  private static StateHash hash(Tables tables, String name, Map<Long, String> entries) {
    try (Table<Long, String> table = table(tables, name)) {
      entries.forEach(table::put);
      return StateHash.of(List.of(table));
    }
  }

  private static Table<Long, String> table(Tables tables, String name) {
    return tables.create(new TableSpec<>(name, Codec.longs(), Codec.strings(), 100, 8, 20));
  }
}
