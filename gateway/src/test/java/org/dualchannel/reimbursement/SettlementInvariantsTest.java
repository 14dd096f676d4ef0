package org.dualchannel.reimbursement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.dualchannel.reimbursement.Accumulators.DrugUse;
import org.dualchannel.reimbursement.BenefitPolicy.CapBasis;
import org.dualchannel.reimbursement.SettlementResult.LineResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds of every settlement, whatever the policy. */
class SettlementInvariantsTest {
  private static final int CASES = 20_000;
  private final long seed = new Random().nextLong();

  private interface Check {
    void check(BenefitPolicy policy, SettlementInput input, SettlementResult result);
  }

  private void always(Check check) {
    for (int i = 0; i < CASES; i++) {
      RandomSettlements random = new RandomSettlements(seed + i);
      BenefitPolicy policy = random.policy();
      SettlementInput input = random.input();
      try {
        check.check(policy, input, Waterfall.settle(policy, input));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + (seed + i) + "L\n" + policy + "\n" + input, e);
      }
    }
  }

  @Test
  @Tag("S2-15")
  void everyFenHasOnePayer() {
    always(
        (policy, input, result) -> {
          adds(result.totals());
          result.lines().forEach(line -> adds(line.split()));
          assertEquals(input.balanceFen() - result.totals().acctFen(), result.balanceAfterFen());
        });
  }

  private static void adds(Breakdown b) {
    assertEquals(b.medfeeFen(), b.ownpayFen() + b.overlmtFen() + b.preselfFen() + b.inscpFen());
    assertEquals(
        b.fundFen(),
        b.hifpFen()
            + b.cvlservFen()
            + b.hifesFen()
            + b.hifmiFen()
            + b.hifobFen()
            + b.mafFen()
            + b.othFen());
    assertEquals(b.psnPartFen(), b.medfeeFen() - b.fundFen());
    assertEquals(b.psnPartFen(), b.acctFen() + b.cashFen());
  }

  @Test
  void noAmountIsNegativeAndNoFundPaysOutOfScope() {
    always(
        (policy, input, result) -> {
          result.lines().forEach(line -> sound(line.split()));
          sound(result.totals());
          assertTrue(result.balanceAfterFen() >= 0);
        });
  }

  private static void sound(Breakdown b) {
    long[] amounts = {
      b.medfeeFen(), b.ownpayFen(), b.overlmtFen(), b.preselfFen(), b.inscpFen(), b.dedcFen(),
      b.hifpFen(), b.propBp(), b.cvlservFen(), b.hifesFen(), b.hifmiFen(), b.hifobFen(),
      b.mafFen(), b.othFen(), b.fundFen(), b.psnPartFen(), b.acctFen(), b.acctMulaidFen(),
      b.cashFen()
    };
    for (long amount : amounts) {
      assertTrue(amount >= 0, () -> "negative: " + b);
    }
    assertTrue(b.fundFen() <= b.inscpFen(), () -> "paid out of scope: " + b);
    assertTrue(b.dedcFen() + b.hifpFen() <= b.inscpFen(), () -> "deductible paid twice: " + b);
  }

  @Test
  void linesAddUpToTheTotals() {
    always(
        (policy, input, result) -> {
          Breakdown rest = result.totals();
          for (LineResult line : result.lines()) {
            rest = rest.minus(line.split());
          }
          assertTrue(rest.isZero(), rest::toString);
        });
  }

  @Test
  @Tag("S2-31")
  void noCapIsEverPassed() {
    always(
        (policy, input, result) -> {
          for (SettlementResult.DrugCap cap : result.drugCaps()) {
            DrugUse before = input.before().drug(cap.molecule());
            boolean eligible = policy.capBasis() == CapBasis.ELIGIBLE_COST;
            long used = eligible ? before.capUsedFen() : before.fundUsedFen();
            assertTrue(cap.usedFen() <= Math.max(used, cap.capFen()), cap::toString);
            assertEquals(Math.max(0, cap.capFen() - cap.usedFen()), cap.remainingFen());
          }
        });
  }

  @Test
  void explanationAddsUpToWhatEachPayerPaid() {
    always(
        (policy, input, result) -> {
          for (Payer payer : Payer.values()) {
            long told = 0;
            for (Step step : result.explanation()) {
              told += step.payer() == payer ? step.amountFen() : 0;
            }
            assertEquals(result.totals().paidBy(payer), told, payer::toString);
          }
        });
  }

  @Test
  @Tag("S2-15")
  void takingTheSettlementBackRestoresTheYear() {
    always(
        (policy, input, result) -> {
          assertEquals(result.after(), input.before().plus(result.deltas()));
          assertEquals(input.before(), result.after().minus(result.deltas()));
        });
  }

  @Test
  void sameInputSettlesAlike() {
    always((policy, input, result) -> assertEquals(result, Waterfall.settle(policy, input)));
  }

  @Test
  @Tag("S2-31")
  void aYearOfSettlementsStaysWithinTheCap() {
    for (int i = 0; i < 500; i++) {
      RandomSettlements random = new RandomSettlements(seed + i);
      BenefitPolicy policy =
          SettlementFixture.basis(random.policy(), random.any(List.of(CapBasis.values())));
      SettlementInput input =
          random.input(Accumulators.empty(RandomSettlements.YEAR), random.lines());
      Set<String> capped = new HashSet<>();
      Accumulators year = input.before();
      for (int visit = 0; visit < 12; visit++) {
        SettlementResult result = Waterfall.settle(policy, input.withBefore(year));
        year = result.after();
        for (SettlementResult.DrugCap cap : result.drugCaps()) {
          capped.add(cap.molecule());
          assertTrue(cap.usedFen() <= cap.capFen(), "seed " + (seed + i) + "L " + cap);
        }
      }
      assertTrue(capped.size() <= 4);
    }
  }

  @Test
  void noLinesNoMoney() {
    SettlementInput input =
        SettlementFixture.input(SettlementFixture.EMPLOYED, SettlementFixture.nothing());
    SettlementResult result = Waterfall.settle(SettlementFixture.POLICY, input);
    assertEquals(0, result.totals().medfeeFen());
    assertEquals(input.before(), result.after());
    assertEquals(List.of(), result.explanation());
  }
}
