package org.dualchannel.cli.load;

import org.dualchannel.v1.StockItem;

/**
 * Stock of one drug.
 *
 * @param area pooling area in which the dispenser lies
 * @param dispenser code of the pharmacy or hospital
 */
public record AreaStock(String area, String dispenser, StockItem item) {}
