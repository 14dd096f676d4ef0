package org.dualchannel.decide;

/**
 * Which version of the rules decides. A release decides by the version that the log has activated,
 * and not by its own newest: so members of different releases decide alike, and an old log is
 * decided as it was.
 *
 * <p>A rule that changes keeps its old form beside the new one and asks {@code
 * turn.state.logic.active()} which of them applies. Read by any thread, changed by the decider.
 */
public final class Logic {
  /** By which every log begins. */
  public static final int FIRST = 1;

  /** The newest that this release knows. */
  public static final int NEWEST = 1;

  private int newest = NEWEST;
  private volatile int active = FIRST;

  Logic() {}

  /** The version that decides now. */
  public int active() {
    return active;
  }

  /** For tests: as a release that knows other versions. */
  void knowing(int newestKnown) {
    newest = newestKnown;
  }

  /**
   * From the next record on, this version decides. One that is not newer than the present one
   * changes nothing.
   *
   * @throws IllegalStateException when this release does not know it: it may not go on
   */
  void activate(int version) {
    if (version > newest) {
      throw new IllegalStateException(
          "from here on the log is decided by logic "
              + version
              + ", and this release knows none after "
              + newest
              + ": run a newer release");
    }
    active = Math.max(active, version);
  }
}
