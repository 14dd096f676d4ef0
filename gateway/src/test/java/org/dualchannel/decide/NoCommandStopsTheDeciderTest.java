package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.ALWAYS;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Person;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Test;

/**
 * A record of the log is met again at every replay. So whatever a shape check lets through, the
 * decider answers it.
 */
class NoCommandStopsTheDeciderTest {
  private static final List<Long> EXTREMES =
      List.of(Long.MIN_VALUE, -1L, 0L, 10_000_000_001L, Long.MAX_VALUE);

  private final TestCity city = new TestCity();

  @Test
  void quantitiesOutOfBoundsAreRefused() {
    for (long quantity : List.of(Long.MIN_VALUE, -1L, 0L, 1_000_000_000_001L, Long.MAX_VALUE)) {
      refused(
          Reason.INVALID_REQUEST, city.submit(new TestDraft().line(DEFERASIROX, quantity, 28, "")));
    }
    accepted(city.submit(new TestDraft().line(DEFERASIROX, 1, 28, "")));
  }

  @Test
  void aPrescriptionHasLinesButNotTooMany() {
    refused(Reason.INVALID_REQUEST, city.submit(new TestDraft()));
    TestDraft most = new TestDraft();
    for (int i = 0; i < Bounds.MOST_LINES; i++) {
      most.line(DEFERASIROX, 10_000);
    }
    accepted(city.submit(most));
    most.number = "RX-too-long";
    refused(Reason.INVALID_REQUEST, city.submit(most.line(DEFERASIROX, 10_000)));
  }

  @Test
  void timesAndDaysOutOfBoundsAreRefused() {
    for (int days : List.of(Integer.MIN_VALUE, -1, 367, Integer.MAX_VALUE)) {
      refused(Reason.INVALID_REQUEST, city.submit(TestDraft.of(DEFERASIROX, 1).validFor(days)));
      refused(
          Reason.INVALID_REQUEST, city.submit(new TestDraft().line(DEFERASIROX, 10_000, days, "")));
    }
    refused(
        Reason.PRESCRIPTION_EXPIRED,
        city.submit(TestDraft.of(DEFERASIROX, 1).issuedAt(Long.MIN_VALUE)));
    refused(
        Reason.ISSUED_IN_FUTURE,
        city.submit(TestDraft.of(DEFERASIROX, 1).issuedAt(Long.MAX_VALUE)));
  }

  @Test
  void pricesOutOfBoundsAreRefused() {
    String prescription = city.submitted(TestDraft.of(DEFERASIROX, 1));
    accepted(city.claim(hospital(HOSPITAL), prescription));
    for (long price : EXTREMES) {
      if (price != 0) {
        refused(
            Reason.INVALID_REQUEST,
            city.dispense(
                hospital(HOSPITAL), prescription, List.of(city.line(prescription, 1, price))));
      }
    }
    refused(Reason.INVALID_REQUEST, city.dispense(hospital(HOSPITAL), prescription, List.of()));
    accepted(
        city.dispense(hospital(HOSPITAL), prescription, List.of(city.line(prescription, 1, 0))));
  }

  @Test
  void anAmountThatCouldOverflowAYearIsRefused() {
    long units = Bounds.MOST_QUANTITY_E4 / 10_000;
    String prescription = city.submitted(TestDraft.of(DEFERASIROX, units));
    accepted(city.claim(hospital(HOSPITAL), prescription));
    refused(
        Reason.INVALID_REQUEST,
        city.dispense(
            hospital(HOSPITAL),
            prescription,
            List.of(TestCity.whole(1, Bounds.MOST_PRICE_FEN, units * 10_000, List.of()))));
  }

  @Test
  void moreCodesThanAnEntryHoldsAreRefused() {
    String prescription = city.submitted(TestDraft.of(DEFERASIROX, Bounds.MOST_CODES + 1));
    accepted(city.claim(hospital(HOSPITAL), prescription));
    List<String> codes = Collections.nCopies(Bounds.MOST_CODES + 1, city.newCode(DEFERASIROX));
    refused(
        Reason.INVALID_REQUEST,
        city.dispense(
            hospital(HOSPITAL),
            prescription,
            List.of(TestCity.whole(1, 100, (Bounds.MOST_CODES + 1) * 10_000L, codes))));
  }

  @Test
  void asManyCodesAsAllowedFitTheirEntry() {
    city.watchRefusals = false;
    String prescription = city.submitted(TestDraft.of(DEFERASIROX, Bounds.MOST_CODES));
    Settlement settlement =
        city.dispensed(hospital(HOSPITAL), prescription, List.of(city.line(prescription, 1, 100)));
    assertEquals(Bounds.MOST_CODES, settlement.sold().get(0).traceCodes().size());
  }

