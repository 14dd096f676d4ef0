package org.dualchannel.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Person;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each rule of the watch raises its alert, with evidence, and not before its threshold. */
@Tag("S2-20")
class TheWatchRaisesWhatItIsToldTest {
  private static final String AREA = "120100";
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  private final Monitor monitor = new Monitor(1_000);
  private int settlements;

  private Supplied supply(String person, String dispenser, LocalDate day, String drug, int days) {
    int number = ++settlements;
    return new Supplied(
        AREA,
        person,
        "H1",
        "D1",
        dispenser,
        "R" + number,
        "S" + number,
        CivilDate.startMs(day),
        List.of(new Supplied.Item(1, drug + "-code", drug, days)),
        0);
  }

  private List<Alert> supplied(String dispenser, LocalDate day, String drug, int days) {
    return monitor.supplied(100 + settlements, supply("A", dispenser, day, drug, days));
  }

  private static String evidence(Alert alert, String key) {
    return alert.evidence().stream()
        .filter(each -> each.key().equals(key))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static List<Alert.Kind> kinds(List<Alert> alerts) {
    return alerts.stream().map(Alert::kind).toList();
  }

  @Test
  void overlappingSupply() {
    assertEquals(List.of(), supplied("P1", DAY, "dupilumab", 28));
    assertEquals(List.of(), supplied("P1", DAY.plusDays(21), "dupilumab", 28), "seven days left");
    List<Alert> raised = supplied("P2", DAY.plusDays(48), "dupilumab", 28);
    assertEquals(List.of(Alert.Kind.OVERLAPPING_SUPPLY), kinds(raised), "eight days left");
    assertEquals("8", evidence(raised.get(0), "days_left"));
    assertEquals("S2", evidence(raised.get(0), "earlier_settlement"));
    assertEquals(List.of(), supplied("P1", DAY.plusDays(49), "nintedanib", 28), "another molecule");
  }

  @Test
  void strengthsOfOnePrescriptionAreOneSupply() {
    Supplied both =
        new Supplied(
            AREA,
            "A",
            "H1",
            "D1",
            "P1",
            "R",
            "S",
            CivilDate.startMs(DAY),
            List.of(
                new Supplied.Item(1, "x", "bosentan", 60),
                new Supplied.Item(2, "y", "bosentan", 60)),
            0);
    assertEquals(List.of(), monitor.supplied(1, both));
  }

  @Test
  void twoDispensersOnOneDay() {
    assertEquals(List.of(), supplied("P1", DAY, "dupilumab", 28));
    assertEquals(List.of(), supplied("P1", DAY, "nintedanib", 28), "the same pharmacy");
    List<Alert> raised = supplied("P2", DAY, "bosentan", 28);
    assertEquals(List.of(Alert.Kind.SAME_DAY_DISPENSERS), kinds(raised));
    assertEquals("P1,P2", evidence(raised.get(0), "dispensers"));
    assertEquals(List.of(), supplied("P3", DAY.plusDays(1), "octreotide", 28), "the next day");
  }

  @Test
  void daysOnHandAddUp() {
    monitor.limits(AREA, new MonitoringLimits(60, 2, 84, 100, List.of()));
    assertEquals(List.of(), supplied("P1", DAY, "dupilumab", 56));
    assertEquals(List.of(), supplied("P1", DAY, "dupilumab", 28), "84 days are the limit");
    List<Alert> raised = supplied("P1", DAY.plusDays(1), "dupilumab", 28);
    assertTrue(kinds(raised).contains(Alert.Kind.DAYS_SUPPLY), raised.toString());
    Alert alert =
        raised.stream().filter(each -> each.kind() == Alert.Kind.DAYS_SUPPLY).findFirst().get();
    assertEquals("111", evidence(alert, "days_on_hand"));
  }

  @Test
  void whatCameBackWasNotSupplied() {
    Supplied first = supply("A", "P1", DAY, "dupilumab", 28);
    monitor.supplied(1, first);
    monitor.returned(AREA, "A", first.settlement(), List.of(1));
    assertEquals(List.of(), supplied("P2", DAY, "dupilumab", 28));
  }

  @Test
  void refusedAttempts() {
    Alert sold = only(refused(Rejection.of(Reason.TRACE_CODE_SOLD, "code", "8300", "date", DAY)));
    assertEquals(Alert.Kind.TRACE_CODE_REUSE, sold.kind());
    assertEquals("8300", evidence(sold, "code"));
    assertEquals("TRACE_CODE_SOLD", evidence(sold, "refused"));
    assertEquals(
        Alert.Kind.PERSON_OUT_OF_BENEFIT,
        only(refused(Rejection.of(Reason.PERSON_NOT_IN_BENEFIT, "status", "DECEASED"))).kind());
    assertEquals(
        Alert.Kind.DAYS_SUPPLY,
        only(refused(Rejection.of(Reason.DAYS_SUPPLY_OVER_LIMIT, "days", 400))).kind());
    assertEquals(List.of(), refused(Rejection.of(Reason.HELD_BY_OTHER)), "no offence");
  }

  private List<Alert> refused(Rejection rejection) {
    return monitor.refused(7, new Attempt(AREA, "A", "H1", "D1", "P1", "R1", 0, rejection));
  }

  private static Alert only(List<Alert> alerts) {
    assertEquals(1, alerts.size(), alerts.toString());
    return alerts.get(0);
  }

  @Test
  void aDeathToldAfterwards() {
    monitor.supplied(1, supply("A", "P1", DAY, "dupilumab", 28));
    monitor.supplied(2, supply("A", "P1", DAY.plusDays(30), "dupilumab", 28));
    assertEquals(List.of(), monitor.registered(3, person(null, Person.Status.ACTIVE), 0));
    Person dead = person(DAY.plusDays(10), Person.Status.DECEASED);
    Alert alert = only(monitor.registered(4, dead, 0));
    assertEquals("S2", alert.settlement(), "the supply after the end, not the one before");
    assertEquals("DECEASED", evidence(alert, "status"));
    assertEquals(List.of(), monitor.registered(5, dead, 0), "told once");
  }

  private static Person person(LocalDate to, Person.Status status) {
    return new Person(
        AREA,
        "A",
        Person.Sex.MALE,
        LocalDate.of(1950, 1, 1),
        "310",
        "1201",
        status,
        new Period(LocalDate.of(2020, 1, 1), to),
        "",
        null,
        List.of(),
        List.of());
  }

  @Test
  void aPrescriberWithoutMeasure() {
    monitor.limits(AREA, new MonitoringLimits(7, 2, 100, 3, List.of()));
    List<Alert> raised = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      raised.addAll(monitor.prescribed(i, AREA, "H1", "D1", "R" + i, CivilDate.startMs(DAY)));
      raised.addAll(monitor.prescribed(i, AREA, "H1", "D" + i + 1, "Q", CivilDate.startMs(DAY)));
    }
    assertEquals("A4-PRESCRIBER_VOLUME-1", only(raised).id(), "the fourth, and once a day");
    assertEquals(
        List.of(),
        monitor.prescribed(7, AREA, "H1", "D1", "R7", CivilDate.startMs(DAY.plusDays(1))));
  }

