package org.dualchannel.routing;

/**
 * What a pharmacy has of one drug, as it reported and less what it has dispensed since.
 *
 * @param quantityE4 1/10,000 units
 * @param priceFen retail price of one unit
 * @param asOfMs when it was counted
 */
public record Stock(long quantityE4, long priceFen, long asOfMs) {
  public Stock minus(long takenE4) {
    return new Stock(Math.max(0, quantityE4 - takenE4), priceFen, asOfMs);
  }
}
