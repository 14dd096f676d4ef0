package org.dualchannel.routing;

import java.util.List;

/** Why a pharmacy was left out. Appended to, never reordered. */
public enum Exclusion {
  NOT_REGISTERED("S2-5"),
  NOT_QUALIFIED("S2-5"),
  NOT_DESIGNATED("S2-6"),
  NO_COLD_CHAIN("S2-5"),
  STOCK_UNKNOWN("S2-5"),
  OUT_OF_STOCK("S2-5"),
  PRICE_OVER_LIMIT("S4-34"),
  TOO_FAR,
  FULLY_LOADED,
  RANKED_TOO_LOW;

  private final List<String> rules;

  Exclusion(String... rules) {
    this.rules = List.of(rules);
  }

  /** The rules behind it; empty when it is a matter of service. */
  public List<String> rules() {
    return rules;
  }
}
