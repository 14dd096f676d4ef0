package org.dualchannel.reimbursement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.dualchannel.codec.RecordCodec;
import org.junit.jupiter.api.Test;

/** What the log and the tables keep comes back as it was, and settles as it did. */
class PersistedValuesTest {
  private final RecordCodec<BenefitPolicy> policies = RecordCodec.of(BenefitPolicy.class);
  private final RecordCodec<SettlementInput> inputs = RecordCodec.of(SettlementInput.class);
  private final RecordCodec<SettlementResult> results = RecordCodec.of(SettlementResult.class);

  @Test
  void aStoredSettlementCanBeSettledAgain() {
    long seed = new Random().nextLong();
    for (int i = 0; i < 2_000; i++) {
      RandomSettlements random = new RandomSettlements(seed + i);
      BenefitPolicy policy = random.policy();
      SettlementInput input = random.input();
      SettlementResult result = Waterfall.settle(policy, input);
      SettlementResult again =
          Waterfall.settle(
              policies.decode(policies.encode(policy)), inputs.decode(inputs.encode(input)));
      String message = "seed " + (seed + i) + "L";
      assertEquals(result, again, message);
      assertEquals(result, results.decode(results.encode(result)), message);
    }
  }

  @Test
  void samplePolicyAndYearComeBackEqual() {
    BenefitPolicy policy = SettlementFixture.POLICY;
    assertEquals(policy, policies.decode(policies.encode(policy)));
    RecordCodec<Accumulators> years = RecordCodec.of(Accumulators.class);
    Accumulators year = SettlementFixture.year("dupilumab", 1, 2, 3);
    assertEquals(year, years.decode(years.encode(year)));
    assertEquals(
        SettlementFixture.nothing(), years.decode(years.encode(SettlementFixture.nothing())));
  }
}
