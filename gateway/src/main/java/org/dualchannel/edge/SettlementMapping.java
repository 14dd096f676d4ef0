package org.dualchannel.edge;

import java.util.List;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Refund;
import org.dualchannel.decide.Settlement;
import org.dualchannel.decide.View;
import org.dualchannel.prescription.Draft;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.reimbursement.AreaKind;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.Reversal;
import org.dualchannel.reimbursement.SettlementInput;
import org.dualchannel.reimbursement.SettlementResult;
import org.dualchannel.trace.Portion;
import org.dualchannel.v1.Adjustment;
import org.dualchannel.v1.BenefitKind;
import org.dualchannel.v1.Channel;
import org.dualchannel.v1.FilingKind;
import org.dualchannel.v1.RemainingCap;
import org.dualchannel.v1.SettlementLine;
import org.dualchannel.v1.SettlementStatus;
import org.dualchannel.v1.TraceCode;

/**
 * Settlements as the contract tells them. The settlement itself keeps what the money was computed
 * from; who the person and the hospital are in words of the registry is looked up.
 */
final class SettlementMapping {
  private final View view;

  SettlementMapping(View view) {
    this.view = view;
  }

  org.dualchannel.v1.Settlement settlement(Settlement settlement) {
    org.dualchannel.v1.Settlement.Builder mapped =
        money(settlement.area(), settlement.input(), settlement.result())
            .setSettlementId(settlement.id())
            .setStatus(status(settlement))
            .setPrescriptionId(settlement.prescription())
            .setPharmacist(settlement.pharmacist())
            .setReviewer(settlement.reviewer() == null ? "" : settlement.reviewer())
            .setSettleTime(Times.timestamp(settlement.timeMs()));
    parties(mapped, view.prescribed(settlement), settlement.dispenser());
    mapped
        .setCareArea(settlement.careArea())
        .setPersonType(settlement.personType())
        .setHospitalLevel(settlement.hospitalLevel());
    for (Settlement.SoldLine sold : settlement.sold()) {
      if (sold.returned()) {
        mapped.addReturnedLineNumbers(sold.line());
      }
    }
    for (SettlementLine.Builder line : mapped.getLinesBuilderList()) {
      codes(settlement, line);
      enrolment(settlement, line);
    }
    mapped.setDecision(
        Decisions.of(
            settlement.index(),
            settlement.timeMs(),
            settlement.catalogue(),
            settlement.input().policyId(),
            Decisions.rulesOf(
                settlement.ofClaim()
                    ? Body.SubmitOfflineClaim.class
                    : Body.DispensePrescription.class)));
    return mapped.build();
  }

  /** What would be settled. */
  org.dualchannel.v1.Settlement quoted(
      String area, String prescription, Draft draft, String dispenser, View.Quote quote) {
    org.dualchannel.v1.Settlement.Builder mapped =
        money(area, quote.input(), quote.result())
            .setStatus(SettlementStatus.SETTLEMENT_STATUS_QUOTED)
            .setPrescriptionId(prescription);
    parties(mapped, draft, dispenser);
    Person person = view.person(area, draft.person());
    Institution hospital = view.institution(draft.hospital());
    return mapped
        .setPersonType(person.personType())
        .setHospitalLevel(hospital.level())
        .setCareArea(hospital.area())
        .build();
  }

  private static void parties(
      org.dualchannel.v1.Settlement.Builder mapped, Draft draft, String dispenser) {
    mapped
        .setPersonNumber(draft.person())
        .setVisitType(draft.visitType())
        .setHospital(draft.hospital())
        .setDispenser(dispenser)
        .setChannel(channel(draft.hospital(), dispenser));
  }

  static Channel channel(String hospital, String dispenser) {
    return dispenser.equals(hospital) ? Channel.CHANNEL_HOSPITAL : Channel.CHANNEL_PHARMACY;
  }

  private org.dualchannel.v1.Settlement.Builder money(
      String area, SettlementInput input, SettlementResult result) {
    BenefitPolicy policy = view.policies().byId(input.policyId());
    org.dualchannel.v1.Settlement.Builder mapped =
        org.dualchannel.v1.Settlement.newBuilder()
            .setArea(area)
            .setScheme(input.person().scheme())
            .setFiling(filing(input.areaKind()))
            .setAreaFactorBp(policy.areaFactorBp(input.areaKind()))
            .setTotal(MoneyMapping.total(result));
    for (SettlementResult.LineResult line : result.lines()) {
      mapped.addLines(line(input, line));
    }
    return mapped
        .addAllRemainingCaps(caps(result))
        .addAllExplanation(
            ExplanationMapping.steps(result.explanation(), policy, input.person().scheme()));
  }

