package org.dualchannel.reimbursement;

import java.math.BigInteger;

/**
 * Splits an amount over lines: in proportion to weights, each share rounded half up, the last line
 * that has a weight taking what is left.
 *
 * <p>Two things can go wrong with that alone, and both are settled here. Shares rounded up may add
 * up to more than the amount, which would leave the last line a negative one: no share takes more
 * than what is left. And a payer that comes late may be due, by proportion, more than a line still
 * owes, because an earlier payer took all of that line: no share exceeds the line's room, and what
 * does not fit goes to the last line with room, then to the one before it, and so on. Where the
 * plain proportion fits, it stands.
 */
final class Allocation {
  private Allocation() {}

  /**
   * The shares of an amount.
   *
   * @param total the amount, at most the sum of {@code room}
   * @param weights at least 0 each; a line of weight 0 has no room
   * @param room the most that each line can take
   */
  static long[] share(long total, long[] weights, long[] room) {
    long[] shares = new long[weights.length];
    long sum = 0;
    int last = -1;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      last = weights[i] > 0 ? i : last;
    }
    long left = total;
    for (int i = 0; i <= last; i++) {
      long due = i == last ? left : proportion(total, weights[i], sum);
      shares[i] = Math.min(Math.min(due, left), room[i]);
      left -= shares[i];
    }
    for (int i = last; i >= 0 && left > 0; i--) {
      long more = Math.min(left, room[i] - shares[i]);
      shares[i] += more;
      left -= more;
    }
    if (left != 0) {
      throw new IllegalStateException("allocation: " + left + " fen left (expected: 0)");
    }
    return shares;
  }

  /** {@code amount · part / whole}, rounded half up; 0 when the whole is 0. */
  static long proportion(long amount, long part, long whole) {
    if (whole == 0) {
      return 0;
    }
    if (Math.multiplyHigh(amount, part) == 0 && amount * part >= 0) {
      long product = amount * part;
      long quotient = product / whole;
      return product - quotient * whole >= whole - whole / 2 ? quotient + 1 : quotient;
    }
    return BigInteger.valueOf(amount)
        .multiply(BigInteger.valueOf(part))
        .shiftLeft(1)
        .add(BigInteger.valueOf(whole))
        .divide(BigInteger.valueOf(whole).shiftLeft(1))
        .longValueExact();
  }
}
