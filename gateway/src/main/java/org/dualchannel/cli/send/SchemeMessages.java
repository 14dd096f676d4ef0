package org.dualchannel.cli.send;

import org.dualchannel.reimbursement.Benefit;
import org.dualchannel.reimbursement.CriticalIllness;
import org.dualchannel.reimbursement.SchemePolicy;
import org.dualchannel.v1.BurdenTier;
import org.dualchannel.v1.Deductible;
import org.dualchannel.v1.LowIncomeRelief;
import org.dualchannel.v1.Payer;
import org.dualchannel.v1.RatioTier;

/** The benefits of a scheme as the contract has them. */
final class SchemeMessages {
  private SchemeMessages() {}

  static org.dualchannel.v1.SchemePolicy of(SchemePolicy scheme) {
    org.dualchannel.v1.SchemePolicy.Builder message =
        org.dualchannel.v1.SchemePolicy.newBuilder().setScheme(scheme.scheme());
    if (scheme.specialOutpatient().enabled()) {
      message.setSpecialOutpatient(benefit(scheme.specialOutpatient()));
    }
    if (scheme.guarantee().enabled()) {
      message.setGuarantee(benefit(scheme.guarantee()));
    }
    if (scheme.ordinaryOutpatient().enabled()) {
      message.setOrdinaryOutpatient(benefit(scheme.ordinaryOutpatient()));
    }
    if (scheme.basicFundCap() != null) {
      message.setBasicFundCapFen(scheme.basicFundCap().fen());
    }
    if (!scheme.criticalIllness().tiers().isEmpty()) {
      message.setCriticalIllness(criticalIllness(scheme.criticalIllness()));
    }
    return message.build();
  }

  private static org.dualchannel.v1.Benefit benefit(Benefit benefit) {
    org.dualchannel.v1.Benefit.Builder message =
        org.dualchannel.v1.Benefit.newBuilder()
            .setDeductible(deductible(benefit.deductible()))
            .setRetireeBonusBp(benefit.retireeBonusBp())
            .setCountsInBasicCap(benefit.countsInBasicCap());
    for (Benefit.RatioTier tier : benefit.tiers()) {
      RatioTier.Builder step =
          RatioTier.newBuilder()
              .setTier1Bp(tier.tier1Bp())
              .setTier2Bp(tier.tier2Bp())
              .setTier3Bp(tier.tier3Bp());
      if (tier.upTo() != null) {
        step.setUpToFen(tier.upTo().fen());
      }
      message.addTiers(step);
    }
    if (benefit.fundCap() != null) {
      message.setFundCapFen(benefit.fundCap().fen());
      if (benefit.fundCap().retired() != null) {
        message.setRetiredFundCapFen(benefit.fundCap().retired().fen());
      }
    }
    return message.build();
  }

  private static Deductible deductible(Benefit.Deductible deductible) {
    Deductible.Builder message = Deductible.newBuilder().setDeductibleFen(deductible.fen());
    if (deductible.retired() != null) {
      message.setRetiredFen(deductible.retired().fen());
    }
    if (deductible.retiredSenior() != null) {
      message.setRetiredSeniorFen(deductible.retiredSenior().fen());
      message.setSeniorAge(deductible.seniorAge());
    }
    return message.build();
  }

  private static org.dualchannel.v1.CriticalIllness criticalIllness(CriticalIllness insurance) {
    org.dualchannel.v1.CriticalIllness.Builder message =
        org.dualchannel.v1.CriticalIllness.newBuilder()
            .setPayer(
                switch (insurance.field()) {
                  case HIFOB -> Payer.PAYER_EMPLOYEE_LARGE_AMOUNT;
                  case HIFMI -> Payer.PAYER_RESIDENT_CRITICAL_ILLNESS;
                });
    for (CriticalIllness.BurdenTier tier : insurance.tiers()) {
      message.addTiers(
          BurdenTier.newBuilder().setOverFen(tier.overFen()).setRatioBp(tier.ratioBp()));
    }
    if (insurance.cap() != null) {
      message.setYearlyCapFen(insurance.cap().fen());
    }
    if (insurance.relief() != null) {
      message.setRelief(
          LowIncomeRelief.newBuilder()
              .addAllGroups(insurance.relief().groups())
              .setFirstThresholdBp(insurance.relief().firstThresholdBp())
              .setRatioBonusBp(insurance.relief().ratioBonusBp())
              .setUncapped(insurance.relief().uncapped()));
    }
    return message.build();
  }
}
