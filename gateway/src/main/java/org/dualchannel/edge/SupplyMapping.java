package org.dualchannel.edge;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.dualchannel.decide.SupplyCommand;
import org.dualchannel.supply.AgreementClause;
import org.dualchannel.supply.AnnualScore;
import org.dualchannel.supply.Delivery;
import org.dualchannel.supply.Formulary;
import org.dualchannel.supply.Ground;
import org.dualchannel.supply.GuaranteeEntry;
import org.dualchannel.supply.PharmacyList;
import org.dualchannel.supply.Qualification;
import org.dualchannel.supply.Slot;
import org.dualchannel.supply.StockRate;
import org.dualchannel.supply.SupplyRules;
import org.dualchannel.supply.SupplyTask;
import org.dualchannel.supply.UnstockedCase;
import org.dualchannel.supply.Violation;
import org.dualchannel.v1.DeliveryStatus;
import org.dualchannel.v1.DenialGround;
import org.dualchannel.v1.FormularyItem;
import org.dualchannel.v1.GuaranteeDrug;
import org.dualchannel.v1.HandoverProof;
import org.dualchannel.v1.ListedPharmacy;
import org.dualchannel.v1.OfferSlotsRequest;
import org.dualchannel.v1.ProofKind;
import org.dualchannel.v1.RecordUnstockedRequest;
import org.dualchannel.v1.StepDeliveryRequest;
import org.dualchannel.v1.SupplyTaskKind;

/** The supply side between the contract and the domain. Enums have equal names in both. */
final class SupplyMapping {
  /** The rules that an accepted call has passed or was computed by. */
  private static final Map<String, String> RULES =
      Map.ofEntries(
          Map.entry("FileSupplyRules", "S2-2 S2-7 S2-14 S2-26 S2-43"),
          Map.entry("CompleteFormularyTask", "S2-2 S2-43"),
          Map.entry("ConfirmCodes", "S2-14 S2-43"),
          Map.entry("ReportFormulary", "S2-3 S2-43"),
          Map.entry("RecordUnstocked", "S2-4 S2-13 S2-43"),
          Map.entry("QualifyPharmacy", "S2-43 S2-5"),
          Map.entry("PublishPharmacyList", "S2-43 S2-5 S2-7"),
          Map.entry("FileAgreementClause", "S2-11 S2-43"),
          Map.entry("ScoreYear", "S2-11 S2-13 S2-3 S2-43"));

  private SupplyMapping() {}

  static List<String> rulesOf(String method) {
    return List.of(RULES.getOrDefault(method, "S2-17 S2-43").split(" "));
  }

  static SupplyRules rules(String area, org.dualchannel.v1.SupplyRules rules) {
    return new SupplyRules(
        area,
        rules.getDocument(),
        Times.dateOf(rules.getEffectiveFromDate()),
        rules.getFormularyDays(),
        rules.getCodeDays(),
        rules.getListPeriodDays(),
        rules.getRefuseUnmapped(),
        rules.getIncomePerHeadFen());
  }

  static org.dualchannel.v1.SupplyRules of(SupplyRules rules) {
    return org.dualchannel.v1.SupplyRules.newBuilder()
        .setDocument(rules.document())
        .setEffectiveFromDate(Times.date(rules.effectiveFrom()))
        .setFormularyDays(rules.formularyDays())
        .setCodeDays(rules.codeDays())
        .setListPeriodDays(rules.listPeriodDays())
        .setRefuseUnmapped(rules.refuseUnmapped())
        .setIncomePerHeadFen(rules.incomePerHeadFen())
        .build();
  }

  static SupplyTaskKind of(SupplyTask.Kind kind) {
    return SupplyTaskKind.valueOf("SUPPLY_TASK_KIND_" + kind.name());
  }

  static org.dualchannel.v1.SupplyTask of(SupplyTask task, LocalDate today) {
    org.dualchannel.v1.SupplyTask.Builder mapped =
        org.dualchannel.v1.SupplyTask.newBuilder()
            .setCatalogueVersion(task.version())
            .setKind(of(task.kind()))
            .setPlace(task.place())
            .setOpenedDate(Times.date(task.opened()))
            .setDueDate(Times.date(task.due()))
            .setDaysElapsed(task.daysElapsed(today))
            .setOverdue(task.overdueOn(today))
            .setCodeCount(task.codes())
            .setConfirmedCount(task.confirmed())
            .setMinutes(task.document());
    if (task.done() != null) {
      mapped.setDoneDate(Times.date(task.done()));
    }
    return mapped.build();
  }

