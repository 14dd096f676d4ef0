package org.dualchannel.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.Designations;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Place;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The best pharmacy first, in one order only, and for every other one why it was left out. */
class PharmaciesAreRankedAlikeTest implements Router.Surroundings {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final Period ALWAYS = new Period(LocalDate.of(2020, 1, 1), null);
  private static final String HOSPITAL = "H12010000001";
  private static final Place HOME = new Place(39_000_000, 117_000_000);

  private final Map<String, Pharmacy> pharmacies = new HashMap<>();
  private final Map<String, Stock> stocks = new HashMap<>();
  private final Map<String, Integer> holds = new HashMap<>();
  private final List<Designation> filings = new ArrayList<>();

  @Override
  public Pharmacy pharmacy(String code) {
    return pharmacies.get(code);
  }

  @Override
  public Stock stock(String pharmacy, String drug) {
    return stocks.get(pharmacy + drug);
  }

  @Override
  public int openHolds(String pharmacy) {
    return holds.getOrDefault(pharmacy, 0);
  }

  @Test
  @Tag("S2-5")
  @Tag("S2-6")
  @Tag("S4-34")
  void everyReasonToLeaveAPharmacyOut() {
    add("P01", 100, 0);
    file("P02", ALWAYS);
    add("P03", 100, 0);
    pharmacies.put("P03", pharmacy("P03", false, true, 0, HOME));
    add("P04", 100, 0);
    filings.remove(filings.size() - 1);
    file("P04", new Period(DAY.plusDays(1), null));
    add("P05", 100, 0);
    pharmacies.put("P05", pharmacy("P05", true, false, 0, HOME));
    add("P06", 100, 0);
    stocks.remove("P06X1");
    add("P07", 100, 0);
    stocks.put("P07X1", new Stock(19_999, 100, 1));
    add("P08", 116, 0);
    add("P09", 100, 2_000);
    add("P10", 100, 0);
    pharmacies.put("P10", pharmacy("P10", true, true, 2, HOME));
    holds.put("P10", 2);
    Router.Wish wish = new Router.Wish(List.of(wanted()), "P99", HOME, 1_000, List.of());
    Route route = route(wish);
    assertEquals(List.of("P01"), names(route));
    Map<String, Exclusion> why = new HashMap<>();
    route.leftOut().forEach(each -> why.put(each.pharmacy(), each.exclusion()));
    assertEquals(
        Map.of(
            "P02", Exclusion.NOT_REGISTERED,
            "P03", Exclusion.NOT_QUALIFIED,
            "P04", Exclusion.NOT_DESIGNATED,
            "P05", Exclusion.NO_COLD_CHAIN,
            "P06", Exclusion.STOCK_UNKNOWN,
            "P07", Exclusion.OUT_OF_STOCK,
            "P08", Exclusion.PRICE_OVER_LIMIT,
            "P09", Exclusion.TOO_FAR,
            "P10", Exclusion.FULLY_LOADED,
            "P99", Exclusion.NOT_DESIGNATED),
        why);
    Set<Exclusion> seen = EnumSet.of(Exclusion.RANKED_TOO_LOW);
    seen.addAll(why.values());
    assertEquals(EnumSet.allOf(Exclusion.class), seen, "the last one has a test of its own");
  }

  @Test
  void theEdgesOfEveryLimitPass() {
    add("P01", 115, 0);
    stocks.put("P01X1", new Stock(20_000, 115, 1));
    pharmacies.put("P01", pharmacy("P01", true, true, 2, HOME));
    holds.put("P01", 1);
    add("P02", 100, 1_000);
    int metres = Distance.metres(pharmacies.get("P02").place(), HOME);
    assertEquals(
        List.of("P02", "P01"),
        names(route(new Router.Wish(List.of(wanted()), "", HOME, metres, List.of()))));
    assertEquals(
        List.of("P01"),
        names(route(new Router.Wish(List.of(wanted()), "", HOME, metres - 1, List.of()))));
  }

