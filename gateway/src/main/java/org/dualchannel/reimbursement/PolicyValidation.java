package org.dualchannel.reimbursement;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dualchannel.reimbursement.Benefit.RatioTier;
import org.dualchannel.reimbursement.BenefitPolicy.AreaFactor;
import org.dualchannel.reimbursement.CriticalIllness.BurdenTier;
import org.dualchannel.rules.Rejection.FieldViolation;
import org.dualchannel.rules.Rule;

/** Says what is wrong with a policy before it may enter. */
@Rule("S2-30")
public final class PolicyValidation {
  private final PolicyProblems problems = new PolicyProblems();

  private PolicyValidation() {}

  /**
   * Every problem of a policy, each by its path in snake case, such as {@code
   * schemes[0].guarantee.tiers[1].tier1_bp}; empty when the policy is good.
   */
  public static List<FieldViolation> problems(BenefitPolicy policy) {
    PolicyValidation validation = new PolicyValidation();
    validation.policy(policy);
    return validation.problems.list();
  }

  private void policy(BenefitPolicy policy) {
    problems.matches("id", policy.id(), "[A-Za-z0-9._-]{1,64}");
    problems.matches("area", policy.area(), "\\d{6}");
    if (problems.present("document", policy.document())) {
      problems.matches("document.title", policy.document().title(), "(?s).*\\S.*");
      problems.present("document.date", policy.document().date());
    }
    if (problems.present("effective_from", policy.effectiveFrom())
        && policy.effectiveTo() != null
        && policy.effectiveTo().isBefore(policy.effectiveFrom())) {
      problems.add("effective_to", "is before effective_from", "早于生效日期");
    }
    problems.present("cap_basis", policy.capBasis());
    problems.present("cap_year", policy.capYear());
    schemes(policy.schemes());
    assistance(policy.assistanceGroups());
    areaFactors(policy.areaFactors());
    payerOrder(policy.payerOrder());
    if (problems.present("rules", policy.rules())) {
      rules(policy.rules());
    }
  }

  private void schemes(List<SchemePolicy> schemes) {
    if (schemes.isEmpty()) {
      problems.add("schemes", "is empty", "不能为空");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < schemes.size(); i++) {
      SchemePolicy scheme = schemes.get(i);
      String path = "schemes[" + i + "].";
      problems.matches(path + "scheme", scheme.scheme(), "\\d{3}");
      problems.first(path + "scheme", seen.add(scheme.scheme()));
      benefit(path + "special_outpatient", scheme.specialOutpatient());
      benefit(path + "guarantee", scheme.guarantee());
      benefit(path + "ordinary_outpatient", scheme.ordinaryOutpatient());
      problems.amount(path + "basic_fund_cap", scheme.basicFundCap());
      critical(path + "critical_illness", scheme.scheme(), scheme.criticalIllness());
    }
  }

  private void benefit(String path, Benefit benefit) {
    if (!problems.present(path, benefit)) {
      return;
    }
    if (problems.present(path + ".deductible", benefit.deductible())) {
      problems.fen(path + ".deductible.fen", benefit.deductible().fen());
      problems.amount(path + ".deductible.retired", benefit.deductible().retired());
      problems.amount(path + ".deductible.retired_senior", benefit.deductible().retiredSenior());
      int low = benefit.deductible().retiredSenior() == null ? 0 : 1;
      problems.between(path + ".deductible.senior_age", benefit.deductible().seniorAge(), low, 150);
    }
    if (benefit.enabled() && benefit.tiers().isEmpty()) {
      problems.add(path + ".tiers", "is empty", "不能为空");
    }
    long below = 0;
    for (int i = 0; i < benefit.tiers().size(); i++) {
      RatioTier tier = benefit.tiers().get(i);
      String tierPath = path + ".tiers[" + i + "].";
      problems.bp(tierPath + "tier1_bp", tier.tier1Bp());
      problems.bp(tierPath + "tier2_bp", tier.tier2Bp());
      problems.bp(tierPath + "tier3_bp", tier.tier3Bp());
      if (tier.upTo() == null) {
        if (i + 1 < benefit.tiers().size()) {
          problems.add(tierPath + "up_to", "is missing before the last tier", "仅末档可不设上限");
        }
        continue;
      }
      problems.amount(tierPath + "up_to", tier.upTo());
      if (tier.upTo().fen() <= below) {
        problems.add(tierPath + "up_to", "is not above the tier before", "未高于前一档");
      }
      below = tier.upTo().fen();
    }
    problems.bp(path + ".retiree_bonus_bp", benefit.retireeBonusBp());
    if (benefit.fundCap() != null) {
      problems.fen(path + ".fund_cap.fen", benefit.fundCap().fen());
      problems.amount(path + ".fund_cap.retired", benefit.fundCap().retired());
    }
  }

