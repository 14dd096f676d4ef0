package org.dualchannel.reimbursement;

import java.util.List;

/**
 * Gives back lines of a settlement: the settlement is reversed whole and the lines that stay are
 * settled again as at the original log time.
 */
public final class Reversal {
  private Reversal() {}

  /**
   * A settlement as it stands: as first settled, or as its last return left it.
   *
   * @param id settlement id
   * @param policy the policy it was settled under
   * @param input its input
   * @param result its result
   */
  public record Settled(
      String id, BenefitPolicy policy, SettlementInput input, SettlementResult result) {}

  /**
   * What a return comes to.
   *
   * @param remaining the settlement without the returned lines; store it in place of the old
   * @param refund what each payer gets back; a negative field is owed
   * @param accumulators the person's year now
   * @param adjustments what later settlements would have come to, where that differs from what they
   *     were; those settlements keep their figures
   */
  public record ReturnResult(
      Settled remaining,
      Breakdown refund,
      Accumulators accumulators,
      List<Adjustment> adjustments) {
    public ReturnResult {
      adjustments = List.copyOf(adjustments);
    }
  }

  /**
   * The difference that a return makes to a later settlement.
   *
   * @param settlementId the later settlement
   * @param owed what it would have been less what it is: a positive field is owed by that payer, a
   *     negative one is owed to it
   */
  public record Adjustment(String settlementId, Breakdown owed) {}

  /**
   * Returns lines.
   *
   * @param settled the settlement as it stands
   * @param lineNumbers the lines that come back, at least one, all of them in the settlement
   * @param now the person's year as it stands
   * @param later the person's later settlements of the same year as they stand, in log order
   * @throws IllegalArgumentException when a line number is not in the settlement
   */
  public static ReturnResult giveBack(
      Settled settled, List<Integer> lineNumbers, Accumulators now, List<Settled> later) {
    throw new UnsupportedOperationException("being built");
  }
}
