package org.dualchannel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.dualchannel.snapshot.SnapshotHeader;
import org.dualchannel.store.Section;

/** One snapshot: put together by three stages of the ring, each at its own time. */
final class SnapshotInProgress {
  private static final int PARTS = 3;

  final long position;
  private final AtomicInteger missing = new AtomicInteger(PARTS);
  private final List<Section> sections = new ArrayList<>();
  private boolean given; // up, by a stage
  private long index;
  private long timeMs;
  private byte[] ledgerHash;

  SnapshotInProgress(long position) {
    this.position = position;
  }

  synchronized void add(List<Section> more) {
    sections.addAll(more);
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
