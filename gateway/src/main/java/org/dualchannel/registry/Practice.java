package org.dualchannel.registry;

import java.time.LocalDate;
import java.util.List;

/**
 * The right to work at one place for a time.
 *
 * @param place code of the hospital or pharmacy
 */
public record Practice(String place, Period period) {

  /** Whether any of the practices allows work at the place on the date. */
  static boolean anyAt(List<Practice> practices, String place, LocalDate date) {
    for (Practice practice : practices) {
      if (practice.place().equals(place) && practice.period().contains(date)) {
        return true;
      }
    }
    return false;
  }
}
