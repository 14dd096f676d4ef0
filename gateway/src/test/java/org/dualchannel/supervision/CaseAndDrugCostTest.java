package org.dualchannel.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.dualchannel.registry.Period;
import org.dualchannel.supervision.DrgAdjustment.Lever;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The figures of supervision, by hand. */
class CaseAndDrugCostTest {
  private static final Period YEAR =
      new Period(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));

  /** 100 cases at 10,000 yuan become 100 at 12,500, of which drugs are 500 before, 2,500 now. */
  private static DrgCost cost(String molecule, Period period) {
    return new DrgCost(
        "RE11",
        period,
        List.of(molecule),
        1_000_000_000,
        new DrgCost.Cases(100, 100_000_000, 5_000_000),
        new DrgCost.Cases(100, 125_000_000, 25_000_000));
  }

  @Test
  @Tag("S2-10")
  void theRiseIsWhatDrugsAddedAndNoMoreThanTheWholeRise() {
    assertEquals(20_000_000, cost("a", YEAR).riseFen());
    DrgCost saving =
        new DrgCost(
            "RE11",
            YEAR,
            List.of("a"),
            1_000_000_000,
            new DrgCost.Cases(100, 100_000_000, 0),
            new DrgCost.Cases(200, 210_000_000, 30_000_000));
    assertEquals(10_000_000, saving.riseFen(), "what the drug saved elsewhere is not paid again");
    assertNull(DrgAdjustment.refuseWithoutRise(saving));
    DrgCost fall =
        new DrgCost(
            "RE11",
            YEAR,
            List.of("a"),
            1_000_000_000,
            new DrgCost.Cases(100, 100_000_000, 0),
            new DrgCost.Cases(100, 100_000_000, 30_000_000));
    assertEquals("0", DrgAdjustment.refuseWithoutRise(fall).details().get(1).value());
  }

  @Test
  @Tag("S2-10")
  void theWeightFollowsTheGroupAndTheCoefficientTheHospital() {
    assertEquals(
        18_000, DrgAdjustment.proposedE4(Lever.GROUP_WEIGHT, cost("a", YEAR), 15_000), "20 %");
    // 200,000 of 9,800,000 yuan are 2.0408 %
    assertEquals(
        10_204, DrgAdjustment.proposedE4(Lever.HOSPITAL_COEFFICIENT, cost("a", YEAR), 10_000));
  }

  @Test
  @Tag("S2-10")
  void oneCostIsCompensatedOnce() {
    DrgAdjustment weight = adjustment(Lever.GROUP_WEIGHT);
    DrgAdjustment coefficient = adjustment(Lever.HOSPITAL_COEFFICIENT);
    Lever other = Lever.HOSPITAL_COEFFICIENT;
    assertTrue(weight.refuseSameCost("H1", other, cost("a", YEAR)) != null);
    assertTrue(weight.refuseSameCost("H2", other, cost("a", YEAR)) != null, "weights reach all");
    assertTrue(coefficient.refuseSameCost("H1", Lever.GROUP_WEIGHT, cost("a", YEAR)) != null);
    assertNull(coefficient.refuseSameCost("H2", other, cost("a", YEAR)), "another hospital's");
    assertNull(weight.refuseSameCost("H1", other, cost("b", YEAR)), "another drug");
    Period next = new Period(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 12, 31));
    assertNull(weight.refuseSameCost("H1", other, cost("a", next)), "another year");
    assertNull(
        weight.decided(false, "no", null, 0).refuseSameCost("H1", other, cost("a", YEAR)),
        "a rejected proposal compensates nothing");
  }

  private static DrgAdjustment adjustment(Lever lever) {
    return DrgAdjustment.proposed("G1", "120100", "H1", lever, cost("a", YEAR), 10_000, 0);
  }

  @Test
  @Tag("S2-12")
  void negotiatedDrugsLeaveNumeratorAndDenominator() {
    DrugBurden.Versions versions = DrugBurden.of(1_000, 10_000_000, 4_000_000, 2_500_000);
    assertEquals(4_000, versions.with().drugRatioBp());
    assertEquals(10_000, versions.with().averageFen());
    assertEquals(2_000, versions.without().drugRatioBp(), "1.5 of 7.5 million");
    assertEquals(7_500, versions.without().averageFen());
    DrugBurden.Versions none = DrugBurden.of(0, 0, 0, 0);
    assertNull(none.with().drugRatioBp());
    assertNull(none.with().averageFen());
    DrugBurden.Versions plain = DrugBurden.of(3, 100, 50, 0);
    assertEquals(plain.with(), plain.without(), "without such drugs the versions agree");
    assertEquals(33, plain.with().averageFen());
  }

  @Test
  @Tag("S2-1")
  @Tag("S2-12")
  void whatCirculatedCountsForTheHospital() {
    HospitalBook book = new HospitalBook();
    book.dispensed(
        "120100", "H1", "P1", new HospitalMonth.Dispensed(1, 500, 500, 300), 1_772_400_000_000L);
    HospitalMonth month = book.month("120100", "H1", HospitalBook.monthOf(1_772_400_000_000L));
    HospitalFigures reported = new HospitalFigures("H1", month.month(), 10, 1_500, 500, 0, 0);
    DrugBurden.Versions versions = DrugBurden.of(reported, month);
    assertEquals(5_000, versions.with().drugRatioBp(), "1,000 of 2,000");
    assertEquals(3_333, versions.without().drugRatioBp(), "500 of 1,500");
  }

  @Test
  @Tag("S2-1")
  void theSampleIsDrawnFromAllAndHoldsItsShare() {
    List<String> ids =
        IntStream.range(0, 20_000).mapToObj(i -> String.format("120100R%012d", i)).toList();
    long drawn = ids.stream().filter(id -> ReviewSample.draws(id, 500)).count();
    assertTrue(drawn > 850 && drawn < 1_150, drawn + " of 20,000 at 5 %");
    assertEquals(0, ids.stream().filter(id -> ReviewSample.draws(id, 0)).count());
    assertEquals(20_000, ids.stream().filter(id -> ReviewSample.draws(id, 10_000)).count());
    assertTrue(
        ids.stream()
            .filter(id -> ReviewSample.draws(id, 500))
            .allMatch(id -> ReviewSample.draws(id, 1_000)),
        "a larger sample holds the smaller");
  }
}
