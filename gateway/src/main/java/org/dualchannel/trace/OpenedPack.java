package org.dualchannel.trace;

import org.dualchannel.registry.CivilDate;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * A pack that a dispenser opened to hand it out in portions. It is kept for good. What comes back
 * is only counted: it is never handed out again.
 *
 * @param drug code of the drug
 * @param dispenser who opened it, and alone may take from it
 * @param sizeE4 what it held, in 1/10,000 of the drug's unit
 * @param takenE4 what was taken so far, returned or not
 * @param returnedE4 what of that came back
 * @param openedMs log time of the first portion
 */
public record OpenedPack(
    String drug, String dispenser, long sizeE4, long takenE4, long returnedE4, long openedMs) {

  /** A pack of which nothing is taken yet. */
  public static OpenedPack opened(String drug, String dispenser, long sizeE4, long timeMs) {
    return new OpenedPack(drug, dispenser, sizeE4, 0, 0, timeMs);
  }

  /** Refuses a portion to another dispenser, of another drug, or beyond what is left; else null. */
  @Rule({"S2-18", "S2-20"})
  public Rejection refuseTaking(Portion portion, String taker, String wanted) {
    if (!drug.equals(wanted)) {
      return Rejection.of(Reason.TRACE_CODE_OTHER_DRUG, "code", portion.code(), "drug", wanted);
    }
    if (!dispenser.equals(taker)) {
      return Rejection.of(Reason.PACK_OPENED_ELSEWHERE, "code", portion.code());
    }
    long left = sizeE4 - takenE4;
    return portion.quantityE4() > left
        ? Rejection.of(
            Reason.PACK_EXHAUSTED,
            "code",
            portion.code(),
            "left_e4",
            left,
            "asked_e4",
            portion.quantityE4())
        : null;
  }

  /** Refuses to sell it as a whole pack. */
  @Rule({"S2-18", "S2-20"})
  public Rejection refuseWhole(String code) {
    return Rejection.of(Reason.PACK_OPENED, "code", code, "date", CivilDate.of(openedMs));
  }

  public OpenedPack taking(long quantityE4) {
    return new OpenedPack(drug, dispenser, sizeE4, takenE4 + quantityE4, returnedE4, openedMs);
  }

  public OpenedPack returning(long quantityE4) {
    return new OpenedPack(drug, dispenser, sizeE4, takenE4, returnedE4 + quantityE4, openedMs);
  }
}
