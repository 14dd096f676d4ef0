package org.dualchannel.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.decide.Deadlines.Deadline;
import org.dualchannel.decide.Deadlines.Kind;
import org.dualchannel.store.Chunks;
import org.dualchannel.store.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However deadlines lie in memory, they come as from one queue in order of time and of setting. */
class DeadlinesComeInOrderTest {
  private static final RecordCodec<Deadline> CODEC = RecordCodec.of(Deadline.class);
  private static final long DAY_MS = 86_400_000;

  /** How the times of deadlines are spread. */
  enum Spread {
    /** Days and spans, as they are in use. */
    USUAL,
    /** A few times again and again. */
    EQUAL,
    /** Any time, and ever earlier ones, so that there would be more runs than may be. */
    WILD
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({"USUAL,1", "USUAL,2", "USUAL,3", "EQUAL,4", "EQUAL,5", "WILD,6", "WILD,7"})
  void asFromOneQueue(Spread spread, long seed) {
    Random random = new Random(seed);
    PriorityQueue<Deadline> plain = new PriorityQueue<>(Deadlines.IN_ORDER);
    Deadlines deadlines = new Deadlines(Chunks.heap());
    long nowMs = 1_000 * DAY_MS;
    Section held = null;
    List<Deadline> expected = List.of();
    int mostOnHeap = 0;
    for (int step = 0; step < 40_000; step++) {
      String where = spread + " seed " + seed + " step " + step;
      if (random.nextInt(10) < 6) {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        long dueMs = dueMs(spread, step, nowMs, random);
        plain.add(new Deadline(dueMs, deadlines.nextOrder(), kind, "id" + step));
        deadlines.add(dueMs, kind, "id" + step);
      } else {
        nowMs += random.nextInt(200_000);
        Deadline due = plain.peek() == null || plain.peek().dueMs() > nowMs ? null : plain.poll();
        assertEquals(due, deadlines.takeDue(nowMs), where);
      }
      if (step % 5_000 == 2_000) {
        held = deadlines.freeze("any");
        expected = inOrder(plain);
      } else if (step % 5_000 == 2_900 && held != null) {
        assertEquals(expected, written(held), where);
        held.release();
      } else if (step % 10_000 == 9_999) {
        deadlines = restored(deadlines, random.nextBoolean() ? null : random);
      }
      assertEquals(
          plain.isEmpty() ? Long.MAX_VALUE : plain.peek().dueMs(), deadlines.nextDueMs(), where);
      assertEquals(plain.size(), deadlines.size(), where);
      mostOnHeap = Math.max(mostOnHeap, deadlines.onHeap());
    }
    assertEquals(spread == Spread.WILD, mostOnHeap > 2_000, mostOnHeap + " on the heap");
    assertEquals(inOrder(plain), written(deadlines.freeze("any")), "seed " + seed);
    while (!plain.isEmpty()) {
      assertEquals(plain.poll(), deadlines.takeDue(Long.MAX_VALUE), "seed " + seed);
    }
    assertNull(deadlines.takeDue(Long.MAX_VALUE));
  }

  private static long dueMs(Spread spread, int step, long nowMs, Random random) {
    return switch (spread) {
      case USUAL ->
          random.nextInt(3) == 0
              ? nowMs + 3_600_000L * (1 + random.nextInt(3))
              : (nowMs / DAY_MS + 1 + random.nextInt(90)) * DAY_MS;
      case EQUAL -> (nowMs / DAY_MS + random.nextInt(3)) * DAY_MS;
      case WILD ->
          random.nextBoolean()
              ? nowMs + Math.abs(random.nextLong() % (100 * DAY_MS)) - DAY_MS
              : (60_000 - step) * DAY_MS;
    };
  }

  /** As a node that starts from the snapshot; from one of an earlier release if shuffled. */
  private static Deadlines restored(Deadlines from, Random shuffling) {
    List<Deadline> written = written(from.freeze("any"));
    if (shuffling != null) {
      Collections.shuffle(written, shuffling);
    }
    Deadlines restored = new Deadlines(Chunks.heap());
    written.forEach(restored::load);
    restored.loadNextOrder(from.nextOrder());
    restored.loaded();
    return restored;
  }

  @Test
  void fewRunsTakeWhatIsUsual() {
    Random random = new Random(8);
    Deadlines deadlines = new Deadlines(Chunks.heap());
    long nowMs = 1_000 * DAY_MS;
    for (int i = 0; i < 200_000; i++) {
      nowMs += random.nextInt(2_000);
      deadlines.add(dueMs(Spread.USUAL, i, nowMs, random), Kind.HOLD, "id" + i);
      if (i % 2 == 0) {
        deadlines.takeDue(nowMs);
      }
    }
    assertEquals(0, deadlines.onHeap());
    Deadlines older = restored(deadlines, random);
    assertEquals(0, older.onHeap(), "what an earlier release wrote is put in order");
    assertEquals(written(deadlines.freeze("any")), written(older.freeze("any")));
  }

  private static List<Deadline> inOrder(PriorityQueue<Deadline> plain) {
    List<Deadline> all = new ArrayList<>(plain);
    all.sort(Deadlines.IN_ORDER);
    return all;
  }

  private static List<Deadline> written(Section section) {
    List<Deadline> all = new ArrayList<>();
    section.writeTo(Section.loader(CODEC, all::add));
    return all;
  }
}
