package org.dualchannel.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Person;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * The watch: told facts in log order, it answers with the alerts that each raises. It has no clock
 * and reads nothing but what it was told, so the same log raises the same alerts. Not thread-safe.
 */
@Rule("S2-20")
public final class Monitor {
  private static final int MAX_PRESCRIBERS = 500_000;
  private static final int MAX_REPORTED = 100_000;

  private final RecentSupplies supplies;
  private final Map<String, MonitoringLimits> limits = new HashMap<>();
  private final LinkedHashSet<String> reported = new LinkedHashSet<>();
  private final LinkedHashMap<String, Day> prescribers = new LinkedHashMap<>(16, 0.75f, true);

  /** What one physician prescribed on one day. */
  private record Day(LocalDate date, int prescriptions) {}

  /**
   * A watch that has seen nothing.
   *
   * @param maxPersons persons whose recent supplies are kept
   */
  public Monitor(int maxPersons) {
    supplies = new RecentSupplies(maxPersons);
  }

  /** Thresholds of an area from now on. */
  public void limits(String area, MonitoringLimits next) {
    limits.put(area, next);
  }

  /** Supplies that the watch no longer knows of for lack of room. */
  public long forgotten() {
    return supplies.forgotten();
  }

  /** A prescription was accepted. */
  public List<Alert> prescribed(
      long index,
      String area,
      String hospital,
      String physician,
      String prescription,
      long timeMs) {
    LocalDate date = CivilDate.of(timeMs);
    Day before = prescribers.get(physician);
    int count = before == null || !before.date().equals(date) ? 1 : before.prescriptions() + 1;
    prescribers.put(physician, new Day(date, count));
    if (prescribers.size() > MAX_PRESCRIBERS) {
      prescribers.remove(prescribers.keySet().iterator().next());
    }
    Raised raised = new Raised(index, limitsOf(area));
    int limit = limitsOf(area).prescriberDaily();
    if (count == limit + 1) {
      raised.add(
          Alert.Kind.PRESCRIBER_VOLUME,
          new Raised.About(area, "", hospital, physician, "", prescription, "", timeMs),
          "date",
          date,
          "prescriptions",
          count,
          "limit",
          limit);
    }
    return raised.alerts();
  }

  /** Drugs were handed out. */
  public List<Alert> supplied(long index, Supplied supplied) {
    MonitoringLimits limit = limitsOf(supplied.careArea());
    Raised raised = new Raised(index, limit);
    List<Supplied> earlier =
        supplies.of(supplied.area(), supplied.person()).stream()
            .filter(each -> !each.date().isAfter(supplied.date()))
            .toList();
    Set<String> molecules = new TreeSet<>();
    supplied.items().forEach(item -> molecules.add(item.molecule()));
    for (String molecule : molecules) {
      overlap(raised, limit, earlier, supplied, molecule);
    }
    sameDay(raised, limit, earlier, supplied);
    codeFree(raised, supplied);
    supplies.add(supplied);
    return raised.alerts();
  }

  private static void overlap(
      Raised raised,
      MonitoringLimits limit,
      List<Supplied> earlier,
      Supplied supplied,
      String molecule) {
    List<Supplied> others = earlier.stream().filter(each -> !isPartOf(each, supplied)).toList();
    LocalDate date = supplied.date();
    int left = OnHand.daysLeft(others, molecule, date);
    if (left > limit.overlapToleranceDays()) {
      Supplied last = lastOf(others, molecule);
      raised.add(
          Alert.Kind.OVERLAPPING_SUPPLY,
          Raised.About.of(supplied),
          "molecule",
          molecule,
          "days_left",
          left,
          "tolerance_days",
          limit.overlapToleranceDays(),
          "earlier_settlement",
          last.settlement(),
          "earlier_dispenser",
          last.dispenser(),
          "earlier_hospital",
          last.hospital());
    }
    int onHand = left + supplied.daysOf(molecule);
    if (onHand > limit.maxDaysOnHand()) {
      raised.add(
          Alert.Kind.DAYS_SUPPLY,
          Raised.About.of(supplied),
          "molecule",
          molecule,
          "days_on_hand",
          onHand,
          "limit",
          limit.maxDaysOnHand());
    }
  }

  /** What one prescription supplies in parts, in strengths or over days, is one supply. */
  private static boolean isPartOf(Supplied each, Supplied supplied) {
    return !each.prescription().isEmpty()
        && each.prescription().equals(supplied.prescription())
        && each.repeat() == supplied.repeat();
  }

  private static Supplied lastOf(List<Supplied> supplies, String molecule) {
    Supplied last = null;
    for (Supplied each : supplies) {
      last = each.daysOf(molecule) > 0 ? each : last;
    }
    return last;
  }

  private static void sameDay(
      Raised raised, MonitoringLimits limit, List<Supplied> earlier, Supplied supplied) {
    Map<String, String> settlementOf = new TreeMap<>();
    for (Supplied each : earlier) {
      if (each.date().equals(supplied.date()) && !isPartOf(each, supplied)) {
        settlementOf.putIfAbsent(each.dispenser(), each.settlement());
      }
    }
    boolean another = settlementOf.putIfAbsent(supplied.dispenser(), supplied.settlement()) == null;
    if (another && settlementOf.size() >= limit.sameDayDispensers()) {
      raised.add(
          Alert.Kind.SAME_DAY_DISPENSERS,
          Raised.About.of(supplied),
          "date",
          supplied.date(),
          "dispensers",
          String.join(",", settlementOf.keySet()),
          "settlements",
          String.join(",", settlementOf.values()));
    }
  }

