package org.dualchannel.supply;

import java.time.LocalDate;
import java.util.List;

/**
 * What an area chooses where the drafts give no number, from one date on.
 *
 * @param document the paper that says so
 * @param formularyDays days from publication until the hospital's formulary review is overdue
 * @param codeDays days from publication until listing and mapping are overdue
 * @param listPeriodDays days from one public list of pharmacies to the next
 * @param refuseUnmapped whether the sale of a code that the seller has not mapped is refused
 * @param incomePerHeadFen last year's disposable income per head of the residents; 0 = unknown
 */
public record SupplyRules(
    String area,
    String document,
    LocalDate effectiveFrom,
    int formularyDays,
    int codeDays,
    int listPeriodDays,
    boolean refuseUnmapped,
    long incomePerHeadFen) {

  /** What holds in an area that has filed nothing. */
  public static SupplyRules unfiled(String area) {
    return new SupplyRules(area, "", LocalDate.EPOCH, 30, 30, 90, false, 0);
  }

  /** The rules in force: the latest to take effect, of several from one day the last filed. */
  public static SupplyRules inForce(List<SupplyRules> filed, String area, LocalDate date) {
    SupplyRules found = unfiled(area);
    for (SupplyRules each : filed) {
      if (each.area().equals(area)
          && !each.effectiveFrom().isAfter(date)
          && !each.effectiveFrom().isBefore(found.effectiveFrom())) {
        found = each;
      }
    }
    return found;
  }
}
