package org.dualchannel.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.HandOut;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.reimbursement.SettlementResult;
import org.dualchannel.routing.Stock;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.trace.Sale;
import org.dualchannel.trace.TraceCode;

/** Hands drugs out: trace codes, stock and money change together or not at all. */
@Rule({"S2-8", "S2-15", "S2-18", "S2-19"})
final class Dispensing {
  private Dispensing() {}

  static Reply dispense(Turn turn, Body.DispensePrescription body) {
    Prescription prescription = turn.prescription(body.prescription());
    Refusal.refuseIf(prescription.refuseEnded(turn.timeMs));
    Circulation.refuseDispenser(turn, prescription);
    Refusal.refuseIf(
        prescription.refuseWithoutHold(
            turn.principal.code(), Circulation.hash(body.secret()), turn.timeMs));
    refusePharmacist(turn, body.pharmacist());
    Bounds.refuseTooManyCodes(body.lines());
    Pricing.Priced priced =
        Pricing.price(turn, prescription, pricedLines(body.lines()), body.useAccount());
    List<Settlement.SoldLine> sold = sold(turn, prescription, body.lines());
    refuseWithoutRoom(turn, prescription, sold);

    Settlement settlement = settlement(turn, prescription, body, sold, priced);
    return apply(turn, prescription, body.lines(), settlement);
  }

  static void refusePharmacist(Turn turn, String code) {
    Pharmacist pharmacist =
        Refusal.known(
            turn.state.pharmacists.get(code), Reason.PHARMACIST_UNKNOWN, "pharmacist", code);
    Refusal.refuseIf(pharmacist.refuseNotAt(turn.principal.code(), turn.date));
  }

  /**
   * Checks the trace codes of lines that were priced; each pack needs one, and none may be used
   * twice.
   */
  @Rule("S2-18")
  private static List<Settlement.SoldLine> sold(
      Turn turn, Prescription prescription, List<Body.DispensedLine> lines) {
    List<Settlement.SoldLine> sold = new ArrayList<>(lines.size());
    Set<String> seen = new HashSet<>();
    for (Body.DispensedLine each : lines) {
      Draft.Line line = prescription.line(each.line());
      Drug drug = Submission.drug(turn, line.drug());
      Refusal.refuseIf(prescription.refuseUnclaimed(each.line()));
      refuseCodeCount(each, drug);
      for (String code : each.traceCodes()) {
        refuseCode(turn, drug, code);
        if (!seen.add(code)) {
          throw Refusal.refusal(Reason.TRACE_CODE_TWICE, "code", code);
        }
      }
      sold.add(new Settlement.SoldLine(each.line(), drug.code(), each.traceCodes(), false));
    }
    return sold;
  }

  private static void refuseCodeCount(Body.DispensedLine line, Drug drug) {
    int given = line.traceCodes().size();
    long packE4 = drug.packUnits() * 10_000L;
    long needed = (line.quantityE4() + packE4 - 1) / packE4;
    if (given != needed) {
      throw Refusal.refusal(
          Reason.TRACE_CODE_MISSING, "line", line.line(), "needed", needed, "given", given);
    }
  }

  private static void refuseCode(Turn turn, Drug drug, String code) {
    if (!TraceCode.wellFormed(code)) {
      throw Refusal.refusal(Reason.TRACE_CODE_MALFORMED, "code", code);
    }
    if (!drug.tracePrefixes().contains(TraceCode.prefix(code))) {
      throw Refusal.refusal(Reason.TRACE_CODE_OTHER_DRUG, "code", code, "drug", drug.code());
    }
    Sale earlier = turn.state.sales.get(code);
    if (earlier != null) {
      Refusal.refuseIf(earlier.refuseResale(code));
    }
  }

  private static List<Pricing.PricedLine> pricedLines(List<Body.DispensedLine> lines) {
    return lines.stream()
        .map(line -> new Pricing.PricedLine(line.line(), line.priceFen(), line.quantityE4()))
        .toList();
  }

