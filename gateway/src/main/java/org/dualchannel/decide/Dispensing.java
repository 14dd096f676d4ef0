package org.dualchannel.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dualchannel.prescription.HandOut;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.reimbursement.SettlementResult;
import org.dualchannel.routing.Stock;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;

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
    refuseReviewer(turn, body);
    Bounds.refusePacksOutside(body.lines());
    Pricing.Priced priced =
        Pricing.price(turn, prescription, pricedLines(body.lines()), body.useAccount());
    refuseUnclaimed(prescription, body.lines());
    Packs packs = Packs.of(turn, prescription, body.lines());
    packs.refuseWithoutRoom();
    Refills.refuseWithoutRoom(turn, prescription, priced);
    String person = prescription.draft().person();
    refuseWithoutRoom(
        turn.state, State.yearKey(prescription.area(), person, turn.date.getYear()), packs.sold());

    Settlement settlement = settlement(turn, prescription, body, packs.sold(), priced);
    packs.handOut(settlement.id());
    return apply(turn, prescription, body.lines(), settlement);
  }

  static void refusePharmacist(Turn turn, String code) {
    Pharmacist pharmacist =
        Refusal.known(
            turn.state.pharmacists.get(code), Reason.PHARMACIST_UNKNOWN, "pharmacist", code);
    Refusal.refuseIf(pharmacist.refuseNotAt(turn.principal.code(), turn.date));
  }

  /** The second pharmacist is another one of the same place, and has to be there if so ruled. */
  @Rule("S2-18")
  private static void refuseReviewer(Turn turn, Body.DispensePrescription body) {
    if (body.reviewer() == null) {
      if (turn.policy().rules().secondPharmacist()) {
        throw Refusal.refusal(Reason.REVIEWER_MISSING);
      }
      return;
    }
    if (body.reviewer().equals(body.pharmacist())) {
      throw Refusal.refusal(Reason.REVIEWER_SAME, "pharmacist", body.reviewer());
    }
    refusePharmacist(turn, body.reviewer());
  }

  private static void refuseUnclaimed(Prescription prescription, List<Body.DispensedLine> lines) {
    for (Body.DispensedLine each : lines) {
      Refusal.refuseIf(prescription.refuseUnclaimed(each.line()));
    }
  }

  private static List<Pricing.PricedLine> pricedLines(List<Body.DispensedLine> lines) {
    return lines.stream()
        .map(line -> new Pricing.PricedLine(line.line(), line.priceFen(), line.quantityE4()))
        .toList();
  }

  /** Refuses a settlement in a person's year for which a table has no room. */
  static void refuseWithoutRoom(State state, String yearKey, List<Settlement.SoldLine> sold) {
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
        turn.state.institution(prescription.draft().hospital()).level(),
        priced.enrolments(),
        turn.careArea(),
        body.reviewer());
  }

  private static Reply apply(
      Turn turn, Prescription prescription, List<Body.DispensedLine> lines, Settlement settlement) {
    State state = turn.state;
    for (Settlement.SoldLine line : settlement.sold()) {
      Assessing.used(turn, settlement, line.drug(), 1);
    }
    for (Body.DispensedLine line : lines) {
      takeFromStock(turn, prescription.line(line.line()).drug(), line.quantityE4());
    }
    state.settlements.put(settlement.id(), settlement);
    Accounts.settled(state, settlement);
    Refills.supplied(turn, prescription, settlement);
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
