package org.dualchannel.reimbursement;

import org.dualchannel.catalogue.QualityTier;
import org.dualchannel.rules.Rule;

/**
 * The price up to which insurance shares the cost of a product of a centrally purchased generic
 * name. What lies above is self-paid (S4-31); below it the actual price counts (S4-32): both happen
 * in {@link Waterfall}, which takes the standard per line.
 */
public final class PaymentStandard {
  private PaymentStandard() {}

  /**
   * The standard for one pack.
   *
   * @param tier where the product stands; null when its generic name is not centrally purchased
   * @param selectedPrice the selected price; null when its generic name is not centrally purchased
   * @param ownStandard the product's own standard, such as a negotiated price; null = none
   * @return null when no standard applies
   */
  @Rule({"S4-29", "S4-30", "S4-33"})
  public static Amount of(QualityTier tier, Amount selectedPrice, Amount ownStandard) {
    if (tier == null || selectedPrice == null) {
      return ownStandard;
    }
    boolean lower = ownStandard != null && ownStandard.fen() < selectedPrice.fen();
    return tier == QualityTier.NON_PASSED && lower ? ownStandard : selectedPrice;
  }

  /** The highest price of one pack that a pharmacy may ask for a listed price. */
  @Rule("S4-34")
  public static long markUpLimitFen(long listedPriceFen, int markUpLimitBp) {
    return listedPriceFen + Ratio.mul(listedPriceFen, markUpLimitBp);
  }
}
