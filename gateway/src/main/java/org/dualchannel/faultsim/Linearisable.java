package org.dualchannel.faultsim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for an order of a history in which a prescription, as {@link PaperModel} has it, could have
 * taken every happening with its answer, and in which what was answered before something else was
 * asked comes before it. A happening without an answer may have come at any time after it was
 * asked, or never.
 *
 * <p>The search is that of Wing and Gong with the memory of Lowe: a set of happenings done, with
 * the state that they led to, is gone on from once.
 */
final class Linearisable {
  /** The longest history that is searched. */
  static final int MOST = 62;

  private record Visited(long done, PaperModel state) {}

  private final List<Happening> history;
  private final long[] before;
  private final Set<Visited> visited = new HashSet<>();
  private long mustBeDone;

  private Linearisable(List<Happening> happenings) {
    if (happenings.size() > MOST) {
      throw new IllegalArgumentException("a history has at most " + MOST + " happenings");
    }
    history = new ArrayList<>(happenings);
    history.sort(
        Comparator.comparingLong(
            each -> each.known() ? each.answer().completed() : Long.MAX_VALUE));
    before = new long[history.size()];
    for (int i = 0; i < before.length; i++) {
      if (history.get(i).known()) {
        mustBeDone |= 1L << i;
      }
      for (int j = 0; j < before.length; j++) {
        if (history.get(j).before(history.get(i))) {
          before[i] |= 1L << j;
        }
      }
    }
  }

  /** Whether there is such an order. */
  static boolean check(List<Happening> history) {
    return new Linearisable(history).search(0, PaperModel.NONE);
  }

  private boolean search(long done, PaperModel state) {
    if ((mustBeDone & ~done) == 0) {
      return true;
    }
    if (!visited.add(new Visited(done, state))) {
      return false;
    }
    for (int i = 0; i < before.length; i++) {
      long bit = 1L << i;
      if ((done & bit) == 0 && (before[i] & ~done) == 0) {
        PaperModel next = state.after(history.get(i));
        if (next != null && search(done | bit, next)) {
          return true;
        }
      }
    }
    return false;
  }
}
