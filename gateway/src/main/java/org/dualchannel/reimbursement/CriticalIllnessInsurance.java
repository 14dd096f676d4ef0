package org.dualchannel.reimbursement;

import java.util.List;
import org.dualchannel.reimbursement.CriticalIllness.BurdenTier;
import org.dualchannel.reimbursement.CriticalIllness.LowIncomeRelief;
import org.dualchannel.rules.Rule;

/** Step 6: what critical illness insurance pays of the burden that is left. */
final class CriticalIllnessInsurance {
  private CriticalIllnessInsurance() {}

  @Rule("S2-32")
  static void pay(Bill bill) {
    CriticalIllness critical = bill.scheme.criticalIllness();
    LowIncomeRelief relief = reliefFor(critical, bill.input.person());
    long burden = bill.openFen();
    long before = bill.year.burdenFen();
    long pay = byRatio(bill, critical.tiers(), relief, before, before + burden);
    if (critical.cap() != null && (relief == null || !relief.uncapped())) {
      pay =
          bill.explanation.limit(
              Step.Kind.CRITICAL_CAP,
              "S2-32",
              bill.explanation.schemeClause("critical_illness/cap"),
              0,
              Payer.CRITICAL_ILLNESS,
              pay,
              critical.cap().fen() - bill.year.criticalPaidFen());
    }
    bill.year.addCritical(burden, pay);
    bill.fundPays(Payer.CRITICAL_ILLNESS, pay);
  }

  private static long byRatio(
      Bill bill, List<BurdenTier> tiers, LowIncomeRelief relief, long from, long end) {
    long sum = 0;
    for (int i = 0; i < tiers.size(); i++) {
      BurdenTier tier = tiers.get(i);
      long over = tier.overFen();
      int ratio = tier.ratioBp();
      if (relief != null) {
        over = i == 0 ? Ratio.mul(over, relief.firstThresholdBp()) : over;
        ratio = Math.min(Ratio.ONE, ratio + relief.ratioBonusBp());
      }
      long lower = Math.max(from, over);
      long upper = i + 1 < tiers.size() ? Math.min(end, tiers.get(i + 1).overFen()) : end;
      if (upper > lower) {
        long pay = Ratio.mul(upper - lower, ratio);
        bill.explanation.add(
            Step.Kind.CRITICAL_RATIO,
            "S2-32",
            bill.explanation.schemeClause("critical_illness/tiers[" + i + ']'),
            0,
            Payer.CRITICAL_ILLNESS,
            upper - lower,
            ratio,
            pay,
            null);
        sum += pay;
      }
    }
    return sum;
  }

  private static LowIncomeRelief reliefFor(CriticalIllness critical, PersonFacts person) {
    LowIncomeRelief relief = critical.relief();
    boolean applies =
        relief != null
            && person.assistanceGroup() != null
            && relief.groups().contains(person.assistanceGroup());
    return applies ? relief : null;
  }
}
