package org.dualchannel.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * A retail pharmacy.
 *
 * @param code national code, {@code P} and 11 digits
 * @param area pooling area, 6 digits
 * @param designation days on which it is a designated pharmacy (定点零售药店); null when never
 * @param canSupply has shown that it can supply negotiated drugs
 * @param regulatorCompliant satisfies the drug regulator
 * @param electronicTraceability scans and uploads trace codes (电子追溯)
 * @param coldChain can store and deliver cold
 */
public record Pharmacy(
    String code,
    String area,
    String name,
    Period designation,
    boolean canSupply,
    boolean regulatorCompliant,
    boolean electronicTraceability,
    boolean coldChain,
    int latE6,
    int lonE6) {

  /** Refuses a pharmacy that lacks any of the conditions for dual channel, naming all it lacks. */
  @Rule("S2-5")
  public Rejection refuseUnqualified(LocalDate date) {
    List<String> missing = new ArrayList<>(4);
    if (designation == null || !designation.contains(date)) {
      missing.add("designation");
    }
    if (!canSupply) {
      missing.add("supply");
    }
    if (!regulatorCompliant) {
      missing.add("regulator");
    }
    if (!electronicTraceability) {
      missing.add("traceability");
    }
    return missing.isEmpty()
        ? null
        : Rejection.of(
            Reason.PHARMACY_NOT_QUALIFIED, "pharmacy", code, "missing", String.join(", ", missing));
  }
}
