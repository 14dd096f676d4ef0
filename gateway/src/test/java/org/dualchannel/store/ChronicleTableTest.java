package org.dualchannel.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.dualchannel.codec.Codec;
import org.junit.jupiter.api.Test;

class ChronicleTableTest extends TableContract {
  @Override
  Tables tables(Sizing sizing) {
    return Tables.offHeap(sizing);
  }

  @Test
  void entriesFiftyTimesLongerThanAnnouncedStillFit() {
    int capacity = 20_000;
    Sizing sizing = new Sizing(Map.of("t", (long) capacity));
    TableSpec<Long, String> spec = new TableSpec<>("t", Codec.longs(), Codec.strings(), 1, 8, 32);
    try (Table<Long, String> table = tables(sizing).create(spec)) {
      String value = "x".repeat(2000);
      for (long i = 0; i < capacity; i++) {
        table.put(i, value);
      }
      assertEquals(capacity, table.size());
      assertEquals(value, table.get(capacity - 1L));
      assertTrue(table.offHeapBytes() > capacity * 2000L);
    }
  }

  @Test
  void memoryThatTheMachineLacksIsAnErrorThatNamesTheTable() {
    Sizing sizing = new Sizing(Map.of("t", 1L << 33));
    TableSpec<Long, String> spec =
        new TableSpec<>("t", Codec.longs(), Codec.strings(), 1, 8, 1 << 19);
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> tables(sizing).create(spec));
    assertTrue(refusal.getMessage().contains("table t"), refusal.getMessage());
  }
}
