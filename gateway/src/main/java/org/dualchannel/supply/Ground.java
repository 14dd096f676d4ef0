package org.dualchannel.supply;

import org.dualchannel.rules.Rule;

/** Why a hospital does not supply a negotiated drug itself. Append only. */
public enum Ground {
  NOT_IN_FORMULARY,
  OUT_OF_STOCK,
  OUTSIDE_SCOPE,
  OTHER,
  /** The budget of the insurance (总额限制). Never a ground. */
  TOTAL_BUDGET,
  /** The number of drugs in the formulary (目录数量限制). Never a ground. */
  FORMULARY_COUNT,
  /** The share of drugs in the revenue (药占比). Never a ground. */
  DRUG_RATIO;

  /** Whether the drafts allow it to stand. */
  @Rule("S2-13")
  public boolean valid() {
    return this != TOTAL_BUDGET && this != FORMULARY_COUNT && this != DRUG_RATIO;
  }
}
