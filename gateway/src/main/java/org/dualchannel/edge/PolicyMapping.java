package org.dualchannel.edge;

import java.util.List;
import org.dualchannel.reimbursement.Amount;
import org.dualchannel.reimbursement.AreaKind;
import org.dualchannel.reimbursement.AssistanceGroup;
import org.dualchannel.reimbursement.Benefit;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.CriticalIllness;
import org.dualchannel.reimbursement.Payer;
import org.dualchannel.reimbursement.SchemePolicy;
import org.dualchannel.reimbursement.ServiceRules;
import org.dualchannel.v1.Deductible;
import org.dualchannel.v1.FilingKind;
import org.dualchannel.v1.LowIncomeRelief;
import org.dualchannel.v1.PaymentStage;
import org.dualchannel.v1.UnmetRestriction;

/** Benefit policies from the contract into the domain; {@link PolicyEntries} is the way back. */
final class PolicyMapping {
  private PolicyMapping() {}

  static BenefitPolicy policy(String area, org.dualchannel.v1.BenefitPolicy policy) {
    return new BenefitPolicy(
        policy.getPolicyId(),
        area,
        new BenefitPolicy.PolicyDocument(
            policy.getDocument(), Times.dateOf(policy.getDocumentDate())),
        Times.dateOf(policy.getEffectiveFromDate()),
        policy.hasEffectiveToDate() ? Times.dateOf(policy.getEffectiveToDate()) : null,
        policy.getIllustrative(),
        BenefitPolicy.CapBasis.values()[policy.getCapBasis().getNumber() - 1],
        BenefitPolicy.CapYear.values()[policy.getCapYear().getNumber() - 1],
        policy.getSchemesList().stream().map(PolicyMapping::scheme).toList(),
        policy.getAssistanceGroupsList().stream().map(PolicyMapping::group).toList(),
        policy.getAreaFactorsList().stream()
            .map(each -> new BenefitPolicy.AreaFactor(area(each.getFiling()), each.getFactorBp()))
            .toList(),
        order(policy.getPayerOrderList()),
        rules(policy.getServiceRules()));
  }

  private static SchemePolicy scheme(org.dualchannel.v1.SchemePolicy scheme) {
    return new SchemePolicy(
        scheme.getScheme(),
        scheme.hasSpecialOutpatient() ? benefit(scheme.getSpecialOutpatient()) : Benefit.NONE,
        scheme.hasGuarantee() ? benefit(scheme.getGuarantee()) : Benefit.NONE,
        scheme.hasOrdinaryOutpatient() ? benefit(scheme.getOrdinaryOutpatient()) : Benefit.NONE,
        amount(scheme.hasBasicFundCapFen(), scheme.getBasicFundCapFen()),
        scheme.hasCriticalIllness()
            ? critical(scheme.getCriticalIllness())
            : none(scheme.getScheme()));
  }

  /** Without tiers nothing is paid; the field only has to suit the scheme. */
  private static CriticalIllness none(String scheme) {
    CriticalIllness.Field field =
        scheme.equals("310") ? CriticalIllness.Field.HIFOB : CriticalIllness.Field.HIFMI;
    return new CriticalIllness(field, List.of(), null, null);
  }

  private static Benefit benefit(org.dualchannel.v1.Benefit benefit) {
    Deductible deductible = benefit.getDeductible();
    return new Benefit(
        true,
        new Benefit.Deductible(
            deductible.getDeductibleFen(),
            amount(deductible.hasRetiredFen(), deductible.getRetiredFen()),
            amount(deductible.hasRetiredSeniorFen(), deductible.getRetiredSeniorFen()),
            deductible.getSeniorAge()),
        benefit.getTiersList().stream()
            .map(
                tier ->
                    new Benefit.RatioTier(
                        amount(tier.hasUpToFen(), tier.getUpToFen()),
                        tier.getTier1Bp(),
                        tier.getTier2Bp(),
                        tier.getTier3Bp()))
            .toList(),
        benefit.getRetireeBonusBp(),
        benefit.hasFundCapFen()
            ? new Benefit.FundCap(
                benefit.getFundCapFen(),
                amount(benefit.hasRetiredFundCapFen(), benefit.getRetiredFundCapFen()))
            : null,
        benefit.getCountsInBasicCap());
  }

  private static CriticalIllness critical(org.dualchannel.v1.CriticalIllness critical) {
    LowIncomeRelief relief = critical.getRelief();
    return new CriticalIllness(
        critical.getPayer() == org.dualchannel.v1.Payer.PAYER_EMPLOYEE_LARGE_AMOUNT
            ? CriticalIllness.Field.HIFOB
            : CriticalIllness.Field.HIFMI,
        critical.getTiersList().stream()
            .map(tier -> new CriticalIllness.BurdenTier(tier.getOverFen(), tier.getRatioBp()))
            .toList(),
        amount(critical.hasYearlyCapFen(), critical.getYearlyCapFen()),
        critical.hasRelief()
            ? new CriticalIllness.LowIncomeRelief(
                relief.getGroupsList(),
                relief.getFirstThresholdBp(),
                relief.getRatioBonusBp(),
                relief.getUncapped())
            : null);
  }

  private static AssistanceGroup group(org.dualchannel.v1.AssistanceGroup group) {
    return new AssistanceGroup(
        group.getGroup(),
        group.getName(),
        group.getDeductibleFen(),
        group.getDeductibleIncomeBp(),
        group.getRatioBp(),
        amount(group.hasYearlyLimitFen(), group.getYearlyLimitFen()));
  }

  private static AreaKind area(FilingKind kind) {
    return AreaKind.values()[kind.getNumber() - 1];
  }

  /** The stages have the same numbers as the payers, one up. */
  private static List<Payer> order(List<PaymentStage> stages) {
    return stages.isEmpty()
        ? Payer.DEFAULT_ORDER
        : stages.stream().map(stage -> Payer.values()[stage.getNumber() - 1]).toList();
  }

  private static ServiceRules rules(org.dualchannel.v1.ServiceRules rules) {
    ServiceRules normal = ServiceRules.DEFAULT;
    return new ServiceRules(
        rules.getUnmetRestriction() == UnmetRestriction.UNMET_RESTRICTION_SELF_PAY
            ? ServiceRules.UnmetRestriction.SELF_PAY
            : ServiceRules.UnmetRestriction.REFUSE,
        or(rules.getEnrolmentMonths(), normal.enrolmentMonths()),
        or(rules.getReassessMonths(), normal.reassessMonths()),
        rules.getWarningDaysCount() == 0
            ? normal.warnings()
            : rules.getWarningDaysList().stream().map(ServiceRules.Warning::new).toList(),
        or(rules.getPrescriptionValidDays(), normal.prescriptionValidDays()),
        or(rules.getPrescriptionMaxValidDays(), normal.prescriptionMaxValidDays()),
        or(rules.getLongTermMaxValidDays(), normal.longTermMaxValidDays()),
        or(rules.getMaxDaysSupply(), normal.maxDaysSupply()),
        or(rules.getEarliestRefillBp(), normal.earliestRefillBp()),
        or(rules.getHoldMinutes(), normal.holdMinutes()),
        rules.hasMarkUpLimitBp() ? rules.getMarkUpLimitBp() : normal.markUpLimitBp(),
        or(rules.getRequestRetentionHours(), normal.requestRetentionHours()),
        or(rules.getOwedDays(), normal.owedDays()));
  }

  private static int or(int given, int normal) {
    return given == 0 ? normal : given;
  }

  private static Amount amount(boolean present, long fen) {
    return present ? Amount.ofFen(fen) : null;
  }
}