  static List<Formulary.Item> items(List<FormularyItem> items) {
    return items.stream()
        .map(each -> new Formulary.Item(each.getDrug(), each.getInScope(), each.getStocked()))
        .toList();
  }

  static FormularyItem of(Formulary.Item item) {
    return FormularyItem.newBuilder()
        .setDrug(item.drug())
        .setInScope(item.inScope())
        .setStocked(item.stocked())
        .build();
  }

  static org.dualchannel.v1.StockRate of(StockRate rate) {
    return org.dualchannel.v1.StockRate.newBuilder()
        .setInScopeCount(rate.inScope())
        .setStockedCount(rate.stocked())
        .setRateBp(rate.rateBp())
        .build();
  }

  static SupplyCommand unstocked(RecordUnstockedRequest request) {
    return new SupplyCommand.RecordUnstocked(
        request.getHospital(),
        request.getDrug(),
        Ground.valueOf(request.getGround().name().substring("DENIAL_GROUND_".length())),
        switch (request.getRoute()) {
          case SUPPLY_ROUTE_TEMP_PURCHASE -> UnstockedCase.Route.TEMP_PURCHASE;
          case SUPPLY_ROUTE_CIRCULATE -> UnstockedCase.Route.CIRCULATE;
          default -> null;
        },
        request.getComment());
  }

  static org.dualchannel.v1.Violation of(Violation violation) {
    return org.dualchannel.v1.Violation.newBuilder()
        .setViolationId(violation.id())
        .setHospital(violation.hospital())
        .setDrug(violation.drug())
        .setGround(DenialGround.valueOf("DENIAL_GROUND_" + violation.ground().name()))
        .setRecordedBy(violation.recordedBy())
        .setRecordTime(Times.timestamp(violation.atMs()))
        .build();
  }

  static Qualification qualification(org.dualchannel.v1.Qualification found) {
    return new Qualification(
        found.getPharmacy(),
        found.getSupply(),
        found.getRegulator(),
        found.getTraceability(),
        found.getSupplyDocument(),
        found.getRegulatorDocument(),
        found.getTraceabilityDocument(),
        Times.dateOf(found.getInspectionDate()));
  }

  static org.dualchannel.v1.Qualification of(Qualification found) {
    return org.dualchannel.v1.Qualification.newBuilder()
        .setPharmacy(found.pharmacy())
        .setSupply(found.supply())
        .setRegulator(found.regulator())
        .setTraceability(found.traceability())
        .setSupplyDocument(found.supplyDocument())
        .setRegulatorDocument(found.regulatorDocument())
        .setTraceabilityDocument(found.traceabilityDocument())
        .setInspectionDate(Times.date(found.inspected()))
        .build();
  }

  static org.dualchannel.v1.PharmacyList of(PharmacyList list, LocalDate nextDue) {
    org.dualchannel.v1.PharmacyList.Builder mapped =
        org.dualchannel.v1.PharmacyList.newBuilder()
            .setEdition(list.edition())
            .setPublishTime(Times.timestamp(list.publishedMs()))
            .setNextDueDate(Times.date(nextDue))
            .addAllAdded(list.added())
            .addAllRemoved(list.removed());
    for (PharmacyList.Entry each : list.entries()) {
      mapped.addPharmacies(
          ListedPharmacy.newBuilder()
              .setCode(each.code())
              .setName(each.name())
              .setAddress(each.address())
              .setPhone(each.phone()));
    }
    return mapped.build();
  }

  static AgreementClause clause(org.dualchannel.v1.AgreementClause clause) {
    return new AgreementClause(
        clause.getHospital(),
        clause.getYear(),
        clause.getDocument(),
        Times.dateOf(clause.getSignedDate()),
        clause.getStockTargetBp(),
        clause.getUseTargetBp(),
        clause.getStockWeightBp(),
        clause.getViolationDeductionBp());
  }

