package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.reimbursement.Amount;
import org.dualchannel.reimbursement.AreaKind;
import org.dualchannel.reimbursement.AssistanceGroup;
import org.dualchannel.reimbursement.Benefit;
import org.dualchannel.reimbursement.Benefit.Deductible;
import org.dualchannel.reimbursement.Benefit.FundCap;
import org.dualchannel.reimbursement.Benefit.RatioTier;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.BenefitPolicy.AreaFactor;
import org.dualchannel.reimbursement.BenefitPolicy.CapBasis;
import org.dualchannel.reimbursement.BenefitPolicy.CapYear;
import org.dualchannel.reimbursement.BenefitPolicy.PolicyDocument;
import org.dualchannel.reimbursement.CriticalIllness;
import org.dualchannel.reimbursement.CriticalIllness.BurdenTier;
import org.dualchannel.reimbursement.CriticalIllness.LowIncomeRelief;
import org.dualchannel.reimbursement.Payer;
import org.dualchannel.reimbursement.SchemePolicy;
import org.dualchannel.reimbursement.ServiceRules;
import org.dualchannel.reimbursement.ServiceRules.UnmetRestriction;

/** Policies with the figures of the worked examples. The guarantee tells the tiers apart. */
final class TestPolicies {
  private TestPolicies() {}

  static BenefitPolicy policy() {
    return policy("120100-2026", ServiceRules.DEFAULT, 8_000);
  }

  /** The policy with another ratio for employees in tier-3 hospitals. */
  static BenefitPolicy policy(String id, ServiceRules rules, int tier3Bp) {
    return policy(id, LocalDate.of(2026, 1, 1), rules, tier3Bp);
  }

  static BenefitPolicy policy(String id, LocalDate from, ServiceRules rules, int tier3Bp) {
    return new BenefitPolicy(
        id,
        TestRegistry.AREA,
        new PolicyDocument("test", LocalDate.of(2025, 12, 1)),
        from,
        null,
        true,
        CapBasis.ELIGIBLE_COST,
        CapYear.CALENDAR,
        List.of(
            new SchemePolicy(
                "310", Benefit.NONE, guarantee(tier3Bp, 500), ordinary(), null, largeAmounts()),
            new SchemePolicy(
                "390", Benefit.NONE, guarantee(6_500, 0), ordinary(), null, criticalIllness())),
        List.of(new AssistanceGroup("5B", "低保", 0, 0, 7_000, new Amount(5_000_000))),
        List.of(new AreaFactor(AreaKind.REFERRAL, 9_000)),
        Payer.DEFAULT_ORDER,
        rules);
  }

  /** The default rules with other figures where they matter to a test. */
  static ServiceRules rules(UnmetRestriction unmet, int holdMinutes, int retentionHours) {
    ServiceRules rules = ServiceRules.DEFAULT;
    return new ServiceRules(
        unmet,
        rules.enrolmentMonths(),
        rules.reassessMonths(),
        rules.warnings(),
        rules.prescriptionValidDays(),
        rules.prescriptionMaxValidDays(),
        rules.longTermMaxValidDays(),
        rules.maxDaysSupply(),
        rules.earliestRefillBp(),
        holdMinutes,
        rules.markUpLimitBp(),
        retentionHours,
        rules.owedDays());
  }

  /** The default rules with a rest owed for so many days. */
  static ServiceRules owing(int owedDays) {
    ServiceRules rules = ServiceRules.DEFAULT;
    return new ServiceRules(
        rules.unmetRestriction(),
        rules.enrolmentMonths(),
        rules.reassessMonths(),
        rules.warnings(),
        rules.prescriptionValidDays(),
        rules.prescriptionMaxValidDays(),
        rules.longTermMaxValidDays(),
        rules.maxDaysSupply(),
        rules.earliestRefillBp(),
        rules.holdMinutes(),
        rules.markUpLimitBp(),
        rules.requestRetentionHours(),
        owedDays);
  }

  private static Benefit guarantee(int tier3Bp, int retireeBonusBp) {
    return new Benefit(
        true,
        new Deductible(50_000, null, null, 0),
        List.of(new RatioTier(null, tier3Bp + 1_000, tier3Bp + 500, tier3Bp)),
        retireeBonusBp,
        null,
        true);
  }

  private static Benefit ordinary() {
    return new Benefit(
        true,
        new Deductible(80_000, new Amount(70_000), null, 0),
        List.of(
            new RatioTier(new Amount(550_000), 7_500, 6_500, 5_500),
            new RatioTier(new Amount(1_000_000), 5_500, 5_500, 5_500)),
        500,
        new FundCap(1_000_000, null),
        true);
  }

  private static CriticalIllness largeAmounts() {
    return new CriticalIllness(
        CriticalIllness.Field.HIFOB, List.of(new BurdenTier(2_000_000, 8_000)), null, relief());
  }

  private static CriticalIllness criticalIllness() {
    return new CriticalIllness(
        CriticalIllness.Field.HIFMI,
        List.of(new BurdenTier(2_800_000, 6_000), new BurdenTier(10_000_000, 7_000)),
        null,
        relief());
  }

  private static LowIncomeRelief relief() {
    return new LowIncomeRelief(List.of("5B"), 5_000, 500, true);
  }
}
