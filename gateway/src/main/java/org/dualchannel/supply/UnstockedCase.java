package org.dualchannel.supply;

import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * How a patient gets a negotiated drug that the hospital does not stock.
 *
 * @param route null when the hospital names none, which is refused
 * @param comment the reason in words
 * @param recordedBy role and code of who recorded it
 */
@Rule("S2-4")
public record UnstockedCase(
    String id,
    String area,
    String hospital,
    String drug,
    Ground ground,
    Route route,
    String comment,
    String recordedBy,
    long atMs) {

  /** The ways that are open. Append only. */
  public enum Route {
    /** The hospital buys it for this case (临时采购). */
    TEMP_PURCHASE,
    /** The prescription goes to a pharmacy (处方流转). */
    CIRCULATE
  }

  /** Refuses a denial: a drug outside the formulary needs a way to the patient. */
  public Rejection refuseWithoutRoute() {
    return route != null
        ? null
        : Rejection.of(Reason.ROUTE_MISSING, "drug", drug, "institution", hospital);
  }

  /** Refuses a case for a drug on the shelf; being out of stock for a while is one. */
  public Rejection refuseStocked(Formulary formulary) {
    return formulary == null || ground == Ground.OUT_OF_STOCK || !formulary.stocks(drug)
        ? null
        : Rejection.of(Reason.DRUG_IN_FORMULARY, "drug", drug, "institution", hospital);
  }
}
