package org.dualchannel.edge;

import java.util.regex.Pattern;
import org.dualchannel.v1.AgreementClause;
import org.dualchannel.v1.CompleteFormularyTaskRequest;
import org.dualchannel.v1.ConfirmCodesRequest;
import org.dualchannel.v1.DeliveryStatus;
import org.dualchannel.v1.FileAgreementClauseRequest;
import org.dualchannel.v1.FileSupplyRulesRequest;
import org.dualchannel.v1.HandoverProof;
import org.dualchannel.v1.OfferSlotsRequest;
import org.dualchannel.v1.OrderDeliveryRequest;
import org.dualchannel.v1.Qualification;
import org.dualchannel.v1.QualifyPharmacyRequest;
import org.dualchannel.v1.RecordUnstockedRequest;
import org.dualchannel.v1.ReportFormularyRequest;
import org.dualchannel.v1.Slot;
import org.dualchannel.v1.StepDeliveryRequest;
import org.dualchannel.v1.SupplyRules;

/** The shape of the requests of the supply side. */
final class SupplyChecks {
  private static final int MAX_DAYS = 3_660;
  private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z._-]{1,40}");

  private SupplyChecks() {}

  private static void version(FieldChecks checks, String version) {
    checks.form(
        "catalogue_version",
        version,
        VERSION,
        "1 to 40 of letters, digits, '-', '_', '.'",
        "1至40位字母数字或-_.");
  }

  static void rules(FieldChecks checks, FileSupplyRulesRequest request) {
    if (checks.required("rules", request.hasRules())) {
      SupplyRules rules = request.getRules();
      checks.enter("rules");
      checks.text("document", rules.getDocument(), 1, 200);
      checks.date(
          "effective_from_date", rules.hasEffectiveFromDate(), rules.getEffectiveFromDate());
      checks.range("formulary_days", rules.getFormularyDays(), 1, MAX_DAYS);
      checks.range("code_days", rules.getCodeDays(), 1, MAX_DAYS);
      checks.range("list_period_days", rules.getListPeriodDays(), 1, MAX_DAYS);
      checks.amountFen("income_per_head_fen", rules.getIncomePerHeadFen());
      checks.leave();
    }
  }

  static void review(FieldChecks checks, CompleteFormularyTaskRequest request) {
    checks.institution("hospital", request.getHospital());
    version(checks, request.getCatalogueVersion());
    checks.date("held_date", request.hasHeldDate(), request.getHeldDate());
    checks.prose("minutes", request.getMinutes(), 1, 400);
  }

  static void codes(FieldChecks checks, ConfirmCodesRequest request) {
    if (!request.getPlace().equals(request.getArea())) {
      checks.place("place", request.getPlace());
    }
    version(checks, request.getCatalogueVersion());
    if (checks.count("drugs", request.getDrugsCount(), 1, 2_000)) {
      for (int i = 0; i < request.getDrugsCount(); i++) {
        checks.drug("drugs[" + i + "]", request.getDrugs(i));
      }
    }
  }

  static void formulary(FieldChecks checks, ReportFormularyRequest request) {
    checks.institution("hospital", request.getHospital());
    if (checks.count("items", request.getItemsCount(), 0, 2_000)) {
      for (int i = 0; i < request.getItemsCount(); i++) {
        checks.drug("items[" + i + "].drug", request.getItems(i).getDrug());
      }
    }
  }

  static void unstocked(FieldChecks checks, RecordUnstockedRequest request) {
    checks.institution("hospital", request.getHospital());
    checks.drug("drug", request.getDrug());
    checks.chosen("ground", request.getGround());
    checks.known("route", request.getRoute());
    checks.prose("comment", request.getComment(), 1, 200);
  }

  static void qualification(FieldChecks checks, QualifyPharmacyRequest request) {
    if (checks.required("qualification", request.hasQualification())) {
      Qualification found = request.getQualification();
      checks.enter("qualification");
      checks.pharmacy("pharmacy", found.getPharmacy());
      checks.text("supply_document", found.getSupplyDocument(), 1, 200);
      checks.text("regulator_document", found.getRegulatorDocument(), 1, 200);
      checks.text("traceability_document", found.getTraceabilityDocument(), 1, 200);
      checks.date("inspection_date", found.hasInspectionDate(), found.getInspectionDate());
      checks.leave();
    }
  }

  static void clause(FieldChecks checks, FileAgreementClauseRequest request) {
    if (checks.required("clause", request.hasClause())) {
      AgreementClause clause = request.getClause();
      checks.enter("clause");
      hospitalYear(checks, clause.getHospital(), clause.getYear());
      checks.text("document", clause.getDocument(), 1, 200);
      checks.date("signed_date", clause.hasSignedDate(), clause.getSignedDate());
      checks.range("stock_target_bp", clause.getStockTargetBp(), 1, 10_000);
      checks.range("use_target_bp", clause.getUseTargetBp(), 1, 10_000);
      checks.basisPoints("stock_weight_bp", clause.getStockWeightBp());
      checks.basisPoints("violation_deduction_bp", clause.getViolationDeductionBp());
      checks.leave();
    }
  }

  static void hospitalYear(FieldChecks checks, String hospital, int year) {
    checks.institution("hospital", hospital);
    checks.range("year", year, 2000, 9999);
  }

  static void order(FieldChecks checks, OrderDeliveryRequest request) {
    checks.text("settlement_id", request.getSettlementId(), 1, 30);
    checks.text("address_reference", request.getAddressReference(), 1, 60);
    checks.text("courier", request.getCourier(), 1, 60);
  }

  static void step(FieldChecks checks, StepDeliveryRequest request) {
    checks.text("settlement_id", request.getSettlementId(), 1, 30);
    checks.chosen("status", request.getStatus());
    if (request.hasProof()) {
      HandoverProof proof = request.getProof();
      checks.enter("proof");
      checks.chosen("kind", proof.getKind());
      checks.text("reference", proof.getReference(), 1, 100);
      checks.leave();
      if (request.getStatus() != DeliveryStatus.DELIVERY_STATUS_DELIVERED) {
        checks.violate("proof", "belongs to DELIVERED only", "仅送达时填写");
      }
    }
  }

  static void slots(FieldChecks checks, OfferSlotsRequest request) {
    checks.place("place", request.getPlace());
    if (checks.count("slots", request.getSlotsCount(), 1, 500)) {
      for (int i = 0; i < request.getSlotsCount(); i++) {
        checks.enter("slots", i);
        slot(checks, request.getSlots(i));
        checks.leave();
      }
    }
  }

  private static void slot(FieldChecks checks, Slot slot) {
    checks.text("service", slot.getService(), 1, 60);
    checks.timestamp("start_time", slot.hasStartTime(), slot.getStartTime());
    checks.timestamp("end_time", slot.hasEndTime(), slot.getEndTime());
    if (Times.msOf(slot.getEndTime()) <= Times.msOf(slot.getStartTime())) {
      checks.violate("end_time", "must be later than start_time", "须晚于开始时间");
    }
    checks.range("capacity", slot.getCapacity(), 1, 10_000);
  }

  static void booking(FieldChecks checks, String slot, String person) {
    checks.text("slot_id", slot, 1, 30);
    checks.text("person_number", person, 1, 30);
  }

  static void page(FieldChecks checks, int size, String token) {
    checks.range("page_size", size, 0, 500);
    checks.text("page_token", token, 0, 120);
  }
}
