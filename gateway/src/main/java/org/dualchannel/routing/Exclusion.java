package org.dualchannel.routing;

import java.util.List;

/** Why a pharmacy was left out. Appended to, never reordered. */
public enum Exclusion {
  NOT_REGISTERED("S2-5"),
  NOT_QUALIFIED("S2-5"),
  NOT_DESIGNATED("S2-6"),
  NO_STOCK("S2-5"),
  NO_COLD_CHAIN("S2-5"),
  TOO_FAR,
  PRICE_OVER_LIMIT("S4-34"),
  OVERLOADED;

  private final List<String> rules;

  Exclusion(String... rules) {
    this.rules = List.of(rules);
  }

  /** The rules behind it; empty when it is a matter of service. */
  public List<String> rules() {
    return rules;
  }
}