  /** Stock without codes cannot be told from stolen stock, so each is looked at. */
  @Rule("S2-18")
  private static void codeFree(Raised raised, Supplied supplied) {
    for (Supplied.Item item : supplied.items()) {
      if (item.codeFreeBatch() != null) {
        raised.add(
            Alert.Kind.CODE_FREE_SUPPLY,
            Raised.About.of(supplied),
            "line",
            item.line(),
            "drug",
            item.drug(),
            "batch",
            item.codeFreeBatch());
      }
    }
  }

  /** Lines came back. */
  public void returned(String area, String person, String settlement, List<Integer> lines) {
    supplies.takeBack(area, person, settlement, lines);
  }

  /** Something was refused that should perhaps not have been asked. */
  public List<Alert> refused(long index, Attempt attempt) {
    Raised raised = new Raised(index, limitsOf(attempt.area()));
    Alert.Kind kind = kindOf(attempt.rejection().reason());
    if (kind != null) {
      List<Object> evidence = new ArrayList<>(List.of("refused", attempt.rejection().reason()));
      for (Rejection.Detail each : attempt.rejection().details()) {
        evidence.add(each.key());
        evidence.add(each.value());
      }
      raised.add(kind, Raised.About.of(attempt), evidence.toArray());
    }
    return raised.alerts();
  }

  private static Alert.Kind kindOf(Reason reason) {
    return switch (reason) {
      case TRACE_CODE_SOLD,
          TRACE_CODE_RETURNED,
          TRACE_CODE_TWICE,
          PACK_OPENED,
          PACK_OPENED_ELSEWHERE,
          PACK_EXHAUSTED ->
          Alert.Kind.TRACE_CODE_REUSE;
      case REFILL_TOO_EARLY -> Alert.Kind.OVERLAPPING_SUPPLY;
      case CLAIM_DUPLICATE, CLAIMED_OFFLINE, TRACE_CODE_CLAIMED -> Alert.Kind.DUPLICATE_CLAIM;
      case PERSON_NOT_IN_BENEFIT -> Alert.Kind.PERSON_OUT_OF_BENEFIT;
      case DAYS_SUPPLY_OVER_LIMIT -> Alert.Kind.DAYS_SUPPLY;
      default -> null;
    };
  }

  /**
   * A person's entry was written. Supplies that lie outside the benefit period as it is known now
   * were taken by somebody else, or the entry came late: the death is often told afterwards.
   */
  public List<Alert> registered(long index, Person person, long timeMs) {
    Raised raised = new Raised(index, limitsOf(person.area()));
    for (Supplied each : supplies.of(person.area(), person.number())) {
      if (!person.benefit().contains(each.date()) && report(each.settlement())) {
        raised.add(
            Alert.Kind.PERSON_OUT_OF_BENEFIT,
            Raised.About.of(each).at(timeMs),
            "status",
            person.status(),
            "supplied",
            each.date(),
            "benefit_from",
            person.benefit().from(),
            "benefit_to",
            person.benefit().to() == null ? "" : person.benefit().to());
      }
    }
    return raised.alerts();
  }

  /** Whether a settlement is reported for the first time: entries are written again and again. */
  private boolean report(String settlement) {
    if (!reported.add(settlement)) {
      return false;
    }
    if (reported.size() > MAX_REPORTED) {
      reported.remove(reported.iterator().next());
    }
    return true;
  }

  private MonitoringLimits limitsOf(String area) {
    return limits.getOrDefault(area, MonitoringLimits.DEFAULT);
  }

  /** Everything that the watch knows, for a snapshot; nothing in it changes any more. */
  public MonitorMemory fixed() {
    List<MonitorMemory.AreaLimits> limitsNow = new ArrayList<>();
    limits.forEach((area, limit) -> limitsNow.add(new MonitorMemory.AreaLimits(area, limit)));
    List<MonitorMemory.PhysicianDay> days = new ArrayList<>(prescribers.size());
    prescribers.forEach(
        (physician, day) ->
            days.add(new MonitorMemory.PhysicianDay(physician, day.date(), day.prescriptions())));
    List<MonitorMemory.PersonSupplies> persons = new ArrayList<>();
    for (RecentSupplies.OfPerson each : supplies.fixed()) {
      persons.add(new MonitorMemory.PersonSupplies(each.key(), each.supplies()));
    }
    return new MonitorMemory(supplies.forgotten(), limitsNow, List.copyOf(reported), days, persons);
  }

  /** Knows again what it knew; called for each part, in any portions, in order. */
  public void load(MonitorMemory part) {
    supplies.loadForgotten(Math.max(supplies.forgotten(), part.forgotten()));
    part.limits().forEach(each -> limits.put(each.area(), each.limits()));
    reported.addAll(part.reported());
    for (MonitorMemory.PhysicianDay day : part.days()) {
      prescribers.put(day.physician(), new Day(day.date(), day.prescriptions()));
    }
    for (MonitorMemory.PersonSupplies person : part.persons()) {
      supplies.load(new RecentSupplies.OfPerson(person.key(), person.supplies()));
    }
  }
}
