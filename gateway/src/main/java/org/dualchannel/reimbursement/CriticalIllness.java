package org.dualchannel.reimbursement;

import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * Critical illness insurance of residents, or large-amount insurance of employees.
 *
 * @param field the national field that carries the payment
 * @param tiers ratios by the year's accumulated burden, ascending; empty = the scheme has none
 * @param cap what it pays in a year; null = no limit
 * @param relief easier terms for low-income groups; null = none
 */
@Rule("S2-32")
public record CriticalIllness(
    Field field, List<BurdenTier> tiers, Amount cap, LowIncomeRelief relief) {

  /** The national field that carries the payment. Append only. */
  public enum Field {
    /** {@code hifob_pay}: employees, scheme 310. */
    HIFOB,
    /** {@code hifmi_pay}: residents, scheme 390. */
    HIFMI
  }

  /**
   * One step of the table.
   *
   * @param overFen the part of the burden above this is paid, up to the next tier
   * @param ratioBp basis points
   */
  public record BurdenTier(long overFen, int ratioBp) {}

  /**
   * Easier terms.
   *
   * @param groups the assistance groups that have them
   * @param firstThresholdBp what is left of the first threshold, 5,000 = half
   * @param ratioBonusBp basis points added to each ratio
   * @param uncapped whether the yearly cap is lifted
   */
  public record LowIncomeRelief(
      List<String> groups, int firstThresholdBp, int ratioBonusBp, boolean uncapped) {
    public LowIncomeRelief {
      groups = List.copyOf(groups);
    }
  }

  public CriticalIllness {
    tiers = List.copyOf(tiers);
  }
}
