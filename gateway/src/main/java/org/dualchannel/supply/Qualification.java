package org.dualchannel.supply;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * The finding by which a pharmacy is taken into dual channel, with the papers behind it.
 *
 * @param supply whether it was found able to supply negotiated drugs
 * @param regulator whether it satisfies the drug regulator
 * @param traceability whether it traces packs electronically (电子追溯)
 * @param supplyDocument paper behind the finding; the same for the others
 * @param inspected day of the inspection
 */
@Rule("S2-5")
public record Qualification(
    String pharmacy,
    boolean supply,
    boolean regulator,
    boolean traceability,
    String supplyDocument,
    String regulatorDocument,
    String traceabilityDocument,
    LocalDate inspected) {

  /** Refuses a finding that lacks any of the three, naming all that it lacks. */
  public Rejection refuseUnmet() {
    List<String> missing = new ArrayList<>(3);
    if (!supply) {
      missing.add("supply");
    }
    if (!regulator) {
      missing.add("regulator");
    }
    if (!traceability) {
      missing.add("traceability");
    }
    return missing.isEmpty()
        ? null
        : Rejection.of(
            Reason.PHARMACY_NOT_QUALIFIED,
            "pharmacy",
            pharmacy,
            "missing",
            String.join(", ", missing));
  }
}
