package org.dualchannel.decide;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dualchannel.prescription.LineState;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;

/** A pharmacist does not hand lines out, and says why. */
@Rule("S2-19")
final class NotDispensing {
  private NotDispensing() {}

  static Reply mark(Turn turn, Body.MarkNotDispensed body) {
    Prescription prescription = Circulation.heldByCaller(turn, body.prescription(), body.secret());
    Dispensing.refusePharmacist(turn, body.pharmacist());
    Bounds.refuseOutside(body);
    refuseLines(prescription, body.lines());

    Prescription marked =
        body.reason().closesTheLine()
            ? prescription.notDispensed(
                body.lines(),
                new LineState.NotDispensed(
                    body.reason(),
                    body.comment(),
                    turn.principal.code(),
                    body.pharmacist(),
                    turn.timeMs))
            : prescription.outOfStock(body.lines());
    return new Reply.Changed(marked.id(), Circulation.step(turn, prescription, marked));
  }

  /** Refuses lines that are not open, not under the claim, or named twice. */
  @Rule("S2-19")
  static void refuseLines(Prescription prescription, List<Integer> lines) {
    Set<Integer> seen = new HashSet<>();
    for (int line : lines) {
      Refusal.refuseIf(prescription.refuseLine(line));
      Refusal.refuseIf(prescription.refuseUnclaimed(line));
      if (!seen.add(line)) {
        throw Refusal.refusal(Reason.LINE_TWICE, "line", line);
      }
    }
  }
}