  private void critical(String path, String scheme, CriticalIllness critical) {
    if (!problems.present(path, critical)) {
      return;
    }
    if (problems.present(path + ".field", critical.field())) {
      boolean wrong =
          ("310".equals(scheme) && critical.field() != CriticalIllness.Field.HIFOB)
              || ("390".equals(scheme) && critical.field() != CriticalIllness.Field.HIFMI);
      if (wrong) {
        problems.add(path + ".field", "does not belong to the scheme", "与险种不符");
      }
    }
    long below = -1;
    for (int i = 0; i < critical.tiers().size(); i++) {
      BurdenTier tier = critical.tiers().get(i);
      String tierPath = path + ".tiers[" + i + "].";
      problems.fen(tierPath + "over_fen", tier.overFen());
      problems.bp(tierPath + "ratio_bp", tier.ratioBp());
      if (tier.overFen() <= below) {
        problems.add(tierPath + "over_fen", "is not above the tier before", "未高于前一档");
      }
      below = tier.overFen();
    }
    problems.amount(path + ".cap", critical.cap());
    if (critical.relief() != null) {
      problems.bp(path + ".relief.first_threshold_bp", critical.relief().firstThresholdBp());
      problems.bp(path + ".relief.ratio_bonus_bp", critical.relief().ratioBonusBp());
    }
  }

  private void assistance(List<AssistanceGroup> groups) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < groups.size(); i++) {
      AssistanceGroup group = groups.get(i);
      String path = "assistance_groups[" + i + "].";
      problems.matches(path + "group", group.group(), "[A-Za-z0-9]{1,16}");
      problems.first(path + "group", seen.add(group.group()));
      problems.fen(path + "deductible_fen", group.deductibleFen());
      problems.bp(path + "deductible_income_bp", group.deductibleIncomeBp());
      if (group.deductibleFen() > 0 && group.deductibleIncomeBp() > 0) {
        problems.add(path + "deductible_fen", "is given twice, in fen and by income", "起付标准重复");
      }
      problems.bp(path + "ratio_bp", group.ratioBp());
      problems.amount(path + "yearly_limit", group.yearlyLimit());
    }
  }

  private void areaFactors(List<AreaFactor> factors) {
    Set<AreaKind> seen = EnumSet.noneOf(AreaKind.class);
    for (int i = 0; i < factors.size(); i++) {
      AreaFactor factor = factors.get(i);
      String path = "area_factors[" + i + "].";
      if (problems.present(path + "kind", factor.kind())) {
        problems.first(path + "kind", seen.add(factor.kind()));
        if (factor.kind() == AreaKind.HOME) {
          problems.add(path + "kind", "is HOME, which is always 10000", "本地系数固定为 10000");
        }
      }
      problems.bp(path + "factor_bp", factor.factorBp());
    }
  }

  /** Basic insurance lays the ground for the other funds; the person pays last. */
  @Rule("S2-32")
  private void payerOrder(List<Payer> order) {
    int size = order.size();
    for (int i = 0; i < size; i++) {
      problems.first("payer_order[" + i + ']', order.indexOf(order.get(i)) == i);
    }
    if (size < 3 || order.get(0) != Payer.BASIC) {
      problems.add("payer_order", "does not begin with BASIC", "须以基本医保开头");
    }
    if (size < 3 || order.get(size - 2) != Payer.ACCOUNT || order.get(size - 1) != Payer.CASH) {
      problems.add("payer_order", "does not end with ACCOUNT, CASH", "须以个人账户、现金结尾");
    }
  }

  private void rules(ServiceRules rules) {
    problems.present("rules.unmet_restriction", rules.unmetRestriction());
    problems.between("rules.enrolment_months", rules.enrolmentMonths(), 1, 120);
    // The longest time between evaluations that the rule allows (S2-38).
    problems.between("rules.reassess_months", rules.reassessMonths(), 1, 6);
    int before = Integer.MAX_VALUE;
    for (int i = 0; i < rules.warnings().size(); i++) {
      String path = "rules.warnings[" + i + "].days_before";
      int days = rules.warnings().get(i).daysBefore();
      problems.between(path, days, 1, 365);
      if (days >= before) {
        problems.add(path, "is not below the warning before", "未按降序排列");
      }
      before = days;
    }
    int valid = rules.prescriptionValidDays();
    int max = rules.prescriptionMaxValidDays();
    problems.between("rules.prescription_valid_days", valid, 1, 366);
    problems.between("rules.prescription_max_valid_days", max, valid, 366);
    problems.between("rules.long_term_max_valid_days", rules.longTermMaxValidDays(), max, 366);
    problems.between("rules.max_days_supply", rules.maxDaysSupply(), 1, 366);
    problems.bp("rules.earliest_refill_bp", rules.earliestRefillBp());
    problems.between("rules.hold_minutes", rules.holdMinutes(), 1, 10_080);
    problems.bp("rules.mark_up_limit_bp", rules.markUpLimitBp());
    problems.between("rules.request_retention_hours", rules.requestRetentionHours(), 1, 87_600);
    problems.between("rules.owed_days", rules.owedDays(), 1, 366);
  }
}
