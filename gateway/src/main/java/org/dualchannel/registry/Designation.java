package org.dualchannel.registry;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * The filing by which a hospital names a pharmacy that may dispense its prescriptions (指定药店).
 *
 * @param periods when it holds; none when it was revoked
 * @param filingNumber number of the filing in the insurer's payment system
 * @param filed day of the filing
 */
@Rule("S2-6")
public record Designation(
    String hospital, String pharmacy, List<Period> periods, String filingNumber, LocalDate filed) {

  public Designation {
    periods = List.copyOf(periods);
  }

  public boolean activeOn(LocalDate date) {
    return Period.anyContains(periods, date);
  }
}
