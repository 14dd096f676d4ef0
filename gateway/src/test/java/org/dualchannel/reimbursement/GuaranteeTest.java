package org.dualchannel.reimbursement;

import static org.dualchannel.reimbursement.SettlementFixture.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dualchannel.registry.HospitalTier;
import org.dualchannel.reimbursement.Benefit.Deductible;
import org.dualchannel.reimbursement.Benefit.FundCap;
import org.dualchannel.reimbursement.Benefit.RatioTier;
import org.dualchannel.reimbursement.BenefitPolicy.CapBasis;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Caps, deductibles, ratios and routing at their edges. */
class GuaranteeTest {
  private static final Amount CAP = new Amount(7_900_000);

  private static SettlementResult settle(SettlementInput input) {
    return Waterfall.settle(POLICY, input);
  }

  @Test
  @Tag("S2-31")
  void capReachedExactlyPaysInFullAndLeavesNothing() {
    Accumulators before = year("dupilumab", 7_900_000 - 568_800, 0, 0);
    SettlementResult result = settle(input(EMPLOYED, before, dupilumab(1)));
    assertEquals(455_040, result.totals().hifpFen());
    assertEquals(0, result.drugCaps().get(0).remainingFen());
  }

  @Test
  @Tag("S2-31")
  void oneFenLessOfTheCapIsOneFenLessInLimit() {
    Accumulators before = year("dupilumab", 7_900_000 - 568_799, 0, 0);
    SettlementResult result = settle(input(EMPLOYED, before, dupilumab(1)));
    assertEquals(568_799, result.lines().get(0).inLimitFen());
    assertEquals(0, result.drugCaps().get(0).remainingFen());
    assertEquals(7_900_000, result.after().drug("dupilumab").capUsedFen());
  }

  @Test
  @Tag("S2-31")
  @Tag("S2-32")
  void overTheCapTheGuaranteePaysNothingAndTheCostFlowsOn() {
    Accumulators before = year("dupilumab", 7_900_000, 0, 2_000_000);
    SettlementResult result = settle(input(EMPLOYED, before, dupilumab(1)));
    assertEquals(0, result.totals().hifpFen());
    assertEquals(568_800 * 8 / 10, result.totals().hifobFen());
    assertEquals(2_568_800, result.after().burdenFen());
  }

  @Test
  @Tag("S2-32")
  void belowTheThresholdNothingFlowsOn() {
    Accumulators before = year("dupilumab", 7_900_000, 0, 0);
    SettlementResult result = settle(input(EMPLOYED, before, dupilumab(1)));
    assertEquals(0, result.totals().fundFen());
    assertEquals(632_000, result.totals().cashFen());
  }

  @Test
  @Tag("S2-31")
  void strengthsOfOneMoleculeShareTheCapInLineOrder() {
    Amount cap = new Amount(100_000);
    SettlementResult result =
        settle(
            input(
                EMPLOYED,
                year("bosentan", 0, 0, 0),
                line(1, "bosentan", 80_000, 10_000, cap),
                line(2, "bosentan", 80_000, 10_000, cap),
                line(3, "ambrisentan", 80_000, 10_000, cap)));
    assertEquals(72_000, result.lines().get(0).inLimitFen());
    assertEquals(28_000, result.lines().get(1).inLimitFen());
    assertEquals(72_000, result.lines().get(2).inLimitFen());
  }

  @Test
  @Tag("S2-31")
  void onTheFundBasisTheCapCountsWhatTheFundPaid() {
    BenefitPolicy byFund = basis(POLICY, CapBasis.FUND_PAY);
    Accumulators before = year("dupilumab", 7_900_000, 7_600_000, 0);
    SettlementResult result = Waterfall.settle(byFund, input(EMPLOYED, before, dupilumab(1)));
    assertEquals(300_000, result.totals().hifpFen());
    assertEquals(7_900_000, result.after().drug("dupilumab").fundUsedFen());
    assertTrue(kinds(result).contains(Step.Kind.DRUG_FUND_CAP));
    SettlementResult within =
        Waterfall.settle(byFund, input(EMPLOYED, year("dupilumab", 0, 0, 0), dupilumab(1)));
    assertEquals(455_040, within.totals().hifpFen());
  }

  @Test
  @Tag("S2-30")
  void deductibleIsSharedByTheDrugsAndPaidOnceAYear() {
    SettlementInput first =
        input(
            EMPLOYED,
            nothing(),
            line(1, "bosentan", 30_000, 10_000, CAP),
            line(2, "ambrisentan", 30_000, 10_000, CAP));
    SettlementResult result = settle(first);
    assertEquals(50_000, result.totals().dedcFen());
    assertEquals(3_200, result.totals().hifpFen());
    assertEquals(0, settle(first.withBefore(result.after())).totals().dedcFen());
  }

