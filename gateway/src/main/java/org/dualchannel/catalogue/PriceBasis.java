package org.dualchannel.catalogue;

/**
 * What the payment standard (医保支付标准) of a drug is derived from (S4-29 to S4-34).
 *
 * @param tier place among the products of its generic name; null when outside volume-based
 *     procurement
 * @param selectedPriceFen selected price (中选价) of the same generic name, in fen a unit; 0 = none
 * @param standardFen payment standard of its own, in fen a unit: for a negotiated drug its
 *     negotiated price; 0 = none
 */
public record PriceBasis(QualityTier tier, long selectedPriceFen, long standardFen) {

  /** A drug that is paid by its actual price. */
  public static final PriceBasis NONE = new PriceBasis(null, 0, 0);
}
