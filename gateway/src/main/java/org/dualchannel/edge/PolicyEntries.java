package org.dualchannel.edge;

import org.dualchannel.reimbursement.AssistanceGroup;
import org.dualchannel.reimbursement.Benefit;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.CriticalIllness;
import org.dualchannel.reimbursement.Payer;
import org.dualchannel.reimbursement.SchemePolicy;
import org.dualchannel.reimbursement.ServiceRules;
import org.dualchannel.v1.AreaFactor;
import org.dualchannel.v1.BurdenTier;
import org.dualchannel.v1.CapBasis;
import org.dualchannel.v1.CapYear;
import org.dualchannel.v1.Deductible;
import org.dualchannel.v1.LowIncomeRelief;
import org.dualchannel.v1.PaymentStage;
import org.dualchannel.v1.RatioTier;
import org.dualchannel.v1.UnmetRestriction;

/** Benefit policies as the contract tells them. */
final class PolicyEntries {
  private PolicyEntries() {}

  static org.dualchannel.v1.BenefitPolicy of(BenefitPolicy policy) {
    org.dualchannel.v1.BenefitPolicy.Builder mapped =
        org.dualchannel.v1.BenefitPolicy.newBuilder()
            .setPolicyId(policy.id())
            .setArea(policy.area())
            .setDocument(policy.document().title())
            .setDocumentDate(Times.date(policy.document().date()))
            .setEffectiveFromDate(Times.date(policy.effectiveFrom()))
            .setIllustrative(policy.illustrative())
            .setCapBasis(CapBasis.forNumber(policy.capBasis().ordinal() + 1))
            .setCapYear(CapYear.forNumber(policy.capYear().ordinal() + 1))
            .setServiceRules(rules(policy.rules()));
    if (policy.effectiveTo() != null) {
      mapped.setEffectiveToDate(Times.date(policy.effectiveTo()));
    }
    policy.schemes().forEach(each -> mapped.addSchemes(scheme(each)));
    policy.assistanceGroups().forEach(each -> mapped.addAssistanceGroups(group(each)));
    for (BenefitPolicy.AreaFactor each : policy.areaFactors()) {
      mapped.addAreaFactors(
          AreaFactor.newBuilder()
              .setFiling(SettlementMapping.filing(each.kind()))
              .setFactorBp(each.factorBp()));
    }
    for (Payer each : policy.payerOrder()) {
      mapped.addPayerOrder(PaymentStage.forNumber(each.ordinal() + 1));
    }
    return mapped.build();
  }

  private static org.dualchannel.v1.SchemePolicy scheme(SchemePolicy scheme) {
    org.dualchannel.v1.SchemePolicy.Builder mapped =
        org.dualchannel.v1.SchemePolicy.newBuilder().setScheme(scheme.scheme());
    if (scheme.specialOutpatient().enabled()) {
      mapped.setSpecialOutpatient(benefit(scheme.specialOutpatient()));
    }
    if (scheme.guarantee().enabled()) {
      mapped.setGuarantee(benefit(scheme.guarantee()));
    }
    if (scheme.ordinaryOutpatient().enabled()) {
      mapped.setOrdinaryOutpatient(benefit(scheme.ordinaryOutpatient()));
    }
    if (scheme.basicFundCap() != null) {
      mapped.setBasicFundCapFen(scheme.basicFundCap().fen());
    }
    if (!scheme.criticalIllness().tiers().isEmpty()) {
      mapped.setCriticalIllness(critical(scheme.criticalIllness()));
    }
    return mapped.build();
  }

  private static org.dualchannel.v1.Benefit benefit(Benefit benefit) {
    Deductible.Builder deductible =
        Deductible.newBuilder()
            .setDeductibleFen(benefit.deductible().fen())
            .setSeniorAge(benefit.deductible().seniorAge());
    if (benefit.deductible().retired() != null) {
      deductible.setRetiredFen(benefit.deductible().retired().fen());
    }
    if (benefit.deductible().retiredSenior() != null) {
      deductible.setRetiredSeniorFen(benefit.deductible().retiredSenior().fen());
    }
    org.dualchannel.v1.Benefit.Builder mapped =
        org.dualchannel.v1.Benefit.newBuilder()
            .setDeductible(deductible)
            .setRetireeBonusBp(benefit.retireeBonusBp())
            .setCountsInBasicCap(benefit.countsInBasicCap());
    for (Benefit.RatioTier each : benefit.tiers()) {
      RatioTier.Builder tier =
          mapped
              .addTiersBuilder()
              .setTier1Bp(each.tier1Bp())
              .setTier2Bp(each.tier2Bp())
              .setTier3Bp(each.tier3Bp());
      if (each.upTo() != null) {
        tier.setUpToFen(each.upTo().fen());
      }
    }
    if (benefit.fundCap() != null) {
      mapped.setFundCapFen(benefit.fundCap().fen());
      if (benefit.fundCap().retired() != null) {
        mapped.setRetiredFundCapFen(benefit.fundCap().retired().fen());
      }
    }
    return mapped.build();
  }

  private static org.dualchannel.v1.CriticalIllness critical(CriticalIllness critical) {
    org.dualchannel.v1.CriticalIllness.Builder mapped =
        org.dualchannel.v1.CriticalIllness.newBuilder()
            .setPayer(
                critical.field() == CriticalIllness.Field.HIFOB
                    ? org.dualchannel.v1.Payer.PAYER_EMPLOYEE_LARGE_AMOUNT
                    : org.dualchannel.v1.Payer.PAYER_RESIDENT_CRITICAL_ILLNESS);
    for (CriticalIllness.BurdenTier each : critical.tiers()) {
      mapped.addTiers(
          BurdenTier.newBuilder().setOverFen(each.overFen()).setRatioBp(each.ratioBp()));
    }
    if (critical.cap() != null) {
      mapped.setYearlyCapFen(critical.cap().fen());
    }
    if (critical.relief() != null) {
      mapped.setRelief(
          LowIncomeRelief.newBuilder()
              .addAllGroups(critical.relief().groups())
              .setFirstThresholdBp(critical.relief().firstThresholdBp())
              .setRatioBonusBp(critical.relief().ratioBonusBp())
              .setUncapped(critical.relief().uncapped()));
    }
    return mapped.build();
  }

  private static org.dualchannel.v1.AssistanceGroup group(AssistanceGroup group) {
    org.dualchannel.v1.AssistanceGroup.Builder mapped =
        org.dualchannel.v1.AssistanceGroup.newBuilder()
            .setGroup(group.group())
            .setName(group.name())
            .setRatioBp(group.ratioBp());
    if (group.deductibleIncomeBp() > 0) {
      mapped.setDeductibleIncomeBp(group.deductibleIncomeBp());
    } else {
      mapped.setDeductibleFen(group.deductibleFen());
    }
    if (group.yearlyLimit() != null) {
      mapped.setYearlyLimitFen(group.yearlyLimit().fen());
    }
    return mapped.build();
  }

  private static org.dualchannel.v1.ServiceRules rules(ServiceRules rules) {
    return org.dualchannel.v1.ServiceRules.newBuilder()
        .setUnmetRestriction(
            rules.unmetRestriction() == ServiceRules.UnmetRestriction.SELF_PAY
                ? UnmetRestriction.UNMET_RESTRICTION_SELF_PAY
                : UnmetRestriction.UNMET_RESTRICTION_REFUSE)
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
}
