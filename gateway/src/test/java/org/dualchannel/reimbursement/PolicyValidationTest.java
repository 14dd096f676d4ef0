package org.dualchannel.reimbursement;

import static org.dualchannel.reimbursement.SettlementFixture.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.reimbursement.Benefit.Deductible;
import org.dualchannel.reimbursement.Benefit.RatioTier;
import org.dualchannel.reimbursement.BenefitPolicy.AreaFactor;
import org.dualchannel.reimbursement.BenefitPolicy.PolicyDocument;
import org.dualchannel.reimbursement.CriticalIllness.BurdenTier;
import org.dualchannel.reimbursement.ServiceRules.UnmetRestriction;
import org.dualchannel.reimbursement.ServiceRules.Warning;
import org.dualchannel.rules.Rejection.FieldViolation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A policy that makes no sense does not enter, and every field at fault is named. */
@Tag("S2-30")
class PolicyValidationTest {
  private static List<String> fields(BenefitPolicy policy) {
    return PolicyValidation.problems(policy).stream().map(FieldViolation::field).toList();
  }

  private static BenefitPolicy guarantee(Benefit benefit) {
    return employeeGuarantee(benefit, null);
  }

  @Test
  void goodPoliciesPass() {
    assertEquals(List.of(), PolicyValidation.problems(POLICY));
    for (int seed = 0; seed < 500; seed++) {
      assertEquals(List.of(), PolicyValidation.problems(new RandomSettlements(seed).policy()));
    }
  }

  @Test
  void tiersMustAscendAndOnlyTheLastIsOpen() {
    Benefit descending =
        new Benefit(
            true,
            new Deductible(-1, null, new Amount(5), 0),
            List.of(
                new RatioTier(new Amount(100), 1, 2, 10_001),
                new RatioTier(new Amount(100), 1, 2, -3),
                new RatioTier(null, 1, 2, 3),
                new RatioTier(new Amount(200), 1, 2, 3)),
            -1,
            new Benefit.FundCap(-1, new Amount(-2)),
            true);
    assertEquals(
        List.of(
            "schemes[0].guarantee.deductible.fen",
            "schemes[0].guarantee.deductible.senior_age",
            "schemes[0].guarantee.tiers[0].tier3_bp",
            "schemes[0].guarantee.tiers[1].tier3_bp",
            "schemes[0].guarantee.tiers[1].up_to",
            "schemes[0].guarantee.tiers[2].up_to",
            "schemes[0].guarantee.retiree_bonus_bp",
            "schemes[0].guarantee.fund_cap.fen",
            "schemes[0].guarantee.fund_cap.retired"),
        fields(guarantee(descending)));
  }

  @Test
  void anEnabledBenefitNeedsRatios() {
    Benefit empty = new Benefit(true, new Deductible(0, null, null, 0), List.of(), 0, null, false);
    assertEquals(List.of("schemes[0].guarantee.tiers"), fields(guarantee(empty)));
    assertEquals(List.of(), fields(guarantee(Benefit.NONE)));
    assertEquals(List.of("schemes[0].guarantee"), fields(guarantee(null)));
  }

  @Test
  void criticalIllnessBelongsToItsScheme() {
    CriticalIllness wrong =
        new CriticalIllness(
            CriticalIllness.Field.HIFMI,
            List.of(new BurdenTier(100, 8_000), new BurdenTier(100, 12_000)),
            new Amount(-1),
            null);
    SchemePolicy scheme =
        new SchemePolicy("310", Benefit.NONE, Benefit.NONE, ORDINARY, null, wrong);
    assertEquals(
        List.of(
            "schemes[0].critical_illness.field",
            "schemes[0].critical_illness.tiers[1].ratio_bp",
            "schemes[0].critical_illness.tiers[1].over_fen",
            "schemes[0].critical_illness.cap",
            "schemes[1].scheme"),
        fields(policy(scheme, POLICY.scheme("310"))));
  }

  @Test
  @Tag("S2-32")
  void personPaysLastAndBasicFirst() {
    assertEquals(List.of(), fields(ordered(POLICY, Payer.BASIC, Payer.ACCOUNT, Payer.CASH)));
    assertEquals(
        List.of("payer_order"),
        fields(ordered(POLICY, Payer.CRITICAL_ILLNESS, Payer.BASIC, Payer.ACCOUNT, Payer.CASH)));
    assertEquals(
        List.of("payer_order"), fields(ordered(POLICY, Payer.BASIC, Payer.CASH, Payer.ACCOUNT)));
    assertEquals(
        List.of("payer_order[1]"),
        fields(ordered(POLICY, Payer.BASIC, Payer.BASIC, Payer.ACCOUNT, Payer.CASH)));
    assertEquals(List.of("payer_order", "payer_order"), fields(ordered(POLICY)));
  }

  @Test
  void headAssistanceAreasAndRulesAreChecked() {
    BenefitPolicy bad =
        new BenefitPolicy(
            "a b",
            "12",
            new PolicyDocument(" ", null),
            LocalDate.of(2026, 1, 2),
            LocalDate.of(2026, 1, 1),
            false,
            null,
            null,
            List.of(),
            List.of(
                new AssistanceGroup("5A", "", 1, 1, 10_001, null),
                new AssistanceGroup("5A", "", 0, 0, 0, null)),
            List.of(
                new AreaFactor(AreaKind.HOME, 9_000),
                new AreaFactor(AreaKind.REFERRAL, -1),
                new AreaFactor(AreaKind.REFERRAL, 1)),
            Payer.DEFAULT_ORDER,
            new ServiceRules(
                UnmetRestriction.REFUSE,
                12,
                7,
                List.of(new Warning(7), new Warning(30)),
                3,
                2,
                84,
                28,
                8_000,
                0,
                1_500,
                72,
                0));
    List<String> expected =
        List.of(
            "id",
            "area",
            "document.title",
            "document.date",
            "effective_to",
            "cap_basis",
            "cap_year",
            "schemes",
            "assistance_groups[0].deductible_fen",
            "assistance_groups[0].ratio_bp",
            "assistance_groups[1].group",
            "area_factors[0].kind",
            "area_factors[1].factor_bp",
            "area_factors[2].kind",
            "rules.reassess_months",
            "rules.warnings[1].days_before",
            "rules.prescription_max_valid_days",
            "rules.hold_minutes",
            "rules.owed_days");
    assertEquals(expected, fields(bad));
    for (FieldViolation violation : PolicyValidation.problems(bad)) {
      assertTrue(violation.english().startsWith(violation.field()), violation.english());
      assertTrue(violation.chinese().startsWith(violation.field()), violation.chinese());
    }
  }
}
