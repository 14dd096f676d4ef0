package org.dualchannel.decide;

import java.util.List;
import org.dualchannel.reimbursement.Breakdown;
import org.dualchannel.reimbursement.Reversal;

/**
 * The money of one return.
 *
 * @param settlement what was returned from
 * @param lines the lines that came back
 * @param back what each payer gets back; a negative field is owed
 * @param adjustments what the return would have changed in later settlements of the person, which
 *     keep their figures
 */
public record Refund(
    String settlement,
    List<Integer> lines,
    long timeMs,
    String reason,
    String comment,
    Breakdown back,
    List<Reversal.Adjustment> adjustments) {
  public Refund {
    lines = List.copyOf(lines);
    adjustments = List.copyOf(adjustments);
  }
}