  static org.dualchannel.v1.AgreementClause of(AgreementClause clause) {
    return org.dualchannel.v1.AgreementClause.newBuilder()
        .setHospital(clause.hospital())
        .setYear(clause.year())
        .setDocument(clause.document())
        .setSignedDate(Times.date(clause.signed()))
        .setStockTargetBp(clause.stockTargetBp())
        .setUseTargetBp(clause.useTargetBp())
        .setStockWeightBp(clause.stockWeightBp())
        .setViolationDeductionBp(clause.violationDeductionBp())
        .build();
  }

  static org.dualchannel.v1.AnnualScore of(AnnualScore score) {
    return org.dualchannel.v1.AnnualScore.newBuilder()
        .setHospital(score.hospital())
        .setYear(score.year())
        .setInScopeCount(score.inScope())
        .setStockedCount(score.stocked())
        .setUsedCount(score.used())
        .setViolationCount(score.violations())
        .setStockPartBp(score.stockPartBp())
        .setUsePartBp(score.usePartBp())
        .setScoreBp(score.scoreBp())
        .setComputeTime(Times.timestamp(score.computedMs()))
        .build();
  }

  static SupplyCommand step(StepDeliveryRequest request) {
    HandoverProof proof = request.getProof();
    return new SupplyCommand.StepDelivery(
        request.getSettlementId(),
        Delivery.Status.valueOf(request.getStatus().name().substring("DELIVERY_STATUS_".length())),
        request.hasProof()
            ? new Delivery.Proof(
                Delivery.Proof.Kind.valueOf(
                    proof.getKind().name().substring("PROOF_KIND_".length())),
                proof.getReference(),
                proof.getByProxy())
            : null);
  }

  static org.dualchannel.v1.Delivery of(Delivery delivery) {
    org.dualchannel.v1.Delivery.Builder mapped =
        org.dualchannel.v1.Delivery.newBuilder()
            .setSettlementId(delivery.settlement())
            .setDispenser(delivery.dispenser())
            .setAddressReference(delivery.addressRef())
            .setColdChain(delivery.coldChain())
            .setCourier(delivery.courier())
            .setStatus(DeliveryStatus.valueOf("DELIVERY_STATUS_" + delivery.status().name()))
            .setAttempt(delivery.attempt())
            .setChangeTime(Times.timestamp(delivery.changedMs()));
    if (delivery.proof() != null) {
      mapped.setProof(
          HandoverProof.newBuilder()
              .setKind(ProofKind.valueOf("PROOF_KIND_" + delivery.proof().kind().name()))
              .setReference(delivery.proof().reference())
              .setByProxy(delivery.proof().byProxy()));
    }
    return mapped.build();
  }

  static SupplyCommand slots(OfferSlotsRequest request) {
    return new SupplyCommand.OfferSlots(
        request.getPlace(),
        request.getSlotsList().stream()
            .map(
                each ->
                    new SupplyCommand.OfferedSlot(
                        each.getService(),
                        Times.msOf(each.getStartTime()),
                        Times.msOf(each.getEndTime()),
                        each.getCapacity()))
            .toList());
  }

  static org.dualchannel.v1.Slot of(Slot slot) {
    return org.dualchannel.v1.Slot.newBuilder()
        .setSlotId(slot.id())
        .setPlace(slot.place())
        .setService(slot.service())
        .setStartTime(Times.timestamp(slot.startMs()))
        .setEndTime(Times.timestamp(slot.endMs()))
        .setCapacity(slot.capacity())
        .setBookedCount(slot.booked())
        .build();
  }

  static GuaranteeDrug of(GuaranteeEntry entry) {
    GuaranteeDrug.Builder mapped =
        GuaranteeDrug.newBuilder()
            .setDrug(entry.drug().code())
            .setGenericNameZh(entry.drug().genericNameZh())
            .setGenericNameEn(entry.drug().genericNameEn())
            .setListing(CatalogueMapping.ofGuarantee(entry.drug().guarantee()));
    if (entry.overHalfOfIncome() != null) {
      mapped.setOverHalfOfIncome(entry.overHalfOfIncome());
    }
    return mapped.build();
  }
}
