package org.dualchannel.supply;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * One edition of an area's public list of dual-channel pharmacies.
 *
 * @param edition from 1
 * @param published the day it was published
 * @param publishedMs log time of the publication
 * @param entries ordered by code, as the registry had them
 * @param added codes that the edition before did not have
 * @param removed codes that only the edition before had
 */
@Rule("S2-7")
public record PharmacyList(
    String area,
    int edition,
    LocalDate published,
    long publishedMs,
    List<Entry> entries,
    List<String> added,
    List<String> removed) {

  /** One pharmacy. */
  public record Entry(String code, String name, String address, String phone) {}

  public PharmacyList {
    entries = List.copyOf(entries);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  /** The edition after {@code before}, which is null for the first. */
  public static PharmacyList next(
      PharmacyList before, String area, LocalDate date, long timeMs, List<Entry> entries) {
    List<String> now = entries.stream().map(Entry::code).toList();
    List<String> then =
        before == null ? List.of() : before.entries.stream().map(Entry::code).toList();
    return new PharmacyList(
        area,
        before == null ? 1 : before.edition + 1,
        date,
        timeMs,
        entries,
        now.stream().filter(code -> !then.contains(code)).toList(),
        then.stream().filter(code -> !now.contains(code)).toList());
  }

  /** The last day on which the next edition is in time. */
  public LocalDate nextDue(SupplyRules rules) {
    return published.plusDays(rules.listPeriodDays());
  }
}
