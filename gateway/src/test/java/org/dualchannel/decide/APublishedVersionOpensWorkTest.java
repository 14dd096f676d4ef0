package org.dualchannel.decide;

import static org.dualchannel.decide.SupplyCity.VERSION;
import static org.dualchannel.decide.SupplyCity.by;
import static org.dualchannel.decide.SupplyCity.hospital;
import static org.dualchannel.decide.SupplyCity.pharmacy;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.supply.SupplyTask;
import org.dualchannel.supply.SupplyTask.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Publication gives hospitals a review to hold, the platform codes to list, sellers codes to map.
 */
class APublishedVersionOpensWorkTest {
  private final SupplyCity city = new SupplyCity();
  private final LocalDate published = city.city.today();

  private SupplyTask task(String version, Kind kind, String place) {
    return city.supply.task(AREA, version, kind, place);
  }

  private Outcome review(LocalDate held) {
    return city.decide(
        hospital(), new SupplyCommand.CompleteFormularyTask(HOSPITAL, VERSION, held, "minutes 7"));
  }

  private Outcome map(String version, String... drugs) {
    return city.decide(
        pharmacy(), new SupplyCommand.ConfirmCodes(PHARMACY, version, List.of(drugs)));
  }

  private static String[] allCodes() {
    return TestCatalogue.SAMPLE.drugs().stream().map(Drug::code).toArray(String[]::new);
  }

  @Test
  @Tag("S2-2")
  void everyHospitalHasAReviewToHoldAndItsDaysAreCounted() {
    for (String hospital : List.of(HOSPITAL, TestRegistry.OTHER_HOSPITAL)) {
      assertTrue(task(VERSION, Kind.FORMULARY, hospital).open());
    }
    assertNull(task(VERSION, Kind.FORMULARY, PHARMACY));
    city.city.goTo(published.plusDays(12));
    assertEquals(12, task(VERSION, Kind.FORMULARY, HOSPITAL).daysElapsed(city.city.today()));
    refused(Reason.REVIEW_DATE_INVALID, review(published.minusDays(1)), "S2-2");
    refused(Reason.REVIEW_DATE_INVALID, review(published.plusDays(13)), "S2-2");
    accepted(review(published.plusDays(11)));
    refused(Reason.TASK_DONE, review(published.plusDays(11)), "S2-2");
    city.city.goTo(published.plusDays(40));
    assertEquals(11, task(VERSION, Kind.FORMULARY, HOSPITAL).daysElapsed(city.city.today()));
    refused(
        Reason.TASK_UNKNOWN,
        city.decide(
            hospital(),
            new SupplyCommand.CompleteFormularyTask(HOSPITAL, "no such", published, "")),
        "S2-2");
  }

  @Test
  @Tag("S2-2")
  void aReviewThatIsLateIsToldOfOnceAndOneInTimeIsNot() {
    LocalDate due = task(VERSION, Kind.FORMULARY, HOSPITAL).due();
    assertEquals(published.plusDays(30), due);
    accepted(review(published));
    city.city.goTo(due);
    city.city.tick();
    assertTrue(overdue().isEmpty());
    city.city.goTo(due.plusDays(1));
    city.city.tick();
    city.city.tick();
    List<String> late =
        overdue().stream()
            .filter(each -> each.kind() == Kind.FORMULARY)
            .map(SupplyTask::place)
            .toList();
    assertEquals(List.of(TestRegistry.OTHER_HOSPITAL, TestRegistry.DISTRICT_HOSPITAL), late);
    assertTrue(
        task(VERSION, Kind.FORMULARY, TestRegistry.OTHER_HOSPITAL).overdueOn(city.city.today()));
    assertFalse(task(VERSION, Kind.FORMULARY, HOSPITAL).overdueOn(city.city.today()));
  }

  private List<SupplyTask> overdue() {
    return city.city.events.stream()
        .filter(Event.TaskOverdue.class::isInstance)
        .map(each -> ((Event.TaskOverdue) each).task())
        .toList();
  }

  @Test
  @Tag("S2-2")
  void howLongAReviewMayTakeIsWhatTheAreaFiledLast() {
    city.rules(LocalDate.of(2026, 1, 1), 45, false, 0);
    city.rules(LocalDate.of(2026, 1, 1), 7, false, 0);
    city.rules(LocalDate.of(2027, 1, 1), 60, false, 0);
    city.city.publish(TestCatalogue.withCap("next", published, TestCatalogue.DUPILUMAB, 9_000_000));
    assertEquals(published.plusDays(7), task("next", Kind.FORMULARY, HOSPITAL).due());
    assertNull(task("next", Kind.MAPPING, PHARMACY), "no new code, nothing to map");
    assertNull(task("next", Kind.LISTING, AREA));
  }

  @Test
  @Tag("S2-14")
  void listingIsDoneWhenThePlatformHasListedEveryNewCode() {
    var platform = by(Role.PROCUREMENT_PLATFORM, AREA);
    assertEquals(allCodes().length, task(VERSION, Kind.LISTING, AREA).codes());
    for (int i = 0; i < allCodes().length; i++) {
      assertTrue(task(VERSION, Kind.LISTING, AREA).open());
      accepted(
          city.decide(
              platform, new SupplyCommand.ConfirmCodes(AREA, VERSION, List.of(allCodes()[i]))));
    }
    assertFalse(task(VERSION, Kind.LISTING, AREA).open());
    assertTrue(task(VERSION, Kind.MAPPING, PHARMACY).open());
    refused(
        Reason.DRUG_UNKNOWN,
        city.decide(platform, new SupplyCommand.ConfirmCodes(AREA, VERSION, List.of("X-none"))));
  }

  @Test
  @Tag("S2-14")
  void confirmingTwiceCountsOnce() {
    String code = TestCatalogue.DEFERASIROX;
    accepted(map(VERSION, code));
    accepted(map(VERSION, code));
    assertEquals(1, task(VERSION, Kind.MAPPING, PHARMACY).confirmed());
    refused(Reason.DRUG_TWICE, map(VERSION, code, code));
    refused(Reason.CATALOGUE_VERSION_UNKNOWN, map("no such", code));
  }

  @Test
  @Tag("S2-14")
  void aCodeThatTheSellerHasNotMappedIsNotSoldWhereTheAreaSaysSo() {
    String free = city.city.submitted(TestDraft.of(TestCatalogue.DEFERASIROX, 1));
    city.city.dispensed(pharmacy(), free);

    city.rules(true, 0);
    String prescription = city.city.submitted(TestDraft.of(TestCatalogue.DEFERASIROX, 1));
    accepted(city.city.claim(pharmacy(), prescription));
    var lines = city.city.openLines(prescription);
    refused(Reason.CODE_UNMAPPED, city.city.dispense(pharmacy(), prescription, lines), "S2-14");
    accepted(map(VERSION, TestCatalogue.DEFERASIROX));
    accepted(city.city.dispense(pharmacy(), prescription, lines));
  }
}
