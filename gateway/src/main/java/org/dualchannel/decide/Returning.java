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
            known == null || !known.area().equals(turn.area) || known.ofClaim() ? null : known,
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
    Reversed reversed = reverse(turn, settlement, body.lines(), body.reason(), body.comment());
    for (int line : body.lines()) {
      Packs.takeBack(state, settlement.sold(line));
    }
    Prescription prescription =
        state.prescriptions.get(settlement.prescription()).returned(body.lines(), settlement.id());
    state.prescriptions.put(prescription.id(), prescription);
    return new Reply.Returned(
        reversed.remaining(), reversed.refund(), prescription.statusAt(turn.timeMs));
  }

  /** What is left of a settlement, and the money that went back. */
  record Reversed(Settlement remaining, Refund refund) {}

  /** Takes lines out of a settlement and out of the person's year; nothing is checked any more. */
  static Reversed reverse(
      Turn turn, Settlement settlement, List<Integer> lines, String reason, String comment) {
    State state = turn.state;
    int year = settlement.result().after().year();
    Accumulators now = state.accumulators(settlement.area(), settlement.person(), year);
    Reversal.ReturnResult back =
        Reversal.giveBack(settled(state, settlement), lines, now, later(state, settlement, year));

    Settlement remaining =
        settlement.without(lines, back.remaining().input(), back.remaining().result());
    state.settlements.put(remaining.id(), remaining);
    state.accumulators.put(
        State.yearKey(settlement.area(), settlement.person(), year), back.accumulators());
    Dispensing.Accounts.credit(
        state, settlement.area(), settlement.person(), back.refund().acctFen());
    for (int line : lines) {
      Refills.takenBack(state, settlement, line);
      Assessing.used(turn, settlement, settlement.sold(line).drug(), -1);
    }
    Refund refund =
        new Refund(
            settlement.id(),
            lines,
            turn.timeMs,
            reason,
            comment,
            back.refund(),
            back.adjustments());
    turn.emit(new Event.Reversed(remaining, refund, settlement));
    return new Reversed(remaining, refund);
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
}
