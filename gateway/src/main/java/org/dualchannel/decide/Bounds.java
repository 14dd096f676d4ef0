package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.prescription.Draft;
import org.dualchannel.reimbursement.Ratio;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rejection.FieldViolation;
import org.dualchannel.trace.Portion;

/**
 * The sizes within which no sum of money overflows and every entry fits its table. The edge checks
 * shapes before a command enters the log; a record that slipped through must be refused here and
 * never stop the decider, which would meet it again at every replay.
 */
final class Bounds {
  /** 100 million yuan a unit. */
  static final long MOST_PRICE_FEN = 10_000_000_000L;

  /** 100 million units. */
  static final long MOST_QUANTITY_E4 = 1_000_000_000_000L;

  /** 10 billion yuan a line. */
  static final long MOST_AMOUNT_FEN = 1_000_000_000_000L;

  static final int MOST_LINES = 100;

  static final int MOST_REPEATS = 52;

  /** Trace codes of one dispensing. */
  static final int MOST_CODES = 10_000;

  /** How far a caller's clock may be ahead of the log's. */
  static final long CLOCK_TOLERANCE_MS = 5 * 60_000;

  private final List<FieldViolation> violations = new ArrayList<>();

  private Bounds() {}

  static void refuseOutside(Draft draft) {
    Bounds bounds = new Bounds();
    bounds.between("lines", draft.lines().size(), 1, MOST_LINES);
    bounds.between("valid_days", draft.validDays(), 0, 366);
    bounds.between("max_repeats", draft.maxRepeats(), 0, MOST_REPEATS);
    bounds.between(
        "min_interval_days", draft.minIntervalDays(), draft.maxRepeats() > 0 ? 1 : 0, 366);
    for (int i = 0; i < draft.lines().size(); i++) {
      Draft.Line line = draft.lines().get(i);
      bounds.between("lines", i, "quantity_e4", line.quantityE4(), 1, MOST_QUANTITY_E4);
      bounds.between("lines", i, "days", line.days(), 1, 366);
    }
    bounds.refuse();
  }

  /** Refuses the lines of a dispensing for their packs alone; pricing judges the rest. */
  static void refusePacksOutside(List<Body.DispensedLine> lines) {
    Bounds bounds = new Bounds();
    long codes = lines.stream().mapToLong(line -> line.traceCodes().size()).sum();
    bounds.between("lines.trace_codes", codes, 0, MOST_CODES);
    long portions = lines.stream().mapToLong(line -> line.portions().size()).sum();
    bounds.between("lines.portions", portions, 0, MOST_CODES);
    for (Body.DispensedLine line : lines) {
      for (Portion each : line.portions()) {
        bounds.between("lines.portions.quantity_e4", each.quantityE4(), 1, MOST_QUANTITY_E4);
      }
    }
    bounds.refuse();
  }

  static void refuseOutside(List<Pricing.PricedLine> lines) {
    Bounds bounds = new Bounds();
    bounds.between("lines", lines.size(), 1, MOST_LINES);
    for (int i = 0; i < lines.size(); i++) {
      bounds.between("lines", i, "price_fen", lines.get(i).priceFen(), 0, MOST_PRICE_FEN);
      bounds.between("lines", i, "quantity_e4", lines.get(i).quantityE4(), 1, MOST_QUANTITY_E4);
    }
    bounds.refuse();
  }

  static void refuseOutside(Body.MarkNotDispensed body) {
    Bounds bounds = new Bounds();
    bounds.between("line_numbers", body.lines().size(), 1, MOST_LINES);
    bounds.refuse();
  }

  /** A claim pays every line of its prescription once: their numbers and sizes. */
  static void refuseOutside(OfflineClaim.Form form) {
    refuseOutside(form.prescription());
    Bounds bounds = new Bounds();
    int prescribed = form.prescription().lines().size();
    bounds.between("lines", form.lines().size(), prescribed, prescribed);
    long codes = form.lines().stream().mapToLong(line -> line.traceCodes().size()).sum();
    bounds.between("lines.trace_codes", codes, 0, MOST_CODES);
    for (int i = 0; i < form.lines().size(); i++) {
      OfflineClaim.PaidLine line = form.lines().get(i);
      bounds.between("lines[" + i + "].line", line.line(), 1, prescribed);
      bounds.between("lines[" + i + "].price_fen", line.priceFen(), 0, MOST_PRICE_FEN);
    }
    bounds.refuse();
    for (OfflineClaim.PaidLine line : form.lines()) {
      long quantityE4 = form.prescription().lines().get(line.line() - 1).quantityE4();
      refuseAmount(line.line(), line.priceFen(), quantityE4);
    }
  }

  /** Refuses a line for its amount; price and quantity are within their own bounds. */
  static void refuseAmount(int line, long priceFen, long quantityE4) {
    Bounds bounds = new Bounds();
    bounds.between(
        "line " + line + " amount_fen", Ratio.price(priceFen, quantityE4), 0, MOST_AMOUNT_FEN);
    bounds.refuse();
  }

  static void refuseOutside(List<Body.StockItem> items, long timeMs) {
    Bounds bounds = new Bounds();
    for (int i = 0; i < items.size(); i++) {
      Body.StockItem item = items.get(i);
      bounds.between("items", i, "quantity_e4", item.quantityE4(), 0, MOST_QUANTITY_E4);
      bounds.between("items", i, "price_fen", item.priceFen(), 0, MOST_PRICE_FEN);
      bounds.between("items", i, "as_of_ms", item.asOfMs(), 0, timeMs + CLOCK_TOLERANCE_MS);
    }
    bounds.refuse();
  }

  /** A field of one of several; it is named only when it is outside. */
  private void between(String list, int i, String field, long value, long least, long most) {
    if (value < least || value > most) {
      between(list + '[' + i + "]." + field, value, least, most);
    }
  }

  private void between(String field, long value, long least, long most) {
    if (value < least || value > most) {
      violations.add(
          new FieldViolation(
              field,
              "value: " + value + " (expected: " + least + " to " + most + ")",
              value + " 超出范围 " + least + " 至 " + most));
    }
  }

  private void refuse() {
    if (!violations.isEmpty()) {
      Refusal.refuseIf(Rejection.invalid(violations));
    }
  }
}
