package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.dualchannel.codec.ByteSink;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.decide.Deadlines.Deadline;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.FrozenQueue;
import org.dualchannel.store.Section;

/**
 * The deadlines of one moment, for a snapshot. Merged to one order while they are written: how they
 * lie in runs depends on what came before, and a snapshot is to hold the state alone.
 *
 * @param runs each in order
 * @param others further ones in no order; untyped, since copying them is to look at none
 */
record FrozenDeadlines(
    String name, RecordCodec<Deadline> codec, List<FrozenQueue<Deadline>> runs, Object[] others)
    implements Section {

  /** A run that is being read. */
  private static final class Reading {
    private final Iterator<Deadline> rest;
    private Deadline first;

    Reading(Iterator<Deadline> notEmpty) {
      rest = notEmpty;
      first = rest.next();
    }

    Deadline first() {
      return first;
    }

    boolean goOn() {
      first = rest.hasNext() ? rest.next() : null;
      return first != null;
    }
  }

  @Override
  public void writeTo(EntryConsumer out) {
    PriorityQueue<Reading> byFirst =
        new PriorityQueue<>(Comparator.comparing(Reading::first, Deadlines.IN_ORDER));
    for (Iterable<Deadline> each : all()) {
      Iterator<Deadline> deadlines = each.iterator();
      if (deadlines.hasNext()) {
        byFirst.add(new Reading(deadlines));
      }
    }
    ByteSink sink = new ByteSink();
    byte[] noKey = new byte[0];
    while (!byFirst.isEmpty()) {
      Reading next = byFirst.poll();
      sink.reset();
      codec.encode(next.first(), sink);
      out.entry(noKey, 0, sink.array(), sink.length());
      if (next.goOn()) {
        byFirst.add(next);
      }
    }
  }

  private List<Iterable<Deadline>> all() {
    List<Iterable<Deadline>> all = new ArrayList<>(runs);
    Deadline[] sorted = Arrays.copyOf(others, others.length, Deadline[].class);
    Arrays.sort(sorted, Deadlines.IN_ORDER);
    all.add(List.of(sorted));
    return all;
  }

  @Override
  public void release() {
    runs.forEach(FrozenQueue::release);
  }
}
