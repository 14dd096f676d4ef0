package org.dualchannel.reimbursement;

import static org.dualchannel.reimbursement.SettlementFixture.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.dualchannel.reimbursement.Reversal.ReturnResult;
import org.dualchannel.reimbursement.Reversal.Settled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A return gives back what the settlement would have cost less without the returned lines. */
@Tag("S2-15")
class ReversalTest {
  private static final int CASES = 5_000;
  private final long seed = new Random().nextLong();

  private static Settled settled(String id, BenefitPolicy policy, SettlementInput input) {
    return new Settled(id, policy, input, Waterfall.settle(policy, input));
  }

  private static List<Integer> numbers(SettlementInput input) {
    List<Integer> numbers = new ArrayList<>();
    input.lines().forEach(line -> numbers.add(line.line()));
    return numbers;
  }

  @Test
  void fullReturnRestoresEveryAccumulatorAndRefundsEveryFen() {
    for (int i = 0; i < CASES; i++) {
      RandomSettlements random = new RandomSettlements(seed + i);
      Settled settled = settled("s", random.policy(), random.input());
      ReturnResult result =
          Reversal.giveBack(settled, numbers(settled.input()), settled.result().after(), List.of());
      String message = "seed " + (seed + i) + "L";
      assertEquals(settled.input().before(), result.accumulators(), message);
      assertEquals(
          settled.result().totals().minus(result.remaining().result().totals()),
          result.refund(),
          message);
      assertEquals(settled.result().totals().fundFen(), result.refund().fundFen(), message);
      assertEquals(settled.result().totals().cashFen(), result.refund().cashFen(), message);
      assertEquals(List.of(), result.remaining().result().lines(), message);
    }
  }

  @Test
  void partialReturnEqualsTheSettlementWithoutThoseLines() {
    for (int i = 0; i < CASES; i++) {
      RandomSettlements random = new RandomSettlements(seed + i);
      Settled settled = settled("s", random.policy(), random.input());
      List<Integer> back = numbers(settled.input());
      back.removeIf(number -> random.chance(50));
      Settled without = settled("s", settled.policy(), settled.input().without(back));
      ReturnResult result = Reversal.giveBack(settled, back, settled.result().after(), List.of());
      String message = "seed " + (seed + i) + "L";
      assertEquals(without, result.remaining(), message);
      assertEquals(without.result().after(), result.accumulators(), message);
    }
  }

  @Test
  void returningLineByLineEqualsReturningAtOnce() {
    for (int i = 0; i < CASES; i++) {
      RandomSettlements random = new RandomSettlements(seed + i);
      Settled first = settled("s", random.policy(), random.input());
      List<Integer> back = numbers(first.input());
      Collections.shuffle(back, new Random(seed + i));
      List<Integer> part = back.subList(0, random.below(back.size() + 1));
      Settled standing = first;
      Accumulators now = first.result().after();
      Breakdown rest = first.result().totals();
      for (int number : part) {
        ReturnResult step = Reversal.giveBack(standing, List.of(number), now, List.of());
        standing = step.remaining();
        now = step.accumulators();
        rest = rest.minus(step.refund());
      }
      ReturnResult atOnce = Reversal.giveBack(first, part, first.result().after(), List.of());
      String message = "seed " + (seed + i) + "L";
      assertEquals(atOnce.remaining(), standing, message);
      assertEquals(atOnce.accumulators(), now, message);
      assertTrue(rest.minus(standing.result().totals()).isZero(), message);
    }
  }

  @Test
  void laterSettlementsKeepTheirFiguresAndTheirDifferenceIsTold() {
    Settled first = settled("first", POLICY, input(EMPLOYED, nothing(), dupilumab(1)));
    Settled later = settled("later", POLICY, input(EMPLOYED, first.result().after(), dupilumab(1)));
    Accumulators now = later.result().after();
    ReturnResult result = Reversal.giveBack(first, List.of(1), now, List.of(later));
    assertEquals(415_040, result.refund().hifpFen());
    assertEquals(216_960, result.refund().cashFen());
    assertEquals(later.result().deltas(), deltasOf(result.accumulators()));
    // The later settlement would have paid the deductible: 500 yuan at 80 % are owed.
    assertEquals("later", result.adjustments().get(0).settlementId());
    Breakdown owed = result.adjustments().get(0).owed();
    assertEquals(50_000, owed.dedcFen());
    assertEquals(-40_000, owed.hifpFen());
    assertEquals(40_000, owed.cashFen());
  }

  /** The year as the deltas of a year that began empty. */
  private static Deltas deltasOf(Accumulators a) {
    return new Deltas(
        a.benefits(),
        a.drugs(),
        a.basicFundFen(),
        a.burdenFen(),
        a.criticalPaidFen(),
        a.assistanceDeductibleFen(),
        a.assistancePaidFen());
  }

