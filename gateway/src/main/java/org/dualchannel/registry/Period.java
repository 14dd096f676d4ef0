package org.dualchannel.registry;

import java.time.LocalDate;
import java.util.List;

/**
 * A span of dates, both ends included.
 *
 * @param from first day
 * @param to last day; null when open-ended
 */
public record Period(LocalDate from, LocalDate to) {

  public boolean contains(LocalDate date) {
    return from != null && !date.isBefore(from) && (to == null || !date.isAfter(to));
  }

  /** Whether any of the periods contains the date. */
  public static boolean anyContains(List<Period> periods, LocalDate date) {
    for (Period period : periods) {
      if (period.contains(date)) {
        return true;
      }
    }
    return false;
  }
}
