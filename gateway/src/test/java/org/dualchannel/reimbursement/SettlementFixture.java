package org.dualchannel.reimbursement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.registry.HospitalTier;
import org.dualchannel.reimbursement.Accumulators.BenefitUse;
import org.dualchannel.reimbursement.Accumulators.DrugUse;
import org.dualchannel.reimbursement.Benefit.Deductible;
import org.dualchannel.reimbursement.Benefit.RatioTier;
import org.dualchannel.reimbursement.BenefitPolicy.AreaFactor;
import org.dualchannel.reimbursement.BenefitPolicy.CapBasis;
import org.dualchannel.reimbursement.BenefitPolicy.CapYear;
import org.dualchannel.reimbursement.BenefitPolicy.PolicyDocument;
import org.dualchannel.reimbursement.CriticalIllness.BurdenTier;
import org.dualchannel.reimbursement.CriticalIllness.LowIncomeRelief;

/** A policy with the figures of the worked examples, and a settlement under it to bend. */
final class SettlementFixture {
  static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  static final PersonFacts EMPLOYED = new PersonFacts("310", false, 40, null, null);
  static final PersonFacts RETIRED = new PersonFacts("310", true, 66, null, null);
  static final PersonFacts RESIDENT = new PersonFacts("390", false, 30, null, null);
  static final PersonFacts POOR_RESIDENT = new PersonFacts("390", false, 30, "5B", null);

  static final Benefit EMPLOYEE_GUARANTEE = guarantee(8_000, 500);
  static final Benefit RESIDENT_GUARANTEE = guarantee(6_500, 0);
  static final Benefit ORDINARY =
      new Benefit(
          true,
          new Deductible(80_000, new Amount(70_000), new Amount(65_000), 70),
          List.of(
              new RatioTier(new Amount(550_000), 7_500, 6_500, 5_500),
              new RatioTier(new Amount(1_000_000), 5_500, 5_500, 5_500)),
          500,
          new Benefit.FundCap(1_000_000, null),
          true);
  static final CriticalIllness EMPLOYEE_CRITICAL =
      new CriticalIllness(
          CriticalIllness.Field.HIFOB, List.of(new BurdenTier(2_000_000, 8_000)), null, relief());
  static final CriticalIllness RESIDENT_CRITICAL =
      new CriticalIllness(
          CriticalIllness.Field.HIFMI,
          List.of(new BurdenTier(2_800_000, 6_000), new BurdenTier(10_000_000, 7_000)),
          null,
          relief());
  static final BenefitPolicy POLICY =
      policy(
          new SchemePolicy(
              "310", Benefit.NONE, EMPLOYEE_GUARANTEE, ORDINARY, null, EMPLOYEE_CRITICAL),
          new SchemePolicy(
              "390", Benefit.NONE, RESIDENT_GUARANTEE, ORDINARY, null, RESIDENT_CRITICAL));

  private SettlementFixture() {}

  static Benefit guarantee(int ratioBp, int retireeBonusBp) {
    return new Benefit(
        true,
        new Deductible(50_000, null, null, 0),
        List.of(new RatioTier(null, ratioBp, ratioBp, ratioBp)),
        retireeBonusBp,
        null,
        true);
  }

  private static LowIncomeRelief relief() {
    return new LowIncomeRelief(List.of("5A", "5B"), 5_000, 500, true);
  }

  static BenefitPolicy policy(SchemePolicy... schemes) {
    return new BenefitPolicy(
        "120100-test",
        "120100",
        new PolicyDocument("test", LocalDate.of(2025, 12, 1)),
        LocalDate.of(2026, 1, 1),
        null,
        true,
        CapBasis.ELIGIBLE_COST,
        CapYear.CALENDAR,
        List.of(schemes),
        List.of(
            new AssistanceGroup("5A", "特困", 0, 0, 10_000, null),
            new AssistanceGroup("5B", "低保", 0, 0, 7_000, new Amount(5_000_000)),
            new AssistanceGroup("5C", "低保边缘", 0, 1_000, 6_000, new Amount(3_000_000))),
        List.of(
            new AreaFactor(AreaKind.FILED_LONG_TERM, 10_000),
            new AreaFactor(AreaKind.REFERRAL, 9_000),
            new AreaFactor(AreaKind.UNFILED, 7_000)),
        Payer.DEFAULT_ORDER,
        ServiceRules.DEFAULT,
        null,
        null);
  }

