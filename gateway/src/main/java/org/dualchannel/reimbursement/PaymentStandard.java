package org.dualchannel.reimbursement;

import org.dualchannel.rules.Rule;

/**
 * The price up to which insurance shares the cost of a product of a centrally purchased generic
 * name. What lies above is self-paid (S4-31); below it the actual price counts (S4-32): both happen
 * in {@link Waterfall}, which takes the standard per line.
 */
public final class PaymentStandard {
  private PaymentStandard() {}

  /** Where a product stands among those of its generic name. Append only. */
  public enum ProductTier {
    /** Won the purchase. */
    SELECTED,
    /** Originator. */
    ORIGINATOR,
    /** Reference product. */
    REFERENCE,
    /** Generic that passed the consistency evaluation. */
    PASSED,
    /** Generic that has not passed. */
    NON_PASSED
  }

  /**
   * The standard for one pack.
   *
   * @param tier where the product stands; null when its generic name is not centrally purchased
   * @param selectedPrice the selected price; null when its generic name is not centrally purchased
   * @param ownStandard the product's own standard, such as a negotiated price; null = none
   * @return null when no standard applies
   */
  @Rule({"S4-29", "S4-30", "S4-33"})
  public static Amount of(ProductTier tier, Amount selectedPrice, Amount ownStandard) {
    if (tier == null || selectedPrice == null) {
      return ownStandard;
    }
    boolean lower = ownStandard != null && ownStandard.fen() < selectedPrice.fen();
    return tier == ProductTier.NON_PASSED && lower ? ownStandard : selectedPrice;
  }

  /** The highest price of one pack that a pharmacy may ask for a listed price. */
  @Rule("S4-34")
  public static long markUpLimitFen(long listedPriceFen, int markUpLimitBp) {
    return listedPriceFen + Ratio.mul(listedPriceFen, markUpLimitBp);
  }
}