  @Test
  @Tag("S2-30")
  void deductibleLargerThanTheBillIsPaidAsFarAsItGoes() {
    SettlementResult result = settle(input(EMPLOYED, nothing(), line(1, "x", 10_000, 10_000, CAP)));
    assertEquals(9_000, result.totals().dedcFen());
    assertEquals(0, result.totals().hifpFen());
    assertEquals(9_000, result.after().benefit(BenefitKind.GUARANTEE).deductiblePaidFen());
  }

  @Test
  @Tag("S2-30")
  void figuresComeFromThePolicyInForce() {
    SettlementInput input = input(EMPLOYED, nothing(), dupilumab(1));
    BenefitPolicy other = employeeGuarantee(guarantee(5_000, 0), null);
    assertEquals(415_040, settle(input).totals().hifpFen());
    assertEquals(259_400, Waterfall.settle(other, input).totals().hifpFen());
  }

  @Test
  @Tag("S2-30")
  void retiredPersonsGainTheBonusButNeverMoreThanTheWhole() {
    SettlementInput input = input(RETIRED, year("dupilumab", 0, 0, 0), dupilumab(1));
    assertEquals(568_800 * 85 / 100, settle(input).totals().hifpFen());
    BenefitPolicy generous = employeeGuarantee(guarantee(9_800, 500), null);
    assertEquals(568_800, Waterfall.settle(generous, input).totals().hifpFen());
    SettlementInput away = at(input, HospitalTier.TIER_3, AreaKind.REFERRAL);
    // 103 % granted, of which 90 % away from home: the limit of 100 % comes last.
    assertEquals(Ratio.mul(568_800, 9_270), Waterfall.settle(generous, away).totals().hifpFen());
  }

  @Test
  @Tag("S2-9")
  void ratioFollowsThePrescribingHospitalsTier() {
    SettlementInput input = input(EMPLOYED, nothing(), ordinary(1, 180_000, 10_000));
    List<Long> paid = new ArrayList<>();
    for (HospitalTier tier : HospitalTier.values()) {
      paid.add(settle(at(input, tier, AreaKind.HOME)).totals().hifpFen());
    }
    assertEquals(List.of(75_000L, 65_000L, 55_000L), paid);
  }

  @Test
  @Tag("S2-9")
  void thePlaceOfDispensingIsNoInput() {
    for (Class<?> type : List.of(SettlementInput.class, SettlementLine.class, PersonFacts.class)) {
      for (var component : type.getRecordComponents()) {
        String name = component.getName().toLowerCase(java.util.Locale.ROOT);
        assertFalse(name.contains("pharmacy") || name.contains("channel"), name);
      }
    }
    assertEquals(
        1,
        Arrays.stream(SettlementInput.class.getRecordComponents())
            .filter(component -> component.getType() == HospitalTier.class)
            .count());
  }

  @Test
  @Tag("S2-33")
  void specialOutpatientComesBeforeTheGuarantee() {
    Benefit special =
        new Benefit(
            true,
            new Deductible(0, null, null, 0),
            List.of(new RatioTier(null, 9_000, 9_000, 9_000)),
            0,
            null,
            true);
    BenefitPolicy both =
        policy(
            new SchemePolicy(
                "310", special, EMPLOYEE_GUARANTEE, ORDINARY, null, EMPLOYEE_CRITICAL));
    SettlementLine plain = dupilumab(1);
    SettlementLine enrolled =
        new SettlementLine(
            1, "X", "dupilumab", 316_000, 20_000, true, true, null, 1_000, true, true, CAP, false);
    SettlementResult there = Waterfall.settle(both, input(EMPLOYED, nothing(), enrolled));
    assertEquals(BenefitKind.SPECIAL_OUTPATIENT, there.lines().get(0).benefit());
    assertEquals(568_800 * 9 / 10, there.totals().hifpFen());
    assertEquals(0, there.after().drug("dupilumab").capUsedFen());
    SettlementResult here = Waterfall.settle(both, input(EMPLOYED, nothing(), plain));
    assertEquals(BenefitKind.GUARANTEE, here.lines().get(0).benefit());
    assertEquals(BenefitKind.GUARANTEE, settleWithout(enrolled).lines().get(0).benefit());
  }

  private static SettlementResult settleWithout(SettlementLine enrolled) {
    // POLICY grants no special-outpatient benefit, so the line falls to the next.
    return settle(input(EMPLOYED, nothing(), enrolled));
  }

