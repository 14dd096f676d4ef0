package org.dualchannel.supervision;

import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * Something that supervision should look at, with what it was seen by. It accuses nobody: the
 * bureau confirms or dismisses it.
 *
 * @param id derived from the place in the log and the kind, so that a replay gives the same id
 * @param index record of the log that raised it
 * @param timeMs log time of that record
 * @param person person number; empty when it is about no one person
 * @param hospital prescribing hospital; empty when unknown
 * @param physician prescriber; empty when unknown
 * @param dispenser who dispensed or tried to; empty when nobody
 * @param prescription empty when there is none
 * @param settlement empty when nothing was settled
 */
@Rule("S2-20")
public record Alert(
    String id,
    Kind kind,
    String area,
    long index,
    long timeMs,
    String person,
    String hospital,
    String physician,
    String dispenser,
    String prescription,
    String settlement,
    List<Evidence> evidence) {

  /** What was noticed. Append only. */
  public enum Kind {
    /** A molecule supplied again long before the earlier supply is used up. */
    OVERLAPPING_SUPPLY,
    /** One person served by several dispensers on one day. */
    SAME_DAY_DISPENSERS,
    /** A trace code offered that was sold, returned or opened before. */
    TRACE_CODE_REUSE,
    /** More days' supply than allowed, in one line or added up. */
    DAYS_SUPPLY,
    /** Prescribed, dispensed or settled for a person who is out of benefit or deceased. */
    PERSON_OUT_OF_BENEFIT,
    /** Unusually many prescriptions of one physician on one day. */
    PRESCRIBER_VOLUME,
    /** Claimed although it was settled at a counter or claimed before, or the other way round. */
    DUPLICATE_CLAIM,
    /** Packs without trace codes handed out. */
    CODE_FREE_SUPPLY
  }

  /** One fact behind an alert, such as {@code days_left = 21}. */
  public record Evidence(String key, String value) {}

  public Alert {
    evidence = List.copyOf(evidence);
  }

  /** The id of the {@code ordinal}-th alert of a kind, from 1, that one record raised. */
  static String id(long index, Kind kind, int ordinal) {
    return "A" + index + '-' + kind + '-' + ordinal;
  }
}
