package org.dualchannel.supervision;

import java.math.BigInteger;

/** Multiplies and divides in one step, without overflow. */
final class Proportion {
  private Proportion() {}

  /** {@code amount · part / whole} rounded half up; all at least 0, the whole more. */
  static long of(long amount, long part, long whole) {
    BigInteger twice = BigInteger.valueOf(whole).shiftLeft(1);
    return BigInteger.valueOf(amount)
        .multiply(BigInteger.valueOf(part))
        .shiftLeft(1)
        .add(BigInteger.valueOf(whole))
        .divide(twice)
        .longValueExact();
  }
}