  static List<RemainingCap> caps(SettlementResult result) {
    return result.drugCaps().stream()
        .map(
            cap ->
                RemainingCap.newBuilder()
                    .setMolecule(cap.molecule())
                    .setYear(result.after().year())
                    .setCapFen(cap.capFen())
                    .setUsedFen(cap.usedFen())
                    .setRemainingFen(cap.remainingFen())
                    .build())
        .toList();
  }

  private static SettlementLine line(SettlementInput input, SettlementResult.LineResult line) {
    SettlementLine.Builder mapped =
        SettlementLine.newBuilder()
            .setLineNumber(line.line())
            .setDrug(line.drug())
            .setBenefit(benefit(line.benefit()))
            .setInLimitFen(line.inLimitFen())
            .setSplit(MoneyMapping.breakdown(line.split()));
    for (org.dualchannel.reimbursement.SettlementLine each : input.lines()) {
      if (each.line() == line.line()) {
        mapped.setPriceFen(each.priceFen()).setQuantityE4(each.quantityE4());
        if (each.standard() != null) {
          mapped.setStandardFen(each.standard().fen());
        }
      }
    }
    return mapped.build();
  }

  private static void codes(Settlement settlement, SettlementLine.Builder line) {
    for (Settlement.SoldLine sold : settlement.sold()) {
      if (sold.line() == line.getLineNumber()) {
        sold.traceCodes().forEach(key -> line.addTraceCodes(code(key)));
        for (Portion each : sold.portions()) {
          line.addPortionsBuilder()
              .setTraceCode(code(each.code()))
              .setQuantityE4(each.quantityE4());
        }
        if (sold.codeFree() != null) {
          line.getCodeFreeBuilder()
              .setReason(sold.codeFree().reason())
              .setBatchNumber(sold.codeFree().batch());
        }
      }
    }
  }

  private static void enrolment(Settlement settlement, SettlementLine.Builder line) {
    for (Settlement.UsedEnrolment used : settlement.enrolments()) {
      if (used.line() == line.getLineNumber()) {
        line.setEnrolmentId(used.enrolment()).setEnrolmentVersion(used.version());
      }
    }
  }

  private static TraceCode code(String key) {
    return TraceCode.newBuilder().setCode(key).build();
  }

  private static SettlementStatus status(Settlement settlement) {
    long returned = settlement.sold().stream().filter(Settlement.SoldLine::returned).count();
    if (returned == 0) {
      return SettlementStatus.SETTLEMENT_STATUS_SETTLED;
    }
    return returned == settlement.sold().size()
        ? SettlementStatus.SETTLEMENT_STATUS_RETURNED
        : SettlementStatus.SETTLEMENT_STATUS_PARTLY_RETURNED;
  }

  private static BenefitKind benefit(org.dualchannel.reimbursement.BenefitKind benefit) {
    return benefit == null
        ? BenefitKind.BENEFIT_KIND_NONE
        : BenefitKind.valueOf("BENEFIT_KIND_" + benefit.name());
  }

  static FilingKind filing(AreaKind kind) {
    return switch (kind) {
      case HOME -> FilingKind.FILING_KIND_HOME;
      case FILED_LONG_TERM -> FilingKind.FILING_KIND_LONG_TERM;
      case REFERRAL -> FilingKind.FILING_KIND_REFERRAL;
      case UNFILED_EMERGENCY -> FilingKind.FILING_KIND_UNFILED_EMERGENCY;
      case UNFILED -> FilingKind.FILING_KIND_UNFILED;
    };
  }

  static List<Adjustment> adjustments(Refund refund) {
    return refund.adjustments().stream().map(SettlementMapping::adjustment).toList();
  }

  private static Adjustment adjustment(Reversal.Adjustment adjustment) {
    return Adjustment.newBuilder()
        .setSettlementId(adjustment.settlementId())
        .setOwed(MoneyMapping.breakdown(adjustment.owed()))
        .build();
  }
}
