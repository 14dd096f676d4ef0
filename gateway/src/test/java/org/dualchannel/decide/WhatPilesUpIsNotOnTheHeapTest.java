package org.dualchannel.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.store.Chunks;
import org.dualchannel.store.EncodedQueue;
import org.junit.jupiter.api.Test;

/**
 * What each prescription and each call leaves for days is kept from the collector. On the heap a
 * deadline and a remembered call would take more than 100 bytes each.
 */
class WhatPilesUpIsNotOnTheHeapTest {
  private static final int ENTRIES = 300_000;
  private static final long DAY_MS = 86_400_000;

  @Test
  void deadlines() {
    Deadlines deadlines = new Deadlines(Chunks.offHeap());
    long before = heapUsed();
    for (int i = 0; i < ENTRIES; i++) {
      long nowMs = 1_000 * DAY_MS + i * 10L;
      deadlines.add((1_001 + i % 90) * DAY_MS, Deadlines.Kind.PRESCRIPTION, id(i));
      deadlines.add(nowMs + DAY_MS, Deadlines.Kind.HOLD, id(i));
    }
    assertNotOnHeap(heapUsed() - before, 2 * ENTRIES);
    assertEquals(2 * ENTRIES, deadlines.size());
  }

  @Test
  void rememberedCalls() {
    EncodedQueue<Requests.Remembered> queue =
        new EncodedQueue<>(Chunks.offHeap(), RecordCodec.of(Requests.Remembered.class));
    long before = heapUsed();
    for (int i = 0; i < ENTRIES; i++) {
      queue.add(
          new Requests.Remembered(
              "HOSPITAL:H12010000001/5d1c7a0e-3b5f-4c62-8f0e-%012d".formatted(i), i));
    }
    assertNotOnHeap(heapUsed() - before, ENTRIES);
    assertEquals(ENTRIES, queue.size());
  }

  private static String id(int number) {
    return "R%012d".formatted(number);
  }

  private static void assertNotOnHeap(long bytes, int entries) {
    System.out.printf("%.1f bytes of heap an entry%n", (double) bytes / entries);
    assertTrue(bytes < 20L * entries, bytes + " bytes of heap for " + entries + " entries");
  }

  private static long heapUsed() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
