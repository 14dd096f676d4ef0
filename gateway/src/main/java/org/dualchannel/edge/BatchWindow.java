package org.dualchannel.edge;

/**
 * How many batches of one stream may be under way: fewer as soon as items of one were refused for
 * lack of room, and one more after a while without. A stream that went on with as many as before
 * would have the same part of each batch refused, and keep the node busy with refusing. Not
 * thread-safe.
 */
final class BatchWindow {
  /** Batches without a refusal after which one more is tried. */
  static final int GROW_AFTER = 32;

  private final int most;
  private int size;
  private int asked;
  private int clean;

  /**
   * A window that is open as wide as it can be.
   *
   * @param most batches under way at most; so many have been asked for
   */
  BatchWindow(int most) {
    this.most = most;
    this.size = most;
    this.asked = most;
  }

  /**
   * A batch was answered.
   *
   * @param refused whether there was no room for some of it
   * @return how many more batches to ask for
   */
  int answered(boolean refused) {
    asked--;
    if (refused) {
      clean = 0;
      size = Math.max(1, size - 1);
    } else if (++clean == GROW_AFTER) {
      clean = 0;
      size = Math.min(most, size + 1);
    }
    int more = Math.max(0, size - asked);
    asked += more;
    return more;
  }
}
