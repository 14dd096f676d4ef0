package org.dualchannel.supervision;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How long a person's supplies of one molecule last, taken one after another. */
final class OnHand {
  private OnHand() {}

  /**
   * The first day without supply; {@code on} when it is used up by then.
   *
   * @param supplies in the order in which they were handed out
   */
  static LocalDate until(List<Supplied> supplies, String molecule, LocalDate on) {
    LocalDate until = on;
    boolean any = false;
    for (Supplied each : supplies) {
      int days = each.daysOf(molecule);
      if (days > 0) {
        LocalDate from = any && until.isAfter(each.date()) ? until : each.date();
        until = from.plusDays(days);
        any = true;
      }
    }
    return until.isBefore(on) ? on : until;
  }

  static int daysLeft(List<Supplied> supplies, String molecule, LocalDate on) {
    return (int) ChronoUnit.DAYS.between(on, until(supplies, molecule, on));
  }
}
