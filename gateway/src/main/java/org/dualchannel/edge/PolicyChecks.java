package org.dualchannel.edge;

import java.util.List;
import org.dualchannel.v1.AreaFactor;
import org.dualchannel.v1.AssistanceGroup;
import org.dualchannel.v1.Benefit;
import org.dualchannel.v1.BenefitPolicy;
import org.dualchannel.v1.CreatePolicyRequest;
import org.dualchannel.v1.CriticalIllness;
import org.dualchannel.v1.Deductible;
import org.dualchannel.v1.Payer;
import org.dualchannel.v1.SchemePolicy;
import org.dualchannel.v1.ServiceRules;

/**
 * The shape of a benefit policy. Whether its figures make sense together is judged when it is
 * decided on.
 */
final class PolicyChecks {
  private static final int MAX_DAYS = 3_660;

  private PolicyChecks() {}

  static void create(FieldChecks checks, CreatePolicyRequest request) {
    if (checks.required("policy", request.hasPolicy())) {
      checks.enter("policy");
      policy(checks, request.getPolicy());
      checks.leave();
    }
  }

  private static void policy(FieldChecks checks, BenefitPolicy policy) {
    CatalogueChecks.id(checks, "policy_id", policy.getPolicyId());
    checks.text("document", policy.getDocument(), 1, 200);
    checks.date("document_date", policy.hasDocumentDate(), policy.getDocumentDate());
    checks.date(
        "effective_from_date", policy.hasEffectiveFromDate(), policy.getEffectiveFromDate());
    checks.optionalDate(
        "effective_to_date", policy.hasEffectiveToDate(), policy.getEffectiveToDate());
    checks.chosen("cap_basis", policy.getCapBasis());
    checks.chosen("cap_year", policy.getCapYear());
    if (checks.count("schemes", policy.getSchemesCount(), 1, 20)) {
      for (int i = 0; i < policy.getSchemesCount(); i++) {
        checks.enter("schemes", i);
        scheme(checks, policy.getSchemes(i));
        checks.leave();
      }
    }
    groups(checks, policy.getAssistanceGroupsList());
    factors(checks, policy.getAreaFactorsList());
    if (checks.count("payer_order", policy.getPayerOrderCount(), 0, 7)) {
      for (int i = 0; i < policy.getPayerOrderCount(); i++) {
        checks.enter("payer_order", i);
        checks.chosen("", policy.getPayerOrder(i));
        checks.leave();
      }
    }
    if (checks.required("service_rules", policy.hasServiceRules())) {
      checks.enter("service_rules");
      rules(checks, policy.getServiceRules());
      checks.leave();
    }
  }

  private static void scheme(FieldChecks checks, SchemePolicy scheme) {
    checks.scheme("scheme", scheme.getScheme());
    benefit(
        checks, "special_outpatient", scheme.hasSpecialOutpatient(), scheme.getSpecialOutpatient());
    benefit(checks, "guarantee", scheme.hasGuarantee(), scheme.getGuarantee());
    benefit(
        checks,
        "ordinary_outpatient",
        scheme.hasOrdinaryOutpatient(),
        scheme.getOrdinaryOutpatient());
    if (scheme.hasBasicFundCapFen()) {
      checks.amountFen("basic_fund_cap_fen", scheme.getBasicFundCapFen());
    }
    if (scheme.hasCriticalIllness()) {
      checks.enter("critical_illness");
      critical(checks, scheme.getCriticalIllness());
      checks.leave();
    }
  }

  private static void benefit(FieldChecks checks, String field, boolean present, Benefit benefit) {
    if (!present) {
      return;
    }
    checks.enter(field);
    checks.enter("deductible");
    Deductible deductible = benefit.getDeductible();
    checks.amountFen("deductible_fen", deductible.getDeductibleFen());
    checks.amountFen("retired_fen", deductible.getRetiredFen());
    checks.amountFen("retired_senior_fen", deductible.getRetiredSeniorFen());
    checks.range("senior_age", deductible.getSeniorAge(), 0, 150);
    checks.leave();
    if (checks.count("tiers", benefit.getTiersCount(), 1, 20)) {
      for (int i = 0; i < benefit.getTiersCount(); i++) {
        checks.enter("tiers", i);
        checks.amountFen("up_to_fen", benefit.getTiers(i).getUpToFen());
        checks.basisPoints("tier1_bp", benefit.getTiers(i).getTier1Bp());
        checks.basisPoints("tier2_bp", benefit.getTiers(i).getTier2Bp());
        checks.basisPoints("tier3_bp", benefit.getTiers(i).getTier3Bp());
        checks.leave();
      }
    }
    checks.basisPoints("retiree_bonus_bp", benefit.getRetireeBonusBp());
    checks.amountFen("fund_cap_fen", benefit.getFundCapFen());
    checks.amountFen("retired_fund_cap_fen", benefit.getRetiredFundCapFen());
    if (benefit.hasRetiredFundCapFen() && !benefit.hasFundCapFen()) {
      checks.violate("fund_cap_fen", "is required with retired_fund_cap_fen", "须与退休限额同时填写");
    }
    checks.leave();
  }

