package org.dualchannel.faultsim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.decide.State;
import org.dualchannel.decide.View;
import org.dualchannel.pipeline.SteppedNode;

/** One machine: its copy of the log, its disk, its clock, and the node that runs on it. */
final class Member {
  final int id;

  // On disk, but for the entries from `durable` on.
  final List<Entry> log = new ArrayList<>();
  int durable;
  long term;
  final Shelf shelf = new Shelf();

  // In memory, lost with a crash.
  boolean up = true;
  int run; // counts starts: what was meant for an earlier run is void
  boolean leader;
  int leaderHint = -1;
  int commit;
  int termStart; // of a leader: entries up to its own first one
  final int[] match; // of a leader: entries durable on the others, as far as it knows
  int readyAt = -1; // entries to deliver before calls are taken; -1 while not known
  int delivered;
  int fsyncs; // counts fsyncs made void by a truncation
  boolean fsyncing;
  boolean delivering;
  boolean replicating;
  boolean flushing;
  final ArrayDeque<byte[]> outbox = new ArrayDeque<>();
  long heardMs;
  long marked; // the record after which a snapshot was asked for last
  SteppedNode node;
  State state;
  View view;

  // The machine's own.
  long clockOffsetMs;
  long slowUntilMs;

  Member(int id, int members) {
    this.id = id;
    match = new int[members];
  }

  long lastTerm() {
    return log.isEmpty() ? 0 : log.get(log.size() - 1).term();
  }

  long lastTimeMs() {
    return log.isEmpty() ? 0 : log.get(log.size() - 1).timeMs();
  }

  void truncate(int length) {
    log.subList(length, log.size()).clear();
    durable = Math.min(durable, length);
    delivered = Math.min(delivered, length);
    fsyncs++;
    fsyncing = false;
  }

  /** The process dies; of what was not fsynced, the disk has kept the first {@code kept}. */
  void die(int kept) {
    up = false;
    run++;
    truncate(durable + kept);
    durable = log.size();
    leader = false;
    leaderHint = -1;
    commit = 0;
    readyAt = -1;
    delivered = 0;
    delivering = false;
    replicating = false;
    flushing = false;
    outbox.clear();
    node = null;
    view = null;
    state.close();
    state = null;
  }

  boolean ready() {
    return up && node.ready();
  }
}