  @Test
  void choiceThenPriceThenDistanceThenLoadThenCode() {
    add("P01", 101, 0);
    add("P02", 100, 500);
    add("P03", 100, 100);
    add("P04", 100, 100);
    add("P05", 100, 100);
    holds.put("P03", 1);
    add("P06", 115, 900);
    Router.Wish wish = new Router.Wish(List.of(wanted()), "P06", HOME, 0, List.of());
    assertEquals(List.of("P06", "P04", "P05", "P03", "P02", "P01"), names(route(wish)));
    Route route = route(wish);
    for (int i = 0; i < route.candidates().size(); i++) {
      assertEquals(i + 1, route.candidates().get(i).rank());
    }
    assertTrue(route.candidates().get(0).preferred());
    assertEquals(230, route.candidates().get(0).totalFen(), "two units at 115 fen");
  }

  @Test
  void aPharmacyWithoutAPlaceComesAfterThoseWithOne() {
    add("P01", 100, 0);
    pharmacies.put("P01", pharmacy("P01", true, true, 0, null));
    add("P02", 100, 9_000);
    assertEquals(
        List.of("P02", "P01"),
        names(route(new Router.Wish(List.of(wanted()), "", HOME, 0, List.of()))));
  }

  @Test
  void theOrderOfFilingMakesNoDifference() {
    Random random = new Random(5);
    for (int i = 10; i < 40; i++) {
      add("P" + i, 100 + random.nextInt(2), random.nextInt(2) * 100);
      holds.put("P" + i, random.nextInt(2));
    }
    Router.Wish wish = new Router.Wish(List.of(wanted()), "", HOME, 0, List.of());
    Route first = route(wish);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(filings, random);
      assertEquals(first, new Router(this).route(new Designations(HOSPITAL, filings), wish, DAY));
    }
  }

  @Test
  void theListIsCutAndTheRestIsTold() {
    int extra = 5;
    for (int i = 0; i < Router.MAX_CANDIDATES + extra; i++) {
      add("P%02d".formatted(i), 100, 0);
    }
    Route route = route(new Router.Wish(List.of(wanted()), "", HOME, 0, List.of()));
    assertEquals(Router.MAX_CANDIDATES, route.candidates().size());
    assertEquals(extra, route.leftOut().size());
    route.leftOut().forEach(each -> assertEquals(Exclusion.RANKED_TOO_LOW, each.exclusion()));
    assertEquals("P20", route.leftOut().get(0).pharmacy());
  }

  @Test
  void oneDrugMissingIsEnoughAndIsNamed() {
    add("P01", 100, 0);
    Router.Wanted other = new Router.Wanted(2, "X2", 10_000, false, 0);
    Router.Wish wish = new Router.Wish(List.of(wanted(), other), "", null, 0, List.of());
    assertEquals(
        new LeftOut("P01", Exclusion.STOCK_UNKNOWN, 2, "X2"),
        new Router(this).exclude("P01", wish, DAY));
    stocks.put("P01X2", new Stock(10_000, 9_999_999, 7));
    assertNull(new Router(this).exclude("P01", wish, DAY), "no limit where no price is listed");
    assertEquals(1, route(wish).candidates().get(0).stockAsOfMs(), "the older of the two counts");
  }

  private Route route(Router.Wish wish) {
    return new Router(this).route(new Designations(HOSPITAL, filings), wish, DAY);
  }

  private static List<String> names(Route route) {
    return route.candidates().stream().map(Candidate::pharmacy).toList();
  }

  private static Router.Wanted wanted() {
    return new Router.Wanted(1, "X1", 20_000, true, 115);
  }

  /** A pharmacy that can fill the prescription, so far north of the patient. */
  private void add(String code, long priceFen, int metres) {
    Place place = new Place(HOME.latE6() + metres * 1_000 / 111, HOME.lonE6());
    pharmacies.put(code, pharmacy(code, true, true, 0, place));
    stocks.put(code + "X1", new Stock(1_000_000, priceFen, 1));
    file(code, ALWAYS);
  }

  private void file(String code, Period period) {
    filings.add(new Designation(HOSPITAL, code, List.of(period), "F", DAY));
  }

  private static Pharmacy pharmacy(
      String code, boolean qualified, boolean cold, int maxHolds, Place place) {
    return new Pharmacy(
        code,
        code,
        "120100",
        List.of(ALWAYS),
        qualified,
        true,
        true,
        cold,
        place,
        maxHolds,
        "",
        "");
  }
}
