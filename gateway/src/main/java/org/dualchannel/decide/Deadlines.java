package org.dualchannel.decide;

import java.util.AbstractList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What has to happen at a later log time. Derived from the state: each entry is set together with
 * the change that it belongs to. An entry that no longer matters is left in the queue and found
 * idle when its time comes.
 */
final class Deadlines {

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

  private final PriorityQueue<Deadline> queue =
      new PriorityQueue<>(
          Comparator.comparingLong(Deadline::dueMs).thenComparingLong(Deadline::order));
  private long nextOrder;
  private volatile long nextDueMs = Long.MAX_VALUE;

  void add(long dueMs, Kind kind, String id) {
    queue.add(new Deadline(dueMs, nextOrder++, kind, id));
    nextDueMs = queue.peek().dueMs();
  }

  /** Takes the next deadline that is due; null when none is. */
  Deadline takeDue(long timeMs) {
    Deadline next = queue.peek();
    if (next == null || next.dueMs() > timeMs) {
      return null;
    }
    queue.poll();
    nextDueMs = queue.isEmpty() ? Long.MAX_VALUE : queue.peek().dueMs();
    return next;
  }

  /** When the next deadline is due; {@code Long.MAX_VALUE} when there is none. Any thread. */
  long nextDueMs() {
    return nextDueMs;
  }

  /** Every deadline, in no order. An untyped copy, or every element would be looked at. */
  List<Deadline> fixed() {
    Object[] fixed = queue.toArray();
    return new AbstractList<>() {
      @Override
      public Deadline get(int i) {
        return (Deadline) fixed[i];
      }

      @Override
      public int size() {
        return fixed.length;
      }
    };
  }

  /** The order that the next deadline gets. */
  long nextOrder() {
    return nextOrder;
  }

  /** Sets a deadline again as it was. */
  void load(Deadline deadline) {
    queue.add(deadline);
    nextDueMs = queue.peek().dueMs();
  }

  void loadNextOrder(long order) {
    nextOrder = order;
  }

  int size() {
    return queue.size();
  }
}
