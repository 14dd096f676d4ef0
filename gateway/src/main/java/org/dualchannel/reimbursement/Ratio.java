package org.dualchannel.reimbursement;

/**
 * The two multiplications of a settlement, both rounded half up, neither able to overflow early.
 */
public final class Ratio {
  /** 100 % in basis points, and 1 in quantities. */
  public static final int ONE = 10_000;

  private Ratio() {}

  /** {@code fen · bp / 10,000}, rounded half up; {@code fen} and {@code bp} are at least 0. */
  public static long mul(long fen, int bp) {
    // Split, so that the product of the whole never needs to fit.
    return fen / ONE * bp + (fen % ONE * bp + ONE / 2) / ONE;
  }

  /** The price of a quantity in 1/10,000 packs, rounded half up to the fen. */
  public static long price(long priceFen, long quantityE4) {
    long whole = Math.multiplyExact(priceFen, quantityE4 / ONE);
    long part = Math.multiplyExact(priceFen, quantityE4 % ONE);
    return Math.addExact(whole, Math.addExact(part, ONE / 2) / ONE);
  }
}