  private static void refuseWithoutRoom(
      Turn turn, Prescription prescription, List<Settlement.SoldLine> sold) {
    State state = turn.state;
    String person = prescription.draft().person();
    String yearKey = State.yearKey(prescription.area(), person, turn.date.getYear());
    long codes = sold.stream().mapToLong(line -> line.traceCodes().size()).sum();
    state.room(state.sales, codes);
    state.room(state.settlements, 1);
    state.room(state.supply.uses, sold.size());
    state.room(state.settlementsOfPerson, Set.of(yearKey));
    state.room(state.accumulators, Set.of(yearKey));
  }

  private static Settlement settlement(
      Turn turn,
      Prescription prescription,
      Body.DispensePrescription body,
      List<Settlement.SoldLine> sold,
      Pricing.Priced priced) {
    return new Settlement(
        turn.state.sequences.nextSettlement(prescription.area()),
        prescription.id(),
        prescription.area(),
        prescription.draft().person(),
        prescription.draft().hospital(),
        turn.principal.code(),
        body.pharmacist(),
        turn.timeMs,
        turn.catalogueId(),
        priced.input(),
        priced.result(),
        sold,
        turn.index,
        turn.state.person(prescription.area(), prescription.draft().person()).personType(),
        turn.state.institution(prescription.draft().hospital()).level());
  }

  private static Reply apply(
      Turn turn, Prescription prescription, List<Body.DispensedLine> lines, Settlement settlement) {
    State state = turn.state;
    for (Settlement.SoldLine line : settlement.sold()) {
      Sale sale = new Sale(settlement.id(), line.line(), turn.timeMs, false);
      line.traceCodes().forEach(code -> state.sales.put(code, sale));
      Assessing.used(turn, settlement, line.drug(), 1);
    }
    for (Body.DispensedLine line : lines) {
      takeFromStock(turn, prescription.line(line.line()).drug(), line.quantityE4());
    }
    state.settlements.put(settlement.id(), settlement);
    Accounts.settled(state, settlement);
    turn.emit(new Event.Settled(settlement));
    return new Reply.Dispensed(settlement, handOut(turn, prescription, lines, settlement.id()));
  }

  /** Enters what was handed out; what is left of a line is owed for some days. */
  @Rule("S2-19")
  private static Prescription.Status handOut(
      Turn turn, Prescription prescription, List<Body.DispensedLine> lines, String settlement) {
    int repeat = prescription.course().repeat();
    List<HandOut> given =
        lines.stream()
            .map(
                line ->
                    new HandOut(
                        line.line(),
                        settlement,
                        turn.principal.code(),
                        line.quantityE4(),
                        repeat,
                        false))
            .toList();
    long owedUntilMs =
        Math.min(
            prescription.untilMs(),
            turn.timeMs + Duration.ofDays(turn.policy().rules().owedDays()).toMillis());
    Prescription dispensed = prescription.dispensed(given, owedUntilMs, turn.timeMs);
    if (lines.stream().anyMatch(line -> line.quantityE4() < prescription.restE4(line.line()))) {
      turn.state.deadlines.add(owedUntilMs, Deadlines.Kind.OWED, dispensed.id());
    }
    return Circulation.step(turn, prescription, dispensed);
  }

  private static void takeFromStock(Turn turn, String drug, long quantityE4) {
    Stock stock = turn.state.stock(turn.principal.code(), drug);
    if (stock != null && turn.principal.role() == Role.PHARMACY) {
      turn.state.stocks.put(State.stockKey(turn.principal.code(), drug), stock.minus(quantityE4));
    }
  }

  /** What a settlement changes in the person's year and account. */
  static final class Accounts {
    private Accounts() {}

    static void settled(State state, Settlement settlement) {
      SettlementResult result = settlement.result();
      String area = settlement.area();
      String person = settlement.person();
      int year = result.after().year();
      String yearKey = State.yearKey(area, person, year);
      state.accumulators.put(yearKey, result.after());
      credit(state, area, person, -result.totals().acctFen());
      State.SettlementIds earlier = state.settlementsOfPerson.get(yearKey);
      List<String> ids = new ArrayList<>();
      if (earlier != null) {
        ids.addAll(earlier.ids());
      }
      ids.add(settlement.id());
      state.settlementsOfPerson.put(yearKey, new State.SettlementIds(ids));
    }

    static void credit(State state, String area, String person, long fen) {
      if (fen != 0) {
        long balance = state.balance(area, person);
        state.accounts.put(State.personKey(area, person), new State.Account(balance + fen));
      }
    }
  }
}
