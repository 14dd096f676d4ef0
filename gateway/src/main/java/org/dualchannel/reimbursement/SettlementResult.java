package org.dualchannel.reimbursement;

import java.util.List;

/**
 * How a settlement came out.
 *
 * @param totals the whole settlement
 * @param balanceAfterFen {@code balc}, the account after payment
 * @param lines each line, in the order of the input; their fields add up to the totals
 * @param deltas what the person's year gains
 * @param after the person's year after this settlement
 * @param drugCaps what is left of the yearly cap of each capped guarantee drug, by molecule
 * @param explanation for each fen, which payer took it and why
 */
public record SettlementResult(
    Breakdown totals,
    long balanceAfterFen,
    List<LineResult> lines,
    Deltas deltas,
    Accumulators after,
    List<DrugCap> drugCaps,
    List<Step> explanation) {

  /**
   * One line.
   *
   * @param line number of the line
   * @param drug national drug code
   * @param benefit which benefit settled it; null when it is wholly self-paid or none applies
   * @param inLimitFen what was laid before the benefit, after the drug's cap
   * @param split the breakdown of the line
   */
  public record LineResult(
      int line, String drug, BenefitKind benefit, long inLimitFen, Breakdown split) {}

  /**
   * The yearly cap of a drug after the settlement.
   *
   * @param molecule the drug
   * @param capFen the cap
   * @param usedFen used so far, on the basis that the policy chose
   * @param remainingFen left, at least 0
   */
  public record DrugCap(String molecule, long capFen, long usedFen, long remainingFen) {}

  public SettlementResult {
    lines = List.copyOf(lines);
    drugCaps = List.copyOf(drugCaps);
    explanation = List.copyOf(explanation);
  }
}
