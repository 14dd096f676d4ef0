package org.dualchannel.faultsim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The snapshots on the disk of one member, newest first. */
final class Shelf {
  /** How many are kept, as the product does by its settings. */
  private static final int KEPT = 2;

  private final List<Stored> stored = new ArrayList<>();

  /**
   * One file.
   *
   * @param position entries of the log that it holds
   * @param damaged whether its bytes are not those that were written
   */
  record Stored(int position, byte[] bytes, boolean damaged) {}

  void keep(int position, byte[] bytes) {
    stored.add(0, new Stored(position, bytes, false));
    if (stored.size() > KEPT) {
      stored.remove(KEPT);
    }
  }

  List<Stored> newestFirst() {
    return stored;
  }

  /**
   * Damages the newest: one bit turns, the end is lost, or a stretch reads as zeros.
   *
   * @return false when there is none, or it is damaged already
   */
  boolean damageNewest(Chance chance) {
    if (stored.isEmpty() || stored.get(0).damaged()) {
      return false;
    }
    Stored whole = stored.get(0);
    byte[] bytes = whole.bytes().clone();
    int at = chance.below(bytes.length);
    switch (chance.below(3)) {
      case 0 -> bytes[at] ^= (byte) (1 << chance.below(8));
      case 1 -> bytes = Arrays.copyOf(bytes, at);
      default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 512), (byte) 0);
    }
    boolean damaged = !Arrays.equals(bytes, whole.bytes());
    stored.set(0, new Stored(whole.position(), bytes, damaged));
    return damaged;
  }
}
