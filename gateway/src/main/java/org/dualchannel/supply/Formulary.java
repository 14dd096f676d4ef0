package org.dualchannel.supply;

import java.util.List;

/**
 * The negotiated drugs of one hospital, as it last reported them.
 *
 * @param items at most one for each code; what is not named is neither in scope nor stocked
 */
public record Formulary(String hospital, List<Item> items, long reportedMs) {
  /** How many drugs one formulary may name. */
  public static final int MAX_ITEMS = 2_000;

  /**
   * One negotiated drug.
   *
   * @param inScope the hospital treats what the drug is for (临床诊疗范围)
   */
  public record Item(String drug, boolean inScope, boolean stocked) {}

  public Formulary {
    items = List.copyOf(items);
  }

  public boolean stocks(String drug) {
    for (Item item : items) {
      if (item.drug().equals(drug)) {
        return item.stocked();
      }
    }
    return false;
  }
}
