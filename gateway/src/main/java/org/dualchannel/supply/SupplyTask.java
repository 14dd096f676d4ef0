package org.dualchannel.supply;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.dualchannel.rules.Rule;

/**
 * Work that the publication of a catalogue version opens for one party.
 *
 * @param place code of the hospital or pharmacy; the area for the procurement platform
 * @param due last day on which it is in time
 * @param codes how many codes are new in the version and have to be confirmed; 0 for a review
 * @param confirmed how many of them are
 * @param done the day it was finished; null while open
 * @param document minutes of the review; empty otherwise
 */
@Rule({"S2-2", "S2-14"})
public record SupplyTask(
    String area,
    String version,
    Kind kind,
    String place,
    LocalDate opened,
    LocalDate due,
    int codes,
    int confirmed,
    LocalDate done,
    String document) {

  /** What is to be done. Append only. */
  public enum Kind {
    /** The hospital's committee (药事会) reviews its formulary against the version. */
    FORMULARY,
    /** The procurement platform lists the new codes (挂网). */
    LISTING,
    /** A seller maps the new codes in its own system. */
    MAPPING
  }

  public static SupplyTask opened(
      String area, String version, Kind kind, String place, LocalDate date, int days, int codes) {
    return new SupplyTask(
        area, version, kind, place, date, date.plusDays(days), codes, 0, null, "");
  }

  /** The key of a task. */
  public static String key(String area, String version, Kind kind, String place) {
    return area + '/' + version + '/' + kind + '/' + place;
  }

  public String key() {
    return key(area, version, kind, place);
  }

  public boolean open() {
    return done == null;
  }

  /** Days from publication until it was done, or until the date while it is open. */
  @Rule("S2-2")
  public long daysElapsed(LocalDate date) {
    return ChronoUnit.DAYS.between(opened, open() ? date : done);
  }

  /** Whether it is still open after its last day. */
  @Rule("S2-2")
  public boolean overdueOn(LocalDate date) {
    return open() && date.isAfter(due);
  }

  /** The review was held. */
  public SupplyTask reviewed(LocalDate held, String minutes) {
    return new SupplyTask(area, version, kind, place, opened, due, codes, confirmed, held, minutes);
  }

  /** More codes were confirmed; with the last one the task is done. */
  public SupplyTask withConfirmed(int more, LocalDate date) {
    int now = confirmed + more;
    return new SupplyTask(
        area, version, kind, place, opened, due, codes, now, now >= codes ? date : done, document);
  }
}