  /** The policy with another order of payers. */
  static BenefitPolicy ordered(BenefitPolicy policy, Payer... order) {
    return with(policy, policy.capBasis(), List.of(order));
  }

  /** The policy with another cap basis. */
  static BenefitPolicy basis(BenefitPolicy policy, CapBasis basis) {
    return with(policy, basis, policy.payerOrder());
  }

  private static BenefitPolicy with(BenefitPolicy policy, CapBasis basis, List<Payer> order) {
    return new BenefitPolicy(
        policy.id(),
        policy.area(),
        policy.document(),
        policy.effectiveFrom(),
        policy.effectiveTo(),
        policy.illustrative(),
        basis,
        policy.capYear(),
        policy.schemes(),
        policy.assistanceGroups(),
        policy.areaFactors(),
        order,
        policy.rules(),
        policy.outOfArea(),
        policy.offlineClaims());
  }

  /** The policy with the guarantee of employees replaced, and a cap on basic insurance. */
  static BenefitPolicy employeeGuarantee(Benefit guarantee, Amount basicFundCap) {
    return policy(
        new SchemePolicy(
            "310", Benefit.NONE, guarantee, ORDINARY, basicFundCap, EMPLOYEE_CRITICAL));
  }

  /** Two packs of dupilumab at 3,160 yuan under the guarantee, cap 79,000 yuan. */
  static SettlementLine dupilumab(int line) {
    return line(line, "dupilumab", 316_000, 20_000, new Amount(7_900_000));
  }

  /** A guarantee line with first self-pay 10 %. */
  static SettlementLine line(int line, String molecule, long price, long quantityE4, Amount cap) {
    return new SettlementLine(
        line,
        "X" + molecule,
        molecule,
        price,
        quantityE4,
        true,
        true,
        null,
        1_000,
        false,
        true,
        cap,
        false);
  }

  /** A line of ordinary outpatient care without first self-pay. */
  static SettlementLine ordinary(int line, long price, long quantityE4) {
    return new SettlementLine(
        line, "Xplain", "plain", price, quantityE4, true, true, null, 0, false, false, null, false);
  }

  static SettlementInput input(PersonFacts person, Accumulators before, SettlementLine... lines) {
    return new SettlementInput(
        POLICY.id(),
        DAY,
        person,
        HospitalTier.TIER_3,
        AreaKind.HOME,
        before,
        0,
        false,
        List.of(lines));
  }

  static SettlementInput at(SettlementInput input, HospitalTier tier, AreaKind kind) {
    return new SettlementInput(
        input.policyId(),
        input.date(),
        input.person(),
        tier,
        kind,
        input.before(),
        input.balanceFen(),
        input.useAccount(),
        input.lines());
  }

  static SettlementInput account(SettlementInput input, long balanceFen, boolean use) {
    return new SettlementInput(
        input.policyId(),
        input.date(),
        input.person(),
        input.hospitalTier(),
        input.areaKind(),
        input.before(),
        balanceFen,
        use,
        input.lines());
  }

  static Accumulators nothing() {
    return Accumulators.empty(DAY.getYear());
  }

  /** A year in which the guarantee's deductible is paid, and so much else has happened. */
  static Accumulators year(String molecule, long capUsed, long fundUsed, long burden) {
    return new Accumulators(
        DAY.getYear(),
        List.of(new BenefitUse(BenefitKind.GUARANTEE, 50_000, 0, 0)),
        List.of(new DrugUse(molecule, capUsed, fundUsed)),
        0,
        burden,
        0,
        0,
        0);
  }

  /** The kinds of the steps, in order. */
  static List<Step.Kind> kinds(SettlementResult result) {
    List<Step.Kind> kinds = new ArrayList<>();
    for (Step step : result.explanation()) {
      kinds.add(step.kind());
    }
    return kinds;
  }
}