  @Test
  void whatIsSwitchedOffIsSilent() {
    monitor.limits(
        AREA, new MonitoringLimits(7, 2, 100, 3, List.of(Alert.Kind.SAME_DAY_DISPENSERS)));
    supplied("P1", DAY, "dupilumab", 28);
    assertEquals(List.of(), supplied("P2", DAY, "bosentan", 28));
  }

  /** Memory is bounded, and what a bound drops depends on the facts alone. */
  @Test
  void theSameFactsRaiseTheSameAlerts() {
    long seed = 20;
    List<Alert> once = play(seed);
    assertTrue(once.size() > 50, "seed " + seed + ": " + once.size() + " alerts");
    assertEquals(once, play(seed), "seed " + seed);
    assertEquals(once.size(), once.stream().map(Alert::id).distinct().count(), "ids are unique");
  }

  private List<Alert> play(long seed) {
    Random random = new Random(seed);
    Monitor watch = new Monitor(20);
    List<Alert> raised = new ArrayList<>();
    settlements = 0;
    for (int i = 1; i <= 600; i++) {
      String person = "A" + random.nextInt(30);
      LocalDate day = DAY.plusDays(i / 4);
      raised.addAll(
          watch.supplied(
              i, supply(person, "P" + random.nextInt(4), day, "m" + random.nextInt(3), 28)));
    }
    assertTrue(watch.forgotten() > 0, "seed " + seed + ": the bound was never reached");
    return raised;
  }
}
