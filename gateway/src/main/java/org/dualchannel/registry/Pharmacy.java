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
 * @param area pooling area in which it lies, 6 digits
 * @param designated when it is a designated pharmacy (定点零售药店)
 * @param canSupply has shown that it can supply negotiated drugs
 * @param regulatorApproved satisfies the drug regulator
 * @param electronicTraceability scans and uploads trace codes (电子追溯)
 * @param coldChain can store and deliver cold
 * @param place where it is; null when unknown
 * @param maxHolds most prescriptions that it may hold at a time; 0 for no limit
 */
public record Pharmacy(
    String code,
    String name,
    String area,
    List<Period> designated,
    boolean canSupply,
    boolean regulatorApproved,
    boolean electronicTraceability,
    boolean coldChain,
    Place place,
    int maxHolds,
    String address,
    String phone) {

  public Pharmacy {
    designated = List.copyOf(designated);
  }

  /** Refuses a pharmacy that lacks any of the conditions for dual channel, naming all it lacks. */
  @Rule("S2-5")
  public Rejection refuseUnqualified(LocalDate date) {
    boolean inTime = Period.anyContains(designated, date);
    if (inTime && canSupply && regulatorApproved && electronicTraceability) {
      return null;
    }
    List<String> missing = new ArrayList<>(4);
    if (!inTime) {
      missing.add("designation");
    }
    if (!canSupply) {
      missing.add("supply");
    }
    if (!regulatorApproved) {
      missing.add("regulator");
    }
    if (!electronicTraceability) {
      missing.add("traceability");
    }
    return Rejection.of(
        Reason.PHARMACY_NOT_QUALIFIED, "pharmacy", code, "missing", String.join(", ", missing));
  }
}
