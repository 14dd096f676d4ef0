package org.dualchannel.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link Monitor} knows, or a part of it, for a snapshot.
 *
 * @param forgotten supplies dropped for lack of room
 * @param limits thresholds by area
 * @param reported settlements already reported, the oldest first
 * @param days what physicians prescribed on their last day, the least recent first
 * @param persons what persons were supplied with, the least recent first
 */
public record MonitorMemory(
    long forgotten,
    List<AreaLimits> limits,
    List<String> reported,
    List<PhysicianDay> days,
    List<PersonSupplies> persons) {

  /** Thresholds of an area. */
  public record AreaLimits(String area, MonitoringLimits limits) {}

  /** What one physician prescribed on one day. */
  public record PhysicianDay(String physician, LocalDate date, int prescriptions) {}

  /** What one person was supplied with. */
  public record PersonSupplies(String key, List<Supplied> supplies) {}

  /** The same in portions of which each fits in an entry. */
  public List<MonitorMemory> portions() {
    List<MonitorMemory> portions = new ArrayList<>();
    for (AreaLimits each : limits) {
      portions.add(of(List.of(each), List.of(), List.of(), List.of()));
    }
    for (int from = 0; from < reported.size(); from += 1_000) {
      List<String> some = reported.subList(from, Math.min(from + 1_000, reported.size()));
      portions.add(of(List.of(), some, List.of(), List.of()));
    }
    for (int from = 0; from < days.size(); from += 1_000) {
      List<PhysicianDay> some = days.subList(from, Math.min(from + 1_000, days.size()));
      portions.add(of(List.of(), List.of(), some, List.of()));
    }
    for (PersonSupplies each : persons) {
      portions.add(of(List.of(), List.of(), List.of(), List.of(each)));
    }
    portions.add(of(List.of(), List.of(), List.of(), List.of()));
    return portions;
  }

  private MonitorMemory of(
      List<AreaLimits> someLimits,
      List<String> someReported,
      List<PhysicianDay> someDays,
      List<PersonSupplies> somePersons) {
    return new MonitorMemory(forgotten, someLimits, someReported, someDays, somePersons);
  }
}