  @Test
  void baseCrossesFromOneTierToTheNext() {
    SettlementInput input =
        at(
            input(EMPLOYED, nothing(), ordinary(1, 700_000, 10_000)),
            HospitalTier.TIER_1,
            AreaKind.HOME);
    // 6,200 yuan over the deductible: 5,500 at 75 %, 700 at 55 %.
    assertEquals(412_500 + 38_500, settle(input).totals().hifpFen());
    assertEquals(620_000, settle(input).after().benefit(BenefitKind.ORDINARY_OUTPATIENT).baseFen());
  }

  @Test
  void aboveTheLastTierNothingIsPaid() {
    SettlementInput input = input(EMPLOYED, nothing(), ordinary(1, 2_000_000, 10_000));
    assertEquals(1_000_000 * 55 / 100, settle(input).totals().hifpFen());
  }

  @Test
  void fundCapHitInTheMiddleOfATier() {
    Benefit capped =
        new Benefit(
            true,
            new Deductible(0, null, null, 0),
            List.of(
                new RatioTier(new Amount(100_000), 5_000, 5_000, 5_000),
                new RatioTier(null, 8_000, 8_000, 8_000)),
            0,
            new FundCap(60_000, new Amount(70_000)),
            true);
    BenefitPolicy policy = employeeGuarantee(capped, null);
    SettlementLine line = line(1, "x", 200_000, 10_000, null);
    SettlementResult result = Waterfall.settle(policy, input(EMPLOYED, nothing(), line));
    assertEquals(60_000, result.totals().hifpFen());
    assertEquals(180_000, result.after().benefit(BenefitKind.GUARANTEE).baseFen());
    assertTrue(kinds(result).contains(Step.Kind.BENEFIT_FUND_CAP));
    assertEquals(
        70_000, Waterfall.settle(policy, input(RETIRED, nothing(), line)).totals().hifpFen());
    BenefitPolicy basic = employeeGuarantee(capped, new Amount(45_000));
    SettlementResult cut = Waterfall.settle(basic, input(EMPLOYED, nothing(), line));
    assertEquals(45_000, cut.totals().hifpFen());
    assertEquals(45_000, cut.after().basicFundFen());
  }

  @Test
  void halfAPackRoundsHalfAFenUp() {
    SettlementResult result = settle(input(EMPLOYED, nothing(), ordinary(1, 333, 5_000)));
    assertEquals(167, result.totals().medfeeFen());
    assertEquals(0, Ratio.price(0, 5_000));
    assertEquals(1, Ratio.price(1, 5_000));
    assertEquals(0, Ratio.price(1, 4_999));
    assertEquals(1, Ratio.mul(1, 5_000));
    assertEquals(0, Ratio.mul(1, 4_999));
  }

  @Test
  void uncoveredLinesArePaidByThePersonAlone() {
    SettlementLine outside =
        new SettlementLine(
            1, "X", "x", 10_000, 10_000, false, true, null, 0, false, true, CAP, true);
    SettlementLine unmet =
        new SettlementLine(
            2, "X", "x", 10_000, 10_000, true, false, null, 0, false, true, CAP, false);
    SettlementResult result = settle(input(EMPLOYED, nothing(), outside, unmet, dupilumab(3)));
    assertEquals(20_000, result.totals().ownpayFen());
    assertEquals(0, result.lines().get(0).split().fundFen());
    assertEquals(0, result.lines().get(1).split().fundFen());
    assertEquals(415_040, result.lines().get(2).split().hifpFen());
  }

  @Test
  void theDeciderMustAskForTheRightPolicySchemeAndYear() {
    SettlementInput input = input(EMPLOYED, nothing(), dupilumab(1));
    assertThrows(
        IllegalArgumentException.class, () -> settle(input.withBefore(Accumulators.empty(2025))));
    assertThrows(
        IllegalArgumentException.class,
        () -> settle(input(new PersonFacts("340", false, 1, null, null), nothing())));
    BenefitPolicy other = new RandomSettlements(1).policy();
    assertThrows(IllegalArgumentException.class, () -> Waterfall.settle(other, input));
  }

  @Test
  void levelCodesMapToTiers() {
    List<String> tiers =
        java.util.stream.IntStream.rangeClosed(1, 11)
            .mapToObj(code -> HospitalTier.ofLevel("%02d".formatted(code)).name().substring(5))
            .toList();
    assertEquals("33332221111", String.join("", tiers));
    assertFalse(
        HospitalTier.isLevel("12") || HospitalTier.isLevel("1") || HospitalTier.isLevel(null));
    assertThrows(IllegalArgumentException.class, () -> HospitalTier.ofLevel("00"));
    assertTrue(PersonFacts.isRetired("1201"));
    assertFalse(PersonFacts.isRetired("1101"));
  }
}