  @Test
  void withNoDifferenceThereIsNoAdjustment() {
    Accumulators paid = year("dupilumab", 0, 0, 0);
    Settled first = settled("first", POLICY, input(EMPLOYED, paid, dupilumab(1)));
    Settled later = settled("later", POLICY, input(EMPLOYED, first.result().after(), dupilumab(1)));
    ReturnResult result =
        Reversal.giveBack(first, List.of(1), later.result().after(), List.of(later));
    assertEquals(List.of(), result.adjustments());
  }

  @Test
  void aYearOfSettlementsReturnedInAnyOrderEndsWhereItBegan() {
    for (int i = 0; i < 300; i++) {
      RandomSettlements random = new RandomSettlements(seed + i);
      BenefitPolicy policy = random.policy();
      Accumulators start = random.input().before();
      SettlementInput input = random.input(start, random.lines());
      List<Settled> all = new ArrayList<>();
      Accumulators now = start;
      for (int visit = 0; visit < 6; visit++) {
        Settled next = settled("s" + visit, policy, input.withBefore(now));
        all.add(next);
        now = next.result().after();
      }
      Collections.shuffle(all, new Random(seed + i));
      for (Settled each : all) {
        now = Reversal.giveBack(each, numbers(each.input()), now, List.of()).accumulators();
      }
      assertEquals(start, now, "seed " + (seed + i) + "L");
    }
  }

  @Test
  @Tag("S2-31")
  void aYearWithReturnsNeverPassesTheCapOnEligibleCost() {
    for (int i = 0; i < 300; i++) {
      RandomSettlements random = new RandomSettlements(seed + i);
      BenefitPolicy policy = basis(random.policy(), BenefitPolicy.CapBasis.ELIGIBLE_COST);
      SettlementInput input =
          random.input(Accumulators.empty(RandomSettlements.YEAR), random.lines());
      List<Settled> standing = new ArrayList<>();
      Accumulators now = input.before();
      for (int visit = 0; visit < 12; visit++) {
        Settled next = settled("s" + visit, policy, input.withBefore(now));
        standing.add(next);
        now = next.result().after();
        for (SettlementResult.DrugCap cap : next.result().drugCaps()) {
          assertTrue(cap.usedFen() <= cap.capFen(), "seed " + (seed + i) + "L " + cap);
        }
        int which = random.below(standing.size());
        List<Integer> back = numbers(standing.get(which).input());
        back.removeIf(number -> random.chance(60));
        ReturnResult result = Reversal.giveBack(standing.get(which), back, now, List.of());
        standing.set(which, result.remaining());
        for (Accumulators.DrugUse use : result.accumulators().drugs()) {
          long before = now.drug(use.molecule()).capUsedFen();
          assertTrue(use.capUsedFen() <= before, "seed " + (seed + i) + "L " + use);
        }
        now = result.accumulators();
      }
    }
  }

  @Test
  @Tag("S2-31")
  void returnFreesTheCapForTheNext() {
    Accumulators before = year("dupilumab", 7_900_000 - 568_800, 0, 0);
    Settled settled = settled("s", POLICY, input(EMPLOYED, before, dupilumab(1)));
    Accumulators full = settled.result().after();
    Settled refused = settled("n", POLICY, input(EMPLOYED, full, dupilumab(1)));
    assertEquals(0, refused.result().totals().hifpFen());
    Accumulators freed = Reversal.giveBack(settled, List.of(1), full, List.of()).accumulators();
    Settled again = settled("n", POLICY, input(EMPLOYED, freed, dupilumab(1)));
    assertEquals(455_040, again.result().totals().hifpFen());
  }

  @Test
  void accountIsRefundedAsItWasCharged() {
    SettlementInput input =
        account(input(EMPLOYED, nothing(), dupilumab(1), dupilumab(2)), 250_000, true);
    Settled settled = settled("s", POLICY, input);
    assertEquals(250_000, settled.result().totals().acctFen());
    ReturnResult result =
        Reversal.giveBack(settled, List.of(2), settled.result().after(), List.of());
    assertEquals(216_960, result.remaining().result().totals().acctFen());
    assertEquals(250_000 - 216_960, result.refund().acctFen());
    assertTrue(result.refund().cashFen() > 0);
  }

  @Test
  void unknownLinesAreABugOfTheCaller() {
    Settled settled = settled("s", POLICY, input(EMPLOYED, nothing(), dupilumab(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> Reversal.giveBack(settled, List.of(2), settled.result().after(), List.of()));
  }
}