  private static void critical(FieldChecks checks, CriticalIllness critical) {
    if (critical.getPayer() != Payer.PAYER_RESIDENT_CRITICAL_ILLNESS
        && critical.getPayer() != Payer.PAYER_EMPLOYEE_LARGE_AMOUNT) {
      checks.violate(
          "payer", "must be RESIDENT_CRITICAL_ILLNESS or EMPLOYEE_LARGE_AMOUNT", "应为居民大病保险或职工大额补助");
    }
    if (checks.count("tiers", critical.getTiersCount(), 1, 20)) {
      for (int i = 0; i < critical.getTiersCount(); i++) {
        checks.enter("tiers", i);
        checks.amountFen("over_fen", critical.getTiers(i).getOverFen());
        checks.basisPoints("ratio_bp", critical.getTiers(i).getRatioBp());
        checks.leave();
      }
    }
    checks.amountFen("yearly_cap_fen", critical.getYearlyCapFen());
    if (critical.hasRelief()) {
      checks.enter("relief");
      checks.count("groups", critical.getRelief().getGroupsCount(), 1, 20);
      CommonChecks.texts(checks, "groups", critical.getRelief().getGroupsList(), 20, 20);
      checks.basisPoints("first_threshold_bp", critical.getRelief().getFirstThresholdBp());
      checks.basisPoints("ratio_bonus_bp", critical.getRelief().getRatioBonusBp());
      checks.leave();
    }
  }

  private static void groups(FieldChecks checks, List<AssistanceGroup> groups) {
    if (!checks.count("assistance_groups", groups.size(), 0, 50)) {
      return;
    }
    for (int i = 0; i < groups.size(); i++) {
      AssistanceGroup group = groups.get(i);
      checks.enter("assistance_groups", i);
      checks.text("group", group.getGroup(), 1, 20);
      checks.text("name", group.getName(), 1, 60);
      switch (group.getDeductibleCase()) {
        case DEDUCTIBLE_FEN -> checks.amountFen("deductible_fen", group.getDeductibleFen());
        case DEDUCTIBLE_INCOME_BP ->
            checks.range("deductible_income_bp", group.getDeductibleIncomeBp(), 1, 10_000);
        case DEDUCTIBLE_NOT_SET -> checks.violate("deductible", "is required", "必填");
      }
      checks.basisPoints("ratio_bp", group.getRatioBp());
      checks.amountFen("yearly_limit_fen", group.getYearlyLimitFen());
      checks.leave();
    }
  }

  private static void factors(FieldChecks checks, List<AreaFactor> factors) {
    if (checks.count("area_factors", factors.size(), 0, 5)) {
      for (int i = 0; i < factors.size(); i++) {
        checks.enter("area_factors", i);
        checks.chosen("filing", factors.get(i).getFiling());
        checks.basisPoints("factor_bp", factors.get(i).getFactorBp());
        checks.leave();
      }
    }
  }

  private static void rules(FieldChecks checks, ServiceRules rules) {
    checks.chosen("unmet_restriction", rules.getUnmetRestriction());
    checks.range("enrolment_months", rules.getEnrolmentMonths(), 0, 120);
    checks.range("reassess_months", rules.getReassessMonths(), 0, 6);
    checks.count("warning_days", rules.getWarningDaysCount(), 0, 10);
    checks.range("prescription_valid_days", rules.getPrescriptionValidDays(), 0, MAX_DAYS);
    checks.range("prescription_max_valid_days", rules.getPrescriptionMaxValidDays(), 0, MAX_DAYS);
    checks.range("long_term_max_valid_days", rules.getLongTermMaxValidDays(), 0, MAX_DAYS);
    checks.range("max_days_supply", rules.getMaxDaysSupply(), 0, MAX_DAYS);
    checks.basisPoints("earliest_refill_bp", rules.getEarliestRefillBp());
    checks.range("hold_minutes", rules.getHoldMinutes(), 0, 10_080);
    checks.range("mark_up_limit_bp", rules.getMarkUpLimitBp(), 0, 100_000);
    checks.range("request_retention_hours", rules.getRequestRetentionHours(), 0, 8_784);
    checks.range("owed_days", rules.getOwedDays(), 0, MAX_DAYS);
  }
}
