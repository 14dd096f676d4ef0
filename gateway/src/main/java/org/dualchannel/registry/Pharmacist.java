package org.dualchannel.registry;

import java.time.LocalDate;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * A pharmacist, registered at one pharmacy or hospital.
 *
 * @param code national code, {@code Y} and 12 digits
 * @param workplace code of the pharmacy or institution
 */
public record Pharmacist(String code, String workplace, String name, Period registration) {

  /** Refuses a pharmacist who is not registered at the place on the date. */
  @Rule("S2-18")
  public Rejection refuseNotAt(String place, LocalDate date) {
    return workplace.equals(place) && registration != null && registration.contains(date)
        ? null
        : Rejection.of(
            Reason.PHARMACIST_NOT_AT_PHARMACY, "pharmacist", code, "pharmacy", place, "date", date);
  }
}
