package org.dualchannel.reimbursement;

import static org.dualchannel.reimbursement.SettlementFixture.*;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Critical illness, assistance, full coverage, account and cash, in the order of the policy. */
class LaterPayersTest {
  private static final Amount NO_CAP = null;

  private static Accumulators burden(long fen) {
    return year("x", 0, 0, fen);
  }

  @Test
  @Tag("S2-32")
  void orderOfPayersIsThePolicys() {
    SettlementInput input =
        input(POOR_RESIDENT, burden(2_850_000), line(1, "x", 1_000_000, 30_000, NO_CAP));
    Breakdown usual = Waterfall.settle(POLICY, input).totals();
    assertEquals(614_250, usual.hifmiFen());
    assertEquals(231_525, usual.mafFen());
    BenefitPolicy swapped =
        ordered(
            POLICY,
            Payer.BASIC,
            Payer.MEDICAL_ASSISTANCE,
            Payer.CRITICAL_ILLNESS,
            Payer.ACCOUNT,
            Payer.CASH);
    Breakdown other = Waterfall.settle(swapped, input).totals();
    assertEquals(945_000 * 7 / 10, other.mafFen());
    assertEquals(Ratio.mul(945_000 - 661_500, 6_500), other.hifmiFen());
    BenefitPolicy basicOnly = ordered(POLICY, Payer.BASIC, Payer.ACCOUNT, Payer.CASH);
    assertEquals(1_755_000, Waterfall.settle(basicOnly, input).totals().fundFen());
  }

  @Test
  @Tag("S2-32")
  void reliefHalvesTheFirstThresholdOnlyForItsGroups() {
    SettlementLine line = line(1, "x", 1_000_000, 10_000, NO_CAP);
    // The burden of this line, 3,150 yuan, lies between half the threshold and the threshold.
    Accumulators before = burden(1_500_000);
    assertEquals(0, Waterfall.settle(POLICY, input(RESIDENT, before, line)).totals().hifmiFen());
    assertEquals(
        Ratio.mul(315_000, 6_500),
        Waterfall.settle(POLICY, input(POOR_RESIDENT, before, line)).totals().hifmiFen());
  }

  @Test
  void burdenAcrossTwoTiersPaysEachAtItsRatio() {
    SettlementLine line = line(1, "x", 1_000_000, 10_000, NO_CAP);
    SettlementResult result = Waterfall.settle(POLICY, input(RESIDENT, burden(9_900_000), line));
    assertEquals(100_000 * 6 / 10 + 215_000 * 7 / 10, result.totals().hifmiFen());
  }

  @Test
  void assistanceStopsAtItsYearlyLimit() {
    Accumulators before =
        new Accumulators(
            2026, year("x", 0, 0, 0).benefits(), burden(0).drugs(), 0, 0, 0, 0, 4_999_000);
    SettlementResult result =
        Waterfall.settle(
            POLICY, input(POOR_RESIDENT, before, line(1, "x", 1_000_000, 10_000, NO_CAP)));
    assertEquals(1_000, result.totals().mafFen());
    assertEquals(5_000_000, result.after().assistancePaidFen());
    assertTrue(kinds(result).contains(Step.Kind.ASSISTANCE_LIMIT));
  }

  @Test
  void assistanceDeductibleByIncomeIsUsedUpFirst() {
    PersonFacts edge = new PersonFacts("390", false, 30, "5C", new Amount(2_000_000));
    SettlementLine line = line(1, "x", 1_000_000, 10_000, NO_CAP);
    SettlementResult first = Waterfall.settle(POLICY, input(edge, burden(0), line));
    // Burden 3,150 yuan, deductible 10 % of 20,000 yuan.
    assertEquals((315_000 - 200_000) * 6 / 10, first.totals().mafFen());
    SettlementResult second = Waterfall.settle(POLICY, input(edge, first.after(), line));
    assertEquals(315_000 * 6 / 10, second.totals().mafFen());
    PersonFacts unknown = new PersonFacts("390", false, 30, "5C", null);
    SettlementResult none = Waterfall.settle(POLICY, input(unknown, burden(0), line));
    assertEquals(0, none.totals().mafFen());
    assertTrue(kinds(none).contains(Step.Kind.ASSISTANCE_INCOME_UNKNOWN));
  }

  @Test
  @Tag("S3-41")
  void fullCoveragePaysWhatIsLeftInScopeOfItsLines() {
    SettlementLine covered =
        new SettlementLine(
            1,
            "X",
            "y",
            10_000,
            10_000,
            true,
            true,
            new Amount(9_000),
            1_000,
            false,
            false,
            null,
            true);
    SettlementResult result =
        Waterfall.settle(POLICY, input(EMPLOYED, nothing(), covered, ordinary(2, 10_000, 10_000)));
    assertEquals(8_100, result.lines().get(0).split().othFen());
    assertEquals(1_900, result.lines().get(0).split().cashFen());
    assertEquals(0, result.lines().get(1).split().othFen());
  }

  @Test
  void accountPaysOnlyWhenAskedAndOnlyWhatItHolds() {
    SettlementInput input = input(EMPLOYED, nothing(), dupilumab(1));
    SettlementResult part = Waterfall.settle(POLICY, account(input, 100_000, true));
    assertEquals(100_000, part.totals().acctFen());
    assertEquals(116_960, part.totals().cashFen());
    assertEquals(0, part.balanceAfterFen());
    SettlementResult whole = Waterfall.settle(POLICY, account(input, 300_000, true));
    assertEquals(216_960, whole.totals().acctFen());
    assertEquals(0, whole.totals().cashFen());
    assertEquals(83_040, whole.balanceAfterFen());
    SettlementResult none = Waterfall.settle(POLICY, account(input, 300_000, false));
    assertEquals(0, none.totals().acctFen());
    assertEquals(300_000, none.balanceAfterFen());
  }

  @Test
  void sharesRoundHalfUpAndTheLastLineTakesTheResidual() {
    long[] room = {100, 100, 100};
    assertArrayEquals(new long[] {33, 33, 34}, Allocation.share(100, new long[] {1, 1, 1}, room));
    assertArrayEquals(
        new long[] {67, 33, 0},
        Allocation.share(100, new long[] {2, 1, 0}, new long[] {100, 100, 0}));
  }

  @Test
  void residualThatWouldBeNegativeIsTakenFromNoOne() {
    long[] ones = {1, 1, 1, 1};
    // Half up gives 1 + 1 + 1, one too many: the third gets nothing and so does the last.
    assertArrayEquals(new long[] {1, 1, 0, 0}, Allocation.share(2, ones, ones));
  }

  @Test
  void whatALineCannotTakeGoesToTheLastWithRoom() {
    assertArrayEquals(
        new long[] {0, 40, 60},
        Allocation.share(100, new long[] {100, 100, 100}, new long[] {0, 100, 60}));
    assertThrows(
        IllegalStateException.class,
        () -> Allocation.share(5, new long[] {1, 1}, new long[] {2, 2}));
  }

  @Test
  void proportionOfHugeAmountsIsExact() {
    long huge = 9_000_000_000_000_000L;
    assertEquals(huge / 2, Allocation.proportion(huge, huge, 2 * huge));
    assertEquals(1, Allocation.proportion(1, huge, 2 * huge));
    assertEquals(0, Allocation.proportion(1, huge - 1, 2 * huge));
    assertEquals(0, Allocation.proportion(0, 0, 0));
  }
}
