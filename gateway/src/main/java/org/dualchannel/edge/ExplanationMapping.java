package org.dualchannel.edge;

import java.util.List;
import org.dualchannel.decide.Settlement;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.CriticalIllness;
import org.dualchannel.reimbursement.SchemePolicy;
import org.dualchannel.reimbursement.Step;
import org.dualchannel.v1.EnrolmentUsed;
import org.dualchannel.v1.ExplainSettlementResponse;
import org.dualchannel.v1.ExplanationStep;
import org.dualchannel.v1.LocalizedText;
import org.dualchannel.v1.Payer;
import org.dualchannel.v1.SettlementFacts;

/** The steps of a settlement in words and figures. */
final class ExplanationMapping {
  private ExplanationMapping() {}

  /** A settlement with all that it rests on. */
  static ExplainSettlementResponse.Builder explained(Settlement settlement, BenefitPolicy policy) {
    return ExplainSettlementResponse.newBuilder()
        .setSettlementId(settlement.id())
        .setFacts(facts(settlement, policy))
        .addAllSteps(
            steps(settlement.result().explanation(), policy, settlement.input().person().scheme()))
        .addAllRemainingCaps(SettlementMapping.caps(settlement.result()));
  }

  private static SettlementFacts facts(Settlement settlement, BenefitPolicy policy) {
    SettlementFacts.Builder facts =
        SettlementFacts.newBuilder()
            .setArea(settlement.area())
            .setCareArea(settlement.careArea())
            .setDate(Times.date(settlement.input().date()))
            .setChannel(SettlementMapping.channel(settlement.hospital(), settlement.dispenser()))
            .setOfflineClaim(settlement.ofClaim())
            .setHospital(settlement.hospital())
            .setHospitalLevel(settlement.hospitalLevel())
            .setCatalogueVersion(settlement.catalogue())
            .setPolicyId(policy.id())
            .setPolicyDocument(policy.document().title())
            .setPolicyDocumentDate(Times.date(policy.document().date()))
            .setPolicyEffectiveFromDate(Times.date(policy.effectiveFrom()))
            .setScheme(settlement.input().person().scheme())
            .setPersonType(settlement.personType())
            .setFiling(SettlementMapping.filing(settlement.input().areaKind()))
            .setAreaFactorBp(policy.areaFactorBp(settlement.input().areaKind()));
    for (Settlement.UsedEnrolment each : settlement.enrolments()) {
      facts.addEnrolments(
          EnrolmentUsed.newBuilder()
              .setLineNumber(each.line())
              .setEnrolmentId(each.enrolment())
              .setVersion(each.version()));
    }
    return facts.build();
  }

  static List<ExplanationStep> steps(List<Step> steps, BenefitPolicy policy, String scheme) {
    Payer criticalIllness = criticalIllnessPayer(policy.scheme(scheme));
    return steps.stream().map(step -> step(step, criticalIllness)).toList();
  }

  private static ExplanationStep step(Step step, Payer criticalIllness) {
    ExplanationStep.Builder mapped =
        ExplanationStep.newBuilder()
            .setKind(step.kind().name())
            .setRuleId(step.rule())
            .setClause(step.clause())
            .setText(text(step))
            .setLineNumber(step.line())
            .setPayer(payer(step.payer(), criticalIllness))
            .setBaseFen(step.baseFen())
            .setAmountFen(step.amountFen());
    if (hasRatio(step.kind())) {
      mapped.setRatioBp(step.ratioBp());
    }
    if (step.remaining() != null) {
      mapped.setRemainingFen(step.remaining().fen());
    }
    return mapped.build();
  }

  /** Whether the ratio of such a step means something. */
  private static boolean hasRatio(Step.Kind kind) {
    return switch (kind) {
      case FIRST_SELF_PAY, BASIC_RATIO, CRITICAL_RATIO, ASSISTANCE_RATIO -> true;
      default -> false;
    };
  }

  /** Such as {@code pooled fund at its ratio: 80 % of 5,188.00 yuan, 4,150.40 yuan}. */
  private static LocalizedText text(Step step) {
    String english = step.kind().english() + ": ";
    String chinese = step.kind().chinese() + "：";
    if (hasRatio(step.kind())) {
      english += percent(step.ratioBp()) + " % of " + yuan(step.baseFen()) + " yuan, ";
      chinese += yuan(step.baseFen()) + "元的" + percent(step.ratioBp()) + "%，";
    }
    english += yuan(step.amountFen()) + " yuan";
    chinese += yuan(step.amountFen()) + "元";
    if (step.remaining() != null) {
      english += "; " + yuan(step.remaining().fen()) + " yuan left";
      chinese += "；剩余" + yuan(step.remaining().fen()) + "元";
    }
    return ClinicalMapping.text(english, chinese);
  }

  /** Fen as yuan with two decimals and commas between the thousands. */
  static String yuan(long fen) {
    long cents = Math.abs(fen % 100);
    String sign = fen < 0 && fen > -100 ? "-" : "";
    return sign + String.format(java.util.Locale.ROOT, "%,d.%02d", fen / 100, cents);
  }

  private static String percent(int bp) {
    return java.math.BigDecimal.valueOf(bp, 2).stripTrailingZeros().toPlainString();
  }

  private static Payer criticalIllnessPayer(SchemePolicy scheme) {
    return scheme != null && scheme.criticalIllness().field() == CriticalIllness.Field.HIFOB
        ? Payer.PAYER_EMPLOYEE_LARGE_AMOUNT
        : Payer.PAYER_RESIDENT_CRITICAL_ILLNESS;
  }

  private static Payer payer(org.dualchannel.reimbursement.Payer payer, Payer criticalIllness) {
    if (payer == null) {
      return Payer.PAYER_UNSPECIFIED;
    }
    return switch (payer) {
      case BASIC -> Payer.PAYER_POOLED_FUND;
      case CRITICAL_ILLNESS -> criticalIllness;
      case CIVIL_SERVANT -> Payer.PAYER_CIVIL_SERVANT;
      case MEDICAL_ASSISTANCE -> Payer.PAYER_MEDICAL_ASSISTANCE;
      case FULL_COVERAGE -> Payer.PAYER_OTHER_FUND;
      case ACCOUNT -> Payer.PAYER_PERSONAL_ACCOUNT;
      case CASH -> Payer.PAYER_CASH;
    };
  }
}
