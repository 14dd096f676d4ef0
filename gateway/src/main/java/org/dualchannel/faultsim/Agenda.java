package org.dualchannel.faultsim;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What happens next, in simulated time; what is due at once happens in the order of its entry. */
final class Agenda {
  private record Item(long atMs, long order, Runnable action) {}

  private final PriorityQueue<Item> items =
      new PriorityQueue<>(Comparator.comparingLong(Item::atMs).thenComparingLong(Item::order));
  private long order;
  private long nowMs;

  long nowMs() {
    return nowMs;
  }

  void in(long delayMs, Runnable action) {
    items.add(new Item(nowMs + delayMs, order++, action));
  }

  /** Lets the next thing happen; false when there is none. */
  boolean step() {
    Item next = items.poll();
    if (next == null) {
      return false;
    }
    nowMs = next.atMs();
    next.action().run();
    return true;
  }
}