  @Test
  void stockOutOfBoundsIsRefused() {
    for (long value : List.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE)) {
      refused(Reason.INVALID_REQUEST, stock(value, 100, city.nowMs));
      refused(Reason.INVALID_REQUEST, stock(100, value, city.nowMs));
      refused(Reason.INVALID_REQUEST, stock(100, 100, value));
    }
    accepted(stock(Bounds.MOST_QUANTITY_E4, Bounds.MOST_PRICE_FEN, city.nowMs));
  }

  @Test
  void aCountFromTheFutureCannotShutLaterReportsOut() {
    refused(Reason.INVALID_REQUEST, stock(100, 100, city.nowMs + Bounds.CLOCK_TOLERANCE_MS + 1));
    accepted(stock(100, 100, city.nowMs));
    Reply.StockReported older = (Reply.StockReported) accepted(stock(9, 9, city.nowMs - 1)).reply();
    assertEquals(List.of(DEFERASIROX), older.outdated());
    assertEquals(100, city.state.stock(PHARMACY, DEFERASIROX).quantityE4());
  }

  @Test
  void dearStockEverywhereStillRoutes() {
    TestDraft draft = new TestDraft();
    for (int i = 0; i < Bounds.MOST_LINES; i++) {
      draft.line("T000100106", Bounds.MOST_QUANTITY_E4, 28, "own wish");
    }
    accepted(
        city.by(
            pharmacy(PHARMACY),
            new Body.ReportStock(
                List.of(
                    new Body.StockItem(
                        "T000100106",
                        Bounds.MOST_QUANTITY_E4,
                        Bounds.MOST_PRICE_FEN,
                        city.nowMs)))));
    Reply.Submitted submitted = (Reply.Submitted) accepted(city.submit(draft)).reply();
    submitted.route().candidates().forEach(each -> assertTrue(each.totalFen() >= 0));
  }

  @Test
  void entriesThatADecisionCouldStumbleOverAreRefused() {
    for (Person bad : badPersons()) {
      refused(Reason.INVALID_REQUEST, city.bureau(TestRegistry.persons(bad)));
    }
    for (String level : List.of("", "00", "12", "3")) {
      Institution bad = TestRegistry.institution("H12010000009", level, ALWAYS);
      refused(
          Reason.INVALID_REQUEST,
          city.bureau(TestRegistry.entries(List.of(bad), List.of(), List.of(), List.of())));
    }
    refused(
        Reason.INVALID_REQUEST,
        city.bureau(
            TestRegistry.entries(
                List.of(),
                List.of(TestRegistry.physician("D120100000009", null, "any")),
                List.of(),
                List.of())));
    for (long balance : List.of(-1L, Long.MAX_VALUE)) {
      refused(
          Reason.INVALID_REQUEST,
          city.bureau(TestRegistry.balance(TestRegistry.EMPLOYEE, balance)));
    }
  }

  private static List<Person> badPersons() {
    LocalDate born = LocalDate.of(1980, 1, 1);
    Person.Status active = Person.Status.ACTIVE;
    List<Person> bad = new ArrayList<>();
    bad.add(person(null, "310", "1101", active, ALWAYS, null));
    bad.add(person(born, null, "1101", active, ALWAYS, null));
    bad.add(person(born, "310", null, active, ALWAYS, null));
    bad.add(person(born, "310", "1101", null, ALWAYS, null));
    bad.add(person(born, "310", "1101", active, null, null));
    bad.add(person(born, "310", "1101", active, new Period(null, null), null));
    bad.add(person(born, "310", "1101", active, ALWAYS, -1L));
    bad.add(person(born, "310", "1101", active, ALWAYS, Long.MAX_VALUE));
    return bad;
  }

  private static Person person(
      LocalDate born,
      String scheme,
      String type,
      Person.Status status,
      Period benefit,
      Long incomeFen) {
    return new Person(
        AREA,
        "20000001",
        Person.Sex.MALE,
        born,
        scheme,
        type,
        status,
        benefit,
        "",
        incomeFen,
        List.of(),
        List.of());
  }

  private Outcome stock(long quantityE4, long priceFen, long asOfMs) {
    return city.by(
        pharmacy(PHARMACY),
        new Body.ReportStock(
            List.of(new Body.StockItem(DEFERASIROX, quantityE4, priceFen, asOfMs))));
  }
}
