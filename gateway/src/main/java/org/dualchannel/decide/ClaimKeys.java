package org.dualchannel.decide;

import java.util.LinkedHashSet;
import java.util.Set;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.HandOut;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.trace.OpenedPack;
import org.dualchannel.trace.Sale;
import org.dualchannel.trace.TraceCode;

/**
 * Nothing is paid both at the counter and by a claim, nor by two claims. A purchase is known by its
 * trace codes, by the receipt, and by the drug on the hospital's prescription.
 */
@Rule("S2-40")
final class ClaimKeys {
  private ClaimKeys() {}

  /** What a claim uses up besides its trace codes. */
  static Set<String> of(String area, OfflineClaim.Form form) {
    Set<String> keys = new LinkedHashSet<>();
    keys.add(receiptKey(form));
    for (Draft.Line line : form.prescription().lines()) {
      keys.add(drugKey(area, form.prescription(), line.drug()));
    }
    return keys;
  }

  private static String receiptKey(OfflineClaim.Form form) {
    return "receipt/" + form.dispenser() + '/' + form.receiptNumber();
  }

  private static String drugKey(String area, Draft draft, String drug) {
    return area + '/' + draft.person() + '/' + Submission.numberKey(draft) + '/' + drug;
  }

  /** Refuses a claim of what was paid before, naming by what. */
  static void refusePaid(Turn turn, OfflineClaim.Form form) {
    State state = turn.state;
    ClaimTables.Claimed byReceipt = state.claims.keys.get(receiptKey(form));
    if (byReceipt != null) {
      throw duplicate("receipt", form.receiptNumber(), byReceipt.claim());
    }
    // The receipt of a counter that is connected bears the number of its settlement.
    Settlement settled = state.settlements.get(form.receiptNumber());
    if (settled != null && settled.area().equals(turn.area)) {
      throw duplicate("receipt", form.receiptNumber(), settled.id());
    }
    for (OfflineClaim.PaidLine line : form.lines()) {
      for (String scanned : line.traceCodes()) {
        String code = key(scanned);
        Sale sale = state.sales.get(code);
        if (sale != null) {
          throw duplicate("trace_code", code, sale.settlement());
        }
        OpenedPack opened = state.openedPacks.get(code);
        if (opened != null) {
          Refusal.refuseIf(opened.refuseWhole(code));
        }
      }
    }
    Draft draft = form.prescription();
    for (Draft.Line line : draft.lines()) {
      ClaimTables.Claimed claimed = state.claims.keys.get(drugKey(turn.area, draft, line.drug()));
      String earlier = claimed == null ? settledOnline(turn, draft, line.drug()) : claimed.claim();
      if (earlier != null) {
        throw duplicate("prescription_number", draft.hospitalNumber(), earlier);
      }
    }
  }

  /** What a scan is known by; the scan itself while nobody has checked its form. */
  private static String key(String scanned) {
    TraceCode code = TraceCode.parse(scanned);
    return code == null ? scanned : code.key();
  }

  /** The settlement at the counter of a drug on the hospital's prescription; null when none. */
  private static String settledOnline(Turn turn, Draft draft, String drug) {
    State.Id known = turn.state.hospitalNumbers.get(Submission.numberKey(draft));
    Prescription online = known == null ? null : turn.state.prescriptions.get(known.id());
    if (online == null
        || !online.area().equals(turn.area)
        || !online.draft().person().equals(draft.person())) {
      return null;
    }
    for (HandOut handOut : online.course().handOuts()) {
      if (!handOut.returned() && online.line(handOut.line()).drug().equals(drug)) {
        return handOut.settlement();
      }
    }
    return null;
  }

  /** Refuses to settle at the counter what a claim has reimbursed. */
  static void refuseClaimed(Turn turn, Draft draft, String drug) {
    ClaimTables.Claimed claimed = turn.state.claims.keys.get(drugKey(turn.area, draft, drug));
    if (claimed != null) {
      throw Refusal.refusal(
          Reason.CLAIMED_OFFLINE,
          "number",
          draft.hospitalNumber(),
          "drug",
          drug,
          "claim",
          claimed.claim());
    }
  }

  /** Refuses to sell a pack whose code is part of a claim. */
  static void refuseClaimed(State state, String code, Sale earlier) {
    if (!earlier.returned() && state.claims.claims.containsKey(earlier.settlement())) {
      throw Refusal.refusal(Reason.TRACE_CODE_CLAIMED, "code", code, "claim", earlier.settlement());
    }
  }

  private static Refusal duplicate(String what, String value, String earlier) {
    return Refusal.refusal(
        Reason.CLAIM_DUPLICATE, "what", what, "value", value, "earlier", earlier);
  }
}
