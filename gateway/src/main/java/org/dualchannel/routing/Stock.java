package org.dualchannel.routing;

/**
 * What a pharmacy has of one drug, as it reported and less what it has dispensed since.
 *
 * @param quantityE4 1/10,000 units
 * @param priceFen retail price of one unit
 * @param reportedMs log time of the report
 */
public record Stock(long quantityE4, long priceFen, long reportedMs) {
  public Stock minus(long takenE4) {
    return new Stock(Math.max(0, quantityE4 - takenE4), priceFen, reportedMs);
  }

  public Stock plus(long givenE4) {
    return new Stock(quantityE4 + givenE4, priceFen, reportedMs);
  }
}
