package org.dualchannel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dualchannel.snapshot.SnapshotHeader;
import org.dualchannel.store.Section;

/** One snapshot: put together by three stages of the ring, each at its own time. */
final class SnapshotInProgress {
  private static final int PARTS = 3;

  /** Where it is in the log; that of a rehearsal means nothing. */
  final long position;

  /** Whether it is frozen and let go of, and nothing is written: {@link Rehearsal}. */
  final boolean rehearsal;

  private final AtomicInteger missing = new AtomicInteger(PARTS);
  private final List<Section> sections = new ArrayList<>();
  private boolean given; // up, by a stage
  private boolean released;
  private long index;
  private long timeMs;
  private byte[] ledgerHash;

  SnapshotInProgress(long position) {
    this(position, false);
  }

  private SnapshotInProgress(long position, boolean rehearsal) {
    this.position = position;
    this.rehearsal = rehearsal;
  }

  static SnapshotInProgress rehearsal() {
    return new SnapshotInProgress(-1, true);
  }

  synchronized void add(List<Section> more) {
    sections.addAll(more);
    if (released) {
      more.forEach(Section::release);
    }
  }

  /** Lets go of what is frozen, also of what a stage that lags behind still adds. */
  synchronized void release() {
    released = true;
    sections.forEach(Section::release);
  }

  synchronized void at(long lastIndex, long lastTimeMs) {
    index = lastIndex;
    timeMs = lastTimeMs;
  }

  synchronized void ledger(byte[] hash) {
    ledgerHash = hash;
  }

  /** There is no room for it now. */
  synchronized void giveUp() {
    given = true;
  }

  synchronized boolean givenUp() {
    return given;
  }

  /** Whether this was the last part. */
  boolean complete() {
    return missing.decrementAndGet() == 0;
  }

  synchronized SnapshotHeader header() {
    return new SnapshotHeader(position, index, timeMs, ledgerHash);
  }

  synchronized List<Section> sections() {
    return List.copyOf(sections);
  }
}
