package org.dualchannel.registry;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * A pharmacist.
 *
 * @param code national code, {@code Y} and 12 digits
 * @param practices where and when the pharmacist is registered
 */
public record Pharmacist(String code, String name, List<Practice> practices) {

  public Pharmacist {
    practices = List.copyOf(practices);
  }

  /** Refuses a pharmacist who is not registered at the place on the date. */
  @Rule("S2-18")
  public Rejection refuseNotAt(String place, LocalDate date) {
    return Practice.anyAt(practices, place, date)
        ? null
        : Rejection.of(
            Reason.PHARMACIST_NOT_AT_PHARMACY, "pharmacist", code, "pharmacy", place, "date", date);
  }
}
