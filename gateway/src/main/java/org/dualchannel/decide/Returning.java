package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.reimbursement.Accumulators;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.Reversal;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;

/** Takes lines of a settlement back: money, codes and prescription change together. */
@Rule("S2-15")
final class Returning {
  private Returning() {}

  static Reply giveBack(Turn turn, Body.ReturnDispense body) {
    State state = turn.state;
    Settlement known = state.settlements.get(body.settlement());
    Settlement settlement =
        Refusal.known(
            known == null || !known.area().equals(turn.area) ? null : known,
            Reason.SETTLEMENT_UNKNOWN,
            "settlement",
            body.settlement());
    if (!settlement.dispenser().equals(turn.principal.code())) {
      throw Refusal.refusal(
          Reason.SETTLEMENT_NOT_YOURS,
          "settlement",
          settlement.id(),
          "pharmacy",
          turn.principal.code());
    }
    Dispensing.refusePharmacist(turn, body.pharmacist());
    refuseLines(settlement, body.lines());
    int year = settlement.result().after().year();
    Accumulators now = state.accumulators(settlement.area(), settlement.person(), year);
    Reversal.ReturnResult back =
        Reversal.giveBack(
            settled(state, settlement), body.lines(), now, later(state, settlement, year));

    Settlement remaining = remaining(settlement, body.lines(), back.remaining());
    state.settlements.put(remaining.id(), remaining);
    state.accumulators.put(
        State.yearKey(settlement.area(), settlement.person(), year), back.accumulators());
    Dispensing.Accounts.credit(
        state, settlement.area(), settlement.person(), back.refund().acctFen());
    for (int line : body.lines()) {
      Packs.takeBack(state, settlement.sold(line));
      Refills.takenBack(state, settlement, line);
      Assessing.used(turn, settlement, settlement.sold(line).drug(), -1);
    }
    Prescription prescription =
        state.prescriptions.get(settlement.prescription()).returned(body.lines(), settlement.id());
    state.prescriptions.put(prescription.id(), prescription);

    Refund refund =
        new Refund(
            settlement.id(),
            body.lines(),
            turn.timeMs,
            body.reason(),
            body.comment(),
            back.refund(),
            back.adjustments());
    turn.emit(new Event.Reversed(remaining, refund, settlement));
    return new Reply.Returned(remaining, refund, prescription.statusAt(turn.timeMs));
  }

  private static void refuseLines(Settlement settlement, List<Integer> lines) {
    if (new HashSet<>(lines).size() != lines.size() || lines.isEmpty()) {
      throw Refusal.refusal(
          Reason.RETURN_LINE_INVALID,
          "settlement",
          settlement.id(),
          "line",
          lines,
          "cause",
          "each line once");
    }
    for (int line : lines) {
      Settlement.SoldLine sold = settlement.sold(line);
      String cause = sold == null ? "not sold in it" : sold.returned() ? "already returned" : null;
      if (cause != null) {
        throw Refusal.refusal(
            Reason.RETURN_LINE_INVALID,
            "settlement",
            settlement.id(),
            "line",
            line,
            "cause",
            cause);
      }
    }
  }

  private static Reversal.Settled settled(State state, Settlement settlement) {
    BenefitPolicy policy = state.policies().byId(settlement.input().policyId());
    return new Reversal.Settled(settlement.id(), policy, settlement.input(), settlement.result());
  }

  private static List<Reversal.Settled> later(State state, Settlement settlement, int year) {
    List<String> ids =
        state
            .settlementsOfPerson
            .get(State.yearKey(settlement.area(), settlement.person(), year))
            .ids();
    List<Reversal.Settled> later = new ArrayList<>();
    for (String id : ids.subList(ids.indexOf(settlement.id()) + 1, ids.size())) {
      later.add(settled(state, state.settlements.get(id)));
    }
    return later;
  }

  private static Settlement remaining(
      Settlement settlement, List<Integer> lines, Reversal.Settled as) {
    List<Settlement.SoldLine> sold =
        settlement.sold().stream()
            .map(line -> lines.contains(line.line()) ? line.asReturned() : line)
            .toList();
    return new Settlement(
        settlement.id(),
        settlement.prescription(),
        settlement.area(),
        settlement.person(),
        settlement.hospital(),
        settlement.dispenser(),
        settlement.pharmacist(),
        settlement.timeMs(),
        settlement.catalogue(),
        as.input(),
        as.result(),
        sold,
        settlement.index(),
        settlement.personType(),
        settlement.hospitalLevel(),
        settlement.reviewer());
  }
}
