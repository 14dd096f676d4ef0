package org.dualchannel.catalogue;

import java.time.LocalDate;
import org.dualchannel.rules.Rule;

/**
 * The negotiated agreement (谈判协议) of a drug.
 *
 * @param from first day, inclusive
 * @param to last day, inclusive
 * @param after what happens from the next day on; null when not decided, which pays nothing
 */
public record Agreement(LocalDate from, LocalDate to, AfterAgreement after) {

  /** Whether the drug is paid for on {@code date}. Before the first day nothing is. */
  @Rule("S2-42")
  public Coverage coverageOn(LocalDate date) {
    if (date.isBefore(from)) {
      return Coverage.STOPPED;
    }
    if (!date.isAfter(to)) {
      return Coverage.COVERED;
    }
    return after == AfterAgreement.CONTINUE ? Coverage.CONTINUES : Coverage.STOPPED;
  }
}
