package org.dualchannel.registry;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * All filings of one hospital, ordered by pharmacy code.
 *
 * @param filings at most one for each pharmacy
 */
public record Designations(String hospital, List<Designation> filings) {
  /** How many pharmacies one hospital may file. */
  public static final int MAX_FILINGS = 500;

  public Designations {
    filings = List.copyOf(filings);
  }

  /** These filings with one added, or replaced when the pharmacy was filed before. */
  public Designations with(Designation filing) {
    List<Designation> next = new ArrayList<>(filings);
    next.removeIf(each -> each.pharmacy().equals(filing.pharmacy()));
    next.add(filing);
    next.sort(Comparator.comparing(Designation::pharmacy));
    return new Designations(hospital, next);
  }

  /** Whether the pharmacy has an active filing on the date. */
  public boolean active(String pharmacy, LocalDate date) {
    Designation filing = of(pharmacy);
    return filing != null && filing.activeOn(date);
  }

  /** The filing of the pharmacy; null when there is none. */
  public Designation of(String pharmacy) {
    for (Designation filing : filings) {
      if (filing.pharmacy().equals(pharmacy)) {
        return filing;
      }
    }
    return null;
  }

  /** Refuses a pharmacy without an active filing of this hospital. */
  @Rule("S2-6")
  public Rejection refuseUndesignated(String pharmacy, LocalDate date) {
    return active(pharmacy, date)
        ? null
        : Rejection.of(
            Reason.PHARMACY_NOT_DESIGNATED,
            "pharmacy",
            pharmacy,
            "institution",
            hospital,
            "date",
            date);
  }
}
