package org.dualchannel.cli.send;

import org.dualchannel.cli.load.Dates;
import org.dualchannel.reimbursement.AreaKind;
import org.dualchannel.reimbursement.AssistanceGroup;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.OfflineClaims;
import org.dualchannel.reimbursement.OutOfArea;
import org.dualchannel.reimbursement.Payer;
import org.dualchannel.reimbursement.SchemePolicy;
import org.dualchannel.reimbursement.ServiceRules;
import org.dualchannel.screening.ScreeningRules;
import org.dualchannel.v1.AreaFactor;
import org.dualchannel.v1.CapBasis;
import org.dualchannel.v1.CapYear;
import org.dualchannel.v1.ClaimDocument;
import org.dualchannel.v1.FilingKind;
import org.dualchannel.v1.OfflineClaimRules;
import org.dualchannel.v1.OutOfAreaRules;
import org.dualchannel.v1.PaymentStage;
import org.dualchannel.v1.ReviewCheck;
import org.dualchannel.v1.ReviewSeverity;
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
    if (policy.outOfArea() != null) {
      message.setOutOfArea(outOfArea(policy.outOfArea()));
    }
    if (policy.offlineClaims() != null) {
      message.setOfflineClaims(offlineClaims(policy.offlineClaims()));
    }
    return message.build();
  }

  private static OutOfAreaRules outOfArea(OutOfArea rules) {
    OutOfAreaRules.Builder message =
        OutOfAreaRules.newBuilder()
            .addAllCareAreas(rules.careAreas())
            .addAllVisitTypes(rules.visitTypes())
            .setFilingRequired(rules.filingRequired());
    if (rules.mostPerSettlement() != null) {
      message.setMostPerSettlementFen(rules.mostPerSettlement().fen());
    }
    if (rules.mostPerDay() != null) {
      message.setMostPerDayFen(rules.mostPerDay().fen());
    }
    return message.build();
  }

  private static OfflineClaimRules offlineClaims(OfflineClaims rules) {
    OfflineClaimRules.Builder message =
        OfflineClaimRules.newBuilder().setDaysToFile(rules.daysToFile());
    for (OfflineClaims.Document document : rules.documents()) {
      message.addDocuments(
          switch (document) {
            case INVOICE -> ClaimDocument.CLAIM_DOCUMENT_INVOICE;
            case PRESCRIPTION -> ClaimDocument.CLAIM_DOCUMENT_PRESCRIPTION;
            case LIST_OF_CHARGES -> ClaimDocument.CLAIM_DOCUMENT_LIST_OF_CHARGES;
            case DIAGNOSIS_CERTIFICATE -> ClaimDocument.CLAIM_DOCUMENT_DIAGNOSIS_CERTIFICATE;
          });
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
    org.dualchannel.v1.ServiceRules.Builder message =
        org.dualchannel.v1.ServiceRules.newBuilder()
            .setUnmetRestriction(
                switch (rules.unmetRestriction()) {
                  case REFUSE -> UnmetRestriction.UNMET_RESTRICTION_REFUSE;
                  case SELF_PAY -> UnmetRestriction.UNMET_RESTRICTION_SELF_PAY;
                })
            .setEnrolmentMonths(rules.enrolmentMonths())
            .setReassessMonths(rules.reassessMonths())
            .addAllWarningDays(
                rules.warnings().stream().map(ServiceRules.Warning::daysBefore).toList())
            .setPrescriptionValidDays(rules.prescriptionValidDays())
            .setPrescriptionMaxValidDays(rules.prescriptionMaxValidDays())
            .setLongTermMaxValidDays(rules.longTermMaxValidDays())
            .setMaxDaysSupply(rules.maxDaysSupply())
            .setEarliestRefillBp(rules.earliestRefillBp())
            .setHoldMinutes(rules.holdMinutes())
            .setMarkUpLimitBp(rules.markUpLimitBp())
            .setRequestRetentionHours(rules.requestRetentionHours())
            .setOwedDays(rules.owedDays())
            .setScreening(screening(rules.screeningRules()))
            .setSecondPharmacist(rules.secondPharmacist());
    if (rules.codeFreeUntil() != null) {
      message.setCodeFreeUntilDate(Dates.of(rules.codeFreeUntil()));
    }
    return message.build();
  }

  private static org.dualchannel.v1.ScreeningRules screening(ScreeningRules rules) {
    org.dualchannel.v1.ScreeningRules.Builder message =
        org.dualchannel.v1.ScreeningRules.newBuilder()
            .setMaxDrugs(rules.maxDrugs())
            .setUsualDays(rules.usualDays())
            .setEmergencyDays(rules.emergencyDays());
    for (ScreeningRules.CheckSeverity each : rules.severities()) {
      message
          .addSeveritiesBuilder()
          .setCheck(ReviewCheck.valueOf("REVIEW_CHECK_" + each.check().name()))
          .setSeverity(ReviewSeverity.valueOf("REVIEW_SEVERITY_" + each.severity().name()));
    }
    return message.build();
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
