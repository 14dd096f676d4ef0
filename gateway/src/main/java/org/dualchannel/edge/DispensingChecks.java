package org.dualchannel.edge;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dualchannel.v1.ClaimPrescriptionRequest;
import org.dualchannel.v1.DispenseLine;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.MarkNotDispensedRequest;
import org.dualchannel.v1.ReleasePrescriptionRequest;
import org.dualchannel.v1.ReportStockRequest;
import org.dualchannel.v1.ReturnDispenseRequest;
import org.dualchannel.v1.StockItem;
import org.dualchannel.v1.WatchOffersRequest;

/** The shape of the requests of DispensingService. */
final class DispensingChecks {
  private static final int MAX_LINES = 100;
  private static final int MAX_CODES = 1_000;
  private static final int MAX_CODE_LENGTH = 64;
  private static final int MAX_STOCK_ITEMS = 500;

  private DispensingChecks() {}

  static void watch(FieldChecks checks, WatchOffersRequest request) {
    checks.area("area", request.getArea());
    checks.place("dispenser", request.getDispenser());
    checks.text("resume_token", request.getResumeToken(), 0, 100);
    if (ResumeToken.parse(request.getResumeToken()) == null) {
      checks.violate("resume_token", "is not a token of this service", "续传令牌无效");
    }
  }

  static void claim(FieldChecks checks, ClaimPrescriptionRequest request) {
    checks.text("prescription_id", request.getPrescriptionId(), 1, 20);
    checks.place("dispenser", request.getDispenser());
    lineNumbers(checks, request.getLineNumbersList(), 0);
  }

  static void release(FieldChecks checks, ReleasePrescriptionRequest request) {
    checks.text("prescription_id", request.getPrescriptionId(), 1, 20);
    checks.place("dispenser", request.getDispenser());
    checks.text("claim_secret", request.getClaimSecret(), 1, 64);
    CommonChecks.reason(checks, request.getReason(), request.getComment());
    lineNumbers(checks, request.getLineNumbersList(), 0);
  }

  static void notDispensed(FieldChecks checks, MarkNotDispensedRequest request) {
    checks.text("prescription_id", request.getPrescriptionId(), 1, 20);
    checks.place("dispenser", request.getDispenser());
    checks.text("claim_secret", request.getClaimSecret(), 1, 64);
    checks.pharmacist("pharmacist", request.getPharmacist());
    CommonChecks.reason(checks, request.getReason(), request.getComment());
    lineNumbers(checks, request.getLineNumbersList(), 1);
  }

  static void dispense(FieldChecks checks, DispensePrescriptionRequest request) {
    checks.text("prescription_id", request.getPrescriptionId(), 1, 20);
    checks.place("dispenser", request.getDispenser());
    checks.text("claim_secret", request.getClaimSecret(), 1, 64);
    checks.pharmacist("pharmacist", request.getPharmacist());
    if (!checks.count("lines", request.getLinesCount(), 1, MAX_LINES)) {
      return;
    }
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < request.getLinesCount(); i++) {
      checks.enter("lines", i);
      line(checks, request.getLines(i), seen);
      checks.leave();
    }
  }

  private static void line(FieldChecks checks, DispenseLine line, Set<Integer> seen) {
    checks.range("line_number", line.getLineNumber(), 1, MAX_LINES);
    if (!seen.add(line.getLineNumber())) {
      checks.violate("line_number", "stands twice", "重复");
    }
    checks.priceFen("price_fen", line.getPriceFen());
    checks.range("quantity_e4", line.getQuantityE4(), 1, FieldChecks.MAX_QUANTITY_E4);
    if (checks.count("trace_codes", line.getTraceCodesCount(), 0, MAX_CODES)) {
      for (int i = 0; i < line.getTraceCodesCount(); i++) {
        checks.enter("trace_codes", i);
        checks.text("code", line.getTraceCodes(i).getCode(), 1, MAX_CODE_LENGTH);
        checks.leave();
      }
    }
  }

  static void giveBack(FieldChecks checks, ReturnDispenseRequest request) {
    checks.text("settlement_id", request.getSettlementId(), 1, 30);
    checks.place("dispenser", request.getDispenser());
    checks.pharmacist("pharmacist", request.getPharmacist());
    CommonChecks.reason(checks, request.getReason(), request.getComment());
    lineNumbers(checks, request.getLineNumbersList(), 1);
  }

  private static void lineNumbers(FieldChecks checks, List<Integer> numbers, int least) {
    if (!checks.count("line_numbers", numbers.size(), least, MAX_LINES)) {
      return;
    }
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < numbers.size(); i++) {
      checks.enter("line_numbers", i);
      checks.range("", numbers.get(i), 1, MAX_LINES);
      if (!seen.add(numbers.get(i))) {
        checks.violate("", "stands twice", "重复");
      }
      checks.leave();
    }
  }

  static void stock(FieldChecks checks, ReportStockRequest request) {
    checks.place("dispenser", request.getDispenser());
    if (!checks.count("items", request.getItemsCount(), 1, MAX_STOCK_ITEMS)) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < request.getItemsCount(); i++) {
      StockItem item = request.getItems(i);
      checks.enter("items", i);
      checks.drug("drug", item.getDrug());
      if (!seen.add(item.getDrug())) {
        checks.violate("drug", "stands twice", "重复");
      }
      checks.range("quantity_e4", item.getQuantityE4(), 0, FieldChecks.MAX_QUANTITY_E4);
      checks.priceFen("price_fen", item.getPriceFen());
      checks.timestamp("as_of_time", item.hasAsOfTime(), item.getAsOfTime());
      checks.leave();
    }
  }
}
