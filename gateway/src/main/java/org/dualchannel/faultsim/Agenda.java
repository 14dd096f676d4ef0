package org.dualchannel.faultsim;

import java.util.PriorityQueue;

/** What happens next, in simulated time; what is due at once happens in the order of its entry. */
final class Agenda {
  private record Item(long atMs, long order, Runnable action) implements Comparable<Item> {
    @Override
    public int compareTo(Item other) {
      int byTime = Long.compare(atMs, other.atMs);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Item> items = new PriorityQueue<>();
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
