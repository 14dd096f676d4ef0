package org.dualchannel.pipeline;

/**
 * When to freeze what a snapshot freezes without writing one: a few times among the first records
 * after a start.
 *
 * <p>The compiler leaves out branches that were never taken. Without this the first snapshot throws
 * away the compiled code of every stage, at whatever load there is then, and latency is hundreds of
 * milliseconds until it is compiled again (docs/decisions/0021).
 */
final class Rehearsal {
  /** Decisions while the tables stay frozen; they are merged with the next ones. */
  static final int DECISIONS = 256;

  /** Records after which it is due: before, while and after the stages are first compiled. */
  private static final long[] AFTER = {500, 1_500, 5_000, 15_000};

  private long records;
  private int done;

  /** Counts a record; whether it is due after this one. */
  boolean isDue() {
    if (done == AFTER.length || ++records < AFTER[done]) {
      return false;
    }
    done++;
    return true;
  }
}
