package org.dualchannel.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dualchannel.codec.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A queue of encoded values behaves as one of objects, and fixed contents stand. */
class AQueueOfEncodedValuesTest {
  /** Bytes of an entry of a string of up to 127 letters beside the letters. */
  private static final int OVERHEAD = EncodedQueue.LENGTH_BYTES + 1;

  /** Contents that were fixed, and what they were. */
  private record Fixed(FrozenQueue<String> contents, List<String> expected) {}

  @ParameterizedTest(name = "off-heap {0}, seed {1}")
  @CsvSource({"false,1", "false,2", "true,3", "true,4", "true,5"})
  void likeAPlainQueue(boolean offHeap, long seed) {
    Random random = new Random(seed);
    Chunks chunks = offHeap ? Chunks.offHeap() : Chunks.heap();
    List<EncodedQueue<String>> queues = new ArrayList<>();
    List<ArrayDeque<String>> plain = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      queues.add(new EncodedQueue<>(chunks, Codec.strings()));
      plain.add(new ArrayDeque<>());
    }
    List<Fixed> held = new ArrayList<>();
    boolean growing = true;
    for (int step = 0; step < 60_000; step++) {
      String where = "seed " + seed + " step " + step;
      growing = random.nextInt(3_000) == 0 ? !growing : growing;
      int which = random.nextInt(queues.size());
      EncodedQueue<String> queue = queues.get(which);
      ArrayDeque<String> expected = plain.get(which);
      int dice = random.nextInt(1_000);
      if (dice < 2) {
        held.add(new Fixed(queue.freeze(), List.copyOf(expected)));
      } else if (dice < 5 && !held.isEmpty()) {
        Fixed fixed = held.remove(random.nextInt(held.size()));
        assertEquals(fixed.expected(), values(fixed.contents()), where);
        assertEquals(fixed.expected(), entries(fixed.contents()), where);
        fixed.contents().release();
      } else if (random.nextInt(10) < (growing ? 7 : 3)) {
        String value = "x".repeat(length(random)) + step;
        queue.add(value);
        expected.add(value);
      } else if (!expected.isEmpty()) {
        expected.poll();
        queue.poll();
      }
      assertEquals(expected.peek(), queue.peek(), where);
      assertEquals(expected.size(), queue.size(), where);
    }
    for (Fixed fixed : held) {
      assertEquals(fixed.expected(), values(fixed.contents()), "seed " + seed);
    }
  }

  /** Mostly short; sometimes as long as a chunk or longer. */
  private static int length(Random random) {
    int dice = random.nextInt(1_000);
    if (dice < 2) {
      return Chunks.CHUNK_BYTES - 20 + random.nextInt(40);
    }
    return dice == 2 ? 3 * Chunks.CHUNK_BYTES : random.nextInt(120);
  }

  @Test
  void memoryIsThatOfTheMostThatEverWas() {
    Chunks chunks = Chunks.heap();
    EncodedQueue<String> queue = new EncodedQueue<>(chunks, Codec.strings());
    String value = "v".repeat(100);
    int perChunk = Chunks.CHUNK_BYTES / (100 + OVERHEAD);
    for (int i = 0; i < 10 * perChunk; i++) {
      queue.add(value);
    }
    assertEquals(10L * Chunks.CHUNK_BYTES, chunks.bytes());
    for (int i = 0; i < 1_000 * perChunk; i++) {
      queue.poll();
      queue.add(value);
    }
    assertEquals(11L * Chunks.CHUNK_BYTES, chunks.bytes(), "one is begun while one empties");
    while (queue.size() > 0) {
      queue.poll();
    }
    assertNull(queue.peek());
    assertThrows(IllegalStateException.class, queue::poll);
    EncodedQueue<String> other = new EncodedQueue<>(chunks, Codec.strings());
    for (int i = 0; i < 11 * perChunk; i++) {
      other.add(value);
    }
    assertEquals(11L * Chunks.CHUNK_BYTES, chunks.bytes(), "another queue uses them");
  }

  @Test
  void whatIsFixedIsNotUsedAgainBeforeItIsLetGoOf() {
    Chunks chunks = Chunks.heap();
    EncodedQueue<String> queue = new EncodedQueue<>(chunks, Codec.strings());
    queue.add("fixed");
    final FrozenQueue<String> fixed = queue.freeze();
    queue.poll();
    for (int i = 0; i < 100; i++) {
      queue.add("later"); // begins a chunk of its own each time
      queue.poll();
    }
    assertEquals(List.of("fixed"), values(fixed));
    assertEquals(2L * Chunks.CHUNK_BYTES, chunks.bytes(), "what came later was not fixed");

    FrozenQueue<String> again = queue.freeze();
    fixed.release();
    fixed.release();
    queue.add("a");
    assertEquals(2L * Chunks.CHUNK_BYTES, chunks.bytes());
    EncodedQueue<String> other = new EncodedQueue<>(chunks, Codec.strings());
    other.add("b");
    assertEquals(3L * Chunks.CHUNK_BYTES, chunks.bytes(), "one is held still: twice is once");
    again.release();
    EncodedQueue<String> third = new EncodedQueue<>(chunks, Codec.strings());
    third.add("c");
    assertEquals(3L * Chunks.CHUNK_BYTES, chunks.bytes());
    assertThrows(IllegalStateException.class, () -> values(fixed));
  }

  @Test
  void anotherThreadReadsWhileTheQueueGoesOn() throws Exception {
    Chunks chunks = Chunks.offHeap();
    EncodedQueue<String> queue = new EncodedQueue<>(chunks, Codec.strings());
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      queue.add("value " + i);
      expected.add("value " + i);
    }
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      for (int round = 0; round < 5; round++) {
        FrozenQueue<String> fixed = queue.freeze();
        CountDownLatch begun = new CountDownLatch(1);
        Callable<List<String>> reading =
            () -> {
              begun.countDown();
              List<String> read = values(fixed);
              fixed.release();
              return read;
            };
        Future<List<String>> read = reader.submit(reading);
        begun.await();
        List<String> next = new ArrayList<>(expected);
        for (int i = 0; i < 60_000; i++) {
          queue.add(round + " and " + i);
          next.add(round + " and " + i);
          queue.poll();
        }
        assertEquals(expected, read.get());
        expected = new ArrayList<>(next.subList(60_000, next.size()));
      }
    } finally {
      reader.shutdownNow();
    }
    assertEquals(expected, values(queue.freeze()));
    assertTrue(chunks.bytes() < 5L * 50_000 * 25, chunks.bytes() + " bytes");
  }

  private static List<String> values(FrozenQueue<String> contents) {
    List<String> values = new ArrayList<>(contents.size());
    contents.forEach(values::add);
    return values;
  }

  private static List<String> entries(FrozenQueue<String> contents) {
    List<String> values = new ArrayList<>();
    contents.section("any").writeTo(Section.loader(Codec.strings(), values::add));
    return values;
  }
}
