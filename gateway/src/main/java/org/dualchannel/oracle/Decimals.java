package org.dualchannel.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/** Exact decimals: ratios in basis points, rounding half up, and shares of a total. */
final class Decimals {
  static final BigDecimal TEN_THOUSAND = BigDecimal.valueOf(10_000);

  private Decimals() {}

  /** In proportion, half up, the last weighted line the rest; what cannot stand moves backwards. */
  static BigDecimal[] split(BigDecimal total, BigDecimal[] weights, BigDecimal[] room) {
    int n = weights.length;
    BigDecimal[] shares = zeros(n);
    BigDecimal sum = BigDecimal.ZERO;
    int last = -1;
    for (int i = 0; i < n; i++) {
      sum = sum.add(weights[i]);
      if (weights[i].signum() > 0) {
        last = i;
      }
    }
    BigDecimal given = BigDecimal.ZERO;
    for (int i = 0; i <= last; i++) {
      BigDecimal due = total.subtract(given);
      if (i < last) {
        due = due.min(total.multiply(weights[i]).divide(sum, 0, RoundingMode.HALF_UP));
      }
      shares[i] = due.min(room[i]);
      given = given.add(shares[i]);
    }
    for (int i = last; i >= 0; i--) {
      BigDecimal extra = total.subtract(given).min(room[i].subtract(shares[i]));
      shares[i] = shares[i].add(extra);
      given = given.add(extra);
    }
    if (given.compareTo(total) != 0) {
      throw new IllegalStateException("given " + given + " of " + total);
    }
    return shares;
  }

  static BigDecimal bp(BigDecimal x, int bp) {
    return halfUp(x.multiply(BigDecimal.valueOf(bp)).movePointLeft(4));
  }

  static BigDecimal halfUp(BigDecimal x) {
    return x.setScale(0, RoundingMode.HALF_UP);
  }

  static BigDecimal[] zeros(int n) {
    BigDecimal[] zeros = new BigDecimal[n];
    Arrays.fill(zeros, BigDecimal.ZERO);
    return zeros;
  }
}
