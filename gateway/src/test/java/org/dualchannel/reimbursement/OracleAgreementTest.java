package org.dualchannel.reimbursement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dualchannel.oracle.Figures;
import org.dualchannel.oracle.PlainOracle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two implementations that share no code settle alike, to the fen, line by line. */
@Tag("S2-15")
class OracleAgreementTest {
  private static final int CASES = 100_000;
  private static final int PER_POLICY = 5;

  @Test
  void aSecondImplementationAgreesToTheFen() {
    long seed = new Random().nextLong();
    int paidByAll = 0;
    for (int i = 0; i < CASES / PER_POLICY; i++) {
      RandomSettlements random = new RandomSettlements(seed + i);
      BenefitPolicy policy = random.policy();
      for (int j = 0; j < PER_POLICY; j++) {
        SettlementInput input = random.input();
        Map<String, BigInteger> expected = PlainOracle.settle(policy, input);
        SettlementResult result = Waterfall.settle(policy, input);
        Map<String, BigInteger> actual = Figures.of(result);
        if (!expected.equals(actual)) {
          String what = "seed " + (seed + i) + "L\n" + policy + "\n" + input;
          assertEquals(expected.toString(), actual.toString(), what);
        }
        Breakdown totals = result.totals();
        boolean all = totals.hifpFen() > 0 && totals.mafFen() > 0 && totals.cashFen() > 0;
        paidByAll += all && totals.paidBy(Payer.CRITICAL_ILLNESS) > 0 ? 1 : 0;
      }
    }
    // The cases must reach the whole waterfall, or the agreement would mean little.
    assertTrue(paidByAll > CASES / 50, "all payers in only " + paidByAll + " cases, seed " + seed);
  }

  @Test
  void theOracleTellsAWrongFenApart() {
    SettlementInput input =
        SettlementFixture.input(
            SettlementFixture.EMPLOYED,
            SettlementFixture.nothing(),
            SettlementFixture.dupilumab(1));
    Map<String, BigInteger> right = PlainOracle.settle(SettlementFixture.POLICY, input);
    assertEquals(BigInteger.valueOf(415_040), right.get("line.0.hifp"));
    assertEquals(BigInteger.valueOf(216_960), right.get("line.0.cash"));
    assertEquals(List.of(), right.keySet().stream().filter(k -> k.contains("maf")).toList());
  }
}
