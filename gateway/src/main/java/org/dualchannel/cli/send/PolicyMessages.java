package org.dualchannel.cli.send;

import org.dualchannel.cli.load.Dates;
import org.dualchannel.reimbursement.AreaKind;
import org.dualchannel.reimbursement.AssistanceGroup;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.Payer;
import org.dualchannel.reimbursement.SchemePolicy;
import org.dualchannel.reimbursement.ServiceRules;
import org.dualchannel.v1.AreaFactor;
import org.dualchannel.v1.CapBasis;
import org.dualchannel.v1.CapYear;
import org.dualchannel.v1.FilingKind;
import org.dualchannel.v1.PaymentStage;
import org.dualchannel.v1.UnmetRestriction;

/** Benefit policies as the contract has them. */
final class PolicyMessages {
  private PolicyMessages() {}

  static org.dualchannel.v1.BenefitPolicy of(BenefitPolicy policy) {
    org.dualchannel.v1.BenefitPolicy.Builder message =
        org.dualchannel.v1.BenefitPolicy.newBuilder()
            .setPolicyId(policy.id())
            .setDocument(policy.document().title())
            .setDocumentDate(Dates.of(policy.document().date()))
            .setEffectiveFromDate(Dates.of(policy.effectiveFrom()))
            .setIllustrative(policy.illustrative())
            .setCapBasis(
                switch (policy.capBasis()) {
                  case ELIGIBLE_COST -> CapBasis.CAP_BASIS_ELIGIBLE_COST;
                  case FUND_PAY -> CapBasis.CAP_BASIS_FUND_PAY;
                })
            .setCapYear(
                switch (policy.capYear()) {
                  case CALENDAR -> CapYear.CAP_YEAR_CALENDAR;
                })
            .setServiceRules(rules(policy.rules()));
    if (policy.effectiveTo() != null) {
      message.setEffectiveToDate(Dates.of(policy.effectiveTo()));
    }
    for (SchemePolicy scheme : policy.schemes()) {
      message.addSchemes(SchemeMessages.of(scheme));
    }
    for (AssistanceGroup group : policy.assistanceGroups()) {
      message.addAssistanceGroups(group(group));
    }
    for (BenefitPolicy.AreaFactor factor : policy.areaFactors()) {
      message.addAreaFactors(
          AreaFactor.newBuilder().setFiling(filing(factor.kind())).setFactorBp(factor.factorBp()));
    }
    for (Payer payer : policy.payerOrder()) {
      message.addPayerOrder(stage(payer));
    }
    return message.build();
  }

  private static org.dualchannel.v1.AssistanceGroup group(AssistanceGroup group) {
    org.dualchannel.v1.AssistanceGroup.Builder message =
        org.dualchannel.v1.AssistanceGroup.newBuilder()
            .setGroup(group.group())
            .setName(group.name())
            .setRatioBp(group.ratioBp());
    if (group.deductibleIncomeBp() == 0) {
      message.setDeductibleFen(group.deductibleFen());
    } else {
      message.setDeductibleIncomeBp(group.deductibleIncomeBp());
    }
    if (group.yearlyLimit() != null) {
      message.setYearlyLimitFen(group.yearlyLimit().fen());
    }
    return message.build();
  }

  private static org.dualchannel.v1.ServiceRules rules(ServiceRules rules) {
    return org.dualchannel.v1.ServiceRules.newBuilder()
        .setUnmetRestriction(
            switch (rules.unmetRestriction()) {
              case REFUSE -> UnmetRestriction.UNMET_RESTRICTION_REFUSE;
              case SELF_PAY -> UnmetRestriction.UNMET_RESTRICTION_SELF_PAY;
            })
        .setEnrolmentMonths(rules.enrolmentMonths())
        .setReassessMonths(rules.reassessMonths())
        .addAllWarningDays(rules.warnings().stream().map(ServiceRules.Warning::daysBefore).toList())
        .setPrescriptionValidDays(rules.prescriptionValidDays())
        .setPrescriptionMaxValidDays(rules.prescriptionMaxValidDays())
        .setLongTermMaxValidDays(rules.longTermMaxValidDays())
        .setMaxDaysSupply(rules.maxDaysSupply())
        .setEarliestRefillBp(rules.earliestRefillBp())
        .setHoldMinutes(rules.holdMinutes())
        .setMarkUpLimitBp(rules.markUpLimitBp())
        .setRequestRetentionHours(rules.requestRetentionHours())
        .setOwedDays(rules.owedDays())
        .build();
  }

  private static FilingKind filing(AreaKind kind) {
    return switch (kind) {
      case HOME -> FilingKind.FILING_KIND_HOME;
      case FILED_LONG_TERM -> FilingKind.FILING_KIND_LONG_TERM;
      case REFERRAL -> FilingKind.FILING_KIND_REFERRAL;
      case UNFILED_EMERGENCY -> FilingKind.FILING_KIND_UNFILED_EMERGENCY;
      case UNFILED -> FilingKind.FILING_KIND_UNFILED;
    };
  }

  private static PaymentStage stage(Payer payer) {
    return switch (payer) {
      case BASIC -> PaymentStage.PAYMENT_STAGE_BASIC;
      case CRITICAL_ILLNESS -> PaymentStage.PAYMENT_STAGE_CRITICAL_ILLNESS;
      case CIVIL_SERVANT -> PaymentStage.PAYMENT_STAGE_CIVIL_SERVANT;
      case MEDICAL_ASSISTANCE -> PaymentStage.PAYMENT_STAGE_MEDICAL_ASSISTANCE;
      case FULL_COVERAGE -> PaymentStage.PAYMENT_STAGE_FULL_COVERAGE;
      case ACCOUNT -> PaymentStage.PAYMENT_STAGE_ACCOUNT;
      case CASH -> PaymentStage.PAYMENT_STAGE_CASH;
    };
  }
}
