package org.dualchannel.faultsim;

import java.util.ArrayList;
import java.util.List;

/**
 * Packs of each line of a prescription in one number: line 1 in the lowest four bits, and so on.
 */
final class Amounts {
  /** Most lines. */
  static final int LINES = 4;

  /** Most packs of a line. */
  static final int MOST = 7;

  private Amounts() {}

  /** So many packs of one line. */
  static int of(int line, int packs) {
    return packs << 4 * (line - 1);
  }

  /** The packs of one line. */
  static int at(int amounts, int line) {
    return amounts >>> 4 * (line - 1) & 0xF;
  }

  /** The lines of which there is any, bit 0 for line 1. */
  static int lines(int amounts) {
    int mask = 0;
    for (int line = 1; line <= LINES; line++) {
      mask |= at(amounts, line) > 0 ? 1 << (line - 1) : 0;
    }
    return mask;
  }

  /** Whether there is no more of any line than in the other. */
  static boolean within(int some, int whole) {
    for (int line = 1; line <= LINES; line++) {
      if (at(some, line) > at(whole, line)) {
        return false;
      }
    }
    return true;
  }

  /** Those of some lines only. */
  static int of(int amounts, List<Integer> lines) {
    int some = 0;
    for (int line : lines) {
      some |= of(line, at(amounts, line));
    }
    return some;
  }

  /** The numbers of the lines of which there is any. */
  static List<Integer> numbers(int amounts) {
    List<Integer> numbers = new ArrayList<>();
    for (int line = 1; line <= LINES; line++) {
      if (at(amounts, line) > 0) {
        numbers.add(line);
      }
    }
    return numbers;
  }
}
