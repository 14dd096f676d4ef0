package org.dualchannel.trace;

import org.dualchannel.registry.CivilDate;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * The sale of one traced pack. It is kept for good: a code never becomes free again.
 *
 * @param settlement id of the settlement that it was sold in
 * @param line line of the prescription
 * @param soldMs log time of the sale
 * @param returned whether the patient brought it back
 */
public record Sale(String settlement, int line, long soldMs, boolean returned) {

  public Sale asReturned() {
    return new Sale(settlement, line, soldMs, true);
  }

  /** Refuses to sell the code again. */
  @Rule({"S2-18", "S2-20"})
  public Rejection refuseResale(String code) {
    return returned
        ? Rejection.of(Reason.TRACE_CODE_RETURNED, "code", code)
        : Rejection.of(Reason.TRACE_CODE_SOLD, "code", code, "date", CivilDate.of(soldMs));
  }
}
