package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.store.Chunks;
import org.dualchannel.store.EncodedQueue;
import org.dualchannel.store.Section;

/**
 * What has to happen at a later log time. Derived from the state: each entry is set together with
 * the change that it belongs to. An entry that no longer matters is left in the queue and found
 * idle when its time comes.
 *
 * <p>Most deadlines are one of few spans after the present, or the beginning of one of few days. So
 * they make a small number of runs, each in order: a deadline is appended to the run whose last one
 * is the latest before it, and begins another run when all of them end later. Runs are encoded and
 * beside the heap, where the deadlines of every open prescription would be the collector's work.
 * What finds no run once there are {@link #MOST_RUNS} is kept on the heap.
 */
final class Deadlines {
  /** More than there are days that something can be due in, and spans. */
  static final int MOST_RUNS = 1_024;

  private static final RecordCodec<Deadline> CODEC = RecordCodec.of(Deadline.class);
  static final Comparator<Deadline> IN_ORDER =
      Comparator.comparingLong(Deadline::dueMs).thenComparingLong(Deadline::order);

  /** What a deadline is about. */
  enum Kind {
    HOLD,
    PRESCRIPTION,
    SUPPLY_TASK,
    OWED,
    REPEAT,
    ENROLMENT
  }

  /** One deadline; {@code order} keeps equal times in the order in which they were set. */
  record Deadline(long dueMs, long order, Kind kind, String id) {}

  private final Chunks chunks;
  private final List<Run> runs = new ArrayList<>(); // the one that ends first comes first
  private final PriorityQueue<Run> byFirst =
      new PriorityQueue<>(Comparator.comparing(Run::first, IN_ORDER));
  private final PriorityQueue<Deadline> others = new PriorityQueue<>(IN_ORDER);
  private int size;
  private long nextOrder;
  private volatile long nextDueMs = Long.MAX_VALUE;

  /** Deadlines in order; never empty. */
  private final class Run {
    private final EncodedQueue<Deadline> queue = new EncodedQueue<>(chunks, CODEC);
    private Deadline last;

    Deadline first() {
      return queue.peek();
    }

    void add(Deadline deadline) {
      queue.add(deadline);
      last = deadline;
    }
  }

  Deadlines(Chunks chunks) {
    this.chunks = chunks;
  }

  void add(long dueMs, Kind kind, String id) {
    add(new Deadline(dueMs, nextOrder++, kind, id), MOST_RUNS);
  }

  private void add(Deadline deadline, int mostRuns) {
    int behind = runsThatEndBefore(deadline);
    if (behind > 0) {
      runs.get(behind - 1).add(deadline); // the next run ends later still
    } else if (runs.size() < mostRuns) {
      Run run = new Run();
      run.add(deadline);
      runs.add(0, run);
      byFirst.add(run);
    } else {
      others.add(deadline);
    }
    size++;
    if (deadline.dueMs() < nextDueMs) {
      nextDueMs = deadline.dueMs();
    }
  }

  private int runsThatEndBefore(Deadline deadline) {
    int from = 0;
    int to = runs.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (IN_ORDER.compare(runs.get(middle).last, deadline) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  /** Takes the next deadline that is due; null when none is. */
  Deadline takeDue(long timeMs) {
    if (nextDueMs > timeMs || size == 0) {
      return null;
    }
    Run run = byFirst.peek();
    Deadline other = others.peek();
    Deadline next;
    if (run == null || other != null && IN_ORDER.compare(other, run.first()) < 0) {
      next = others.poll();
    } else {
      next = run.first();
      byFirst.poll();
      run.queue.poll();
      if (run.queue.size() > 0) {
        byFirst.add(run);
      } else {
        runs.remove(run);
      }
    }
    size--;
    nextDueMs = firstDueMs();
    return next;
  }

  private long firstDueMs() {
    long inRuns = byFirst.isEmpty() ? Long.MAX_VALUE : byFirst.peek().first().dueMs();
    return others.isEmpty() ? inRuns : Math.min(inRuns, others.peek().dueMs());
  }

  /** When the next deadline is due; {@code Long.MAX_VALUE} when there is none. Any thread. */
  long nextDueMs() {
    return nextDueMs;
  }

  /** Every deadline as it is now, in order, however they lie here. */
  Section freeze(String name) {
    return new FrozenDeadlines(
        name, CODEC, runs.stream().map(run -> run.queue.freeze()).toList(), others.toArray());
  }

  /** The order that the next deadline gets. */
  long nextOrder() {
    return nextOrder;
  }

  /** Sets a deadline again as it was. Those of a snapshot come in order and make one run. */
  void load(Deadline deadline) {
    add(deadline, 1);
  }

  /** Earlier releases wrote them in no order; most were put on the heap then. */
  void loaded() {
    Deadline[] inNoRun = others.toArray(new Deadline[0]);
    Arrays.sort(inNoRun, IN_ORDER);
    others.clear();
    size -= inNoRun.length;
    for (Deadline each : inNoRun) {
      add(each, MOST_RUNS);
    }
  }

  void loadNextOrder(long order) {
    nextOrder = order;
  }

  int size() {
    return size;
  }

  /** Deadlines that are in no run; for tests. */
  int onHeap() {
    return others.size();
  }
}
