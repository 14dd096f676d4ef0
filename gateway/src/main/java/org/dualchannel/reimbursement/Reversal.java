package org.dualchannel.reimbursement;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * Gives back lines of a settlement: the settlement is reversed whole and the lines that stay are
 * settled again on the original date, policy and accumulators. So the refund is exactly what the
 * settlement would have cost less without the returned lines, and returning every line leaves the
 * year as if there had been none (S2-15).
 *
 * <p>Settlements that came later were figured with the returned lines in the year. They keep their
 * figures; what they would have come to otherwise is told as an adjustment.
 */
@Rule("S2-15")
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
    for (int number : lineNumbers) {
      if (settled.input().lines().stream().noneMatch(line -> line.line() == number)) {
        throw new IllegalArgumentException(
            "line: " + number + " (expected: a line of " + settled.id() + ")");
      }
    }
    SettlementInput kept = settled.input().without(lineNumbers);
    SettlementResult result = Waterfall.settle(settled.policy(), kept);
    return new ReturnResult(
        new Settled(settled.id(), settled.policy(), kept, result),
        settled.result().totals().minus(result.totals()),
        now.minus(settled.result().deltas()).plus(result.deltas()),
        adjustments(result.after(), later));
  }

  /** Settles the later settlements again, one after the other, and compares. */
  private static List<Adjustment> adjustments(Accumulators start, List<Settled> later) {
    List<Adjustment> adjustments = new ArrayList<>();
    Accumulators year = start;
    for (Settled each : later) {
      SettlementResult again = Waterfall.settle(each.policy(), each.input().withBefore(year));
      year = again.after();
      Breakdown owed = again.totals().minus(each.result().totals());
      if (!owed.isZero()) {
        adjustments.add(new Adjustment(each.id(), owed));
      }
    }
    return adjustments;
  }
}
