package org.dualchannel.reimbursement;

/**
 * An amount that may be absent: a nullable {@code Amount} is a limit that may not exist, or a fact
 * that may not be known.
 *
 * @param fen the amount, at least 0
 */
public record Amount(long fen) {
  /** The amount of so many fen. */
  public static Amount ofFen(long fen) {
    return new Amount(fen);
  }

  /** The amount of so many whole yuan. */
  public static Amount ofYuan(long yuan) {
    return new Amount(yuan * 100);
  }
}
