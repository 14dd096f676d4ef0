package org.dualchannel.pipeline;

import org.dualchannel.decide.DeciderParts;

/**
 * What is decided while the tables are frozen, and how it gets back into them: with each later
 * decision some entries. Of the decider's stage.
 */
final class Overlays {
  /** Entries merged with one decision. */
  private static final int MERGED_AT_ONCE = 32;

  /** Entries left to merge that the next snapshot waits for, in one go. */
  private static final int MERGED_AT_LAST = 10_000;

  /**
   * Entries on the heap beyond which a snapshot is given up: the disk is too slow for it. One for 2
   * KiB of heap, so that they take a quarter of it or so.
   */
  static final long MOST = Runtime.getRuntime().maxMemory() / 2_048;

  /** Decisions between two looks at that. */
  private static final int LOOK_EVERY = 1_024;

  private final DeciderParts parts;
  private final long most;
  private boolean merging;
  private int decisions;
  private SnapshotInProgress rehearsed; // null when none is frozen
  private int rehearsalLeft; // decisions
  private volatile boolean growing;

  /**
   * Nothing is frozen.
   *
   * @param most entries beyond which a snapshot is given up; beyond a quarter of them it rests no
   *     more
   */
  Overlays(DeciderParts parts, long most) {
    this.parts = parts;
    this.most = most;
  }

  /** Freezes the state, which must be merged. */
  void freeze(SnapshotInProgress snapshot) {
    merging = true;
    growing = false;
    snapshot.add(parts.freeze());
    if (snapshot.rehearsal) {
      rehearsed = snapshot;
      rehearsalLeft = Rehearsal.DECISIONS;
    }
  }

  /** Whether everything is merged, now if little is left; a rehearsal makes way. */
  boolean merged() {
    endRehearsal();
    if (merging && parts.overlaid() <= MERGED_AT_LAST) {
      merging = parts.merge(2 * MERGED_AT_LAST);
    }
    return !merging;
  }

  /**
   * Merges some, after a decision.
   *
   * @param writing whether a snapshot is being written
   * @return whether too much waits for that
   */
  boolean merge(boolean writing) {
    if (!merging) {
      return false;
    }
    if (rehearsed != null && --rehearsalLeft == 0) {
      endRehearsal();
    }
    long overlaid = ++decisions % LOOK_EVERY == 0 && writing ? parts.overlaid() : 0;
    if (overlaid > most / 4) {
      growing = true;
    }
    merging = parts.merge(MERGED_AT_ONCE) || writing;
    return overlaid > most;
  }

  /** Whether so much waits for the snapshot under way that it should hurry. Any thread. */
  boolean growing() {
    return growing;
  }

  private void endRehearsal() {
    if (rehearsed != null) {
      rehearsed.release();
      rehearsed = null;
    }
  }
}
