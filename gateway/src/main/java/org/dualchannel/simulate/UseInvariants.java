package org.dualchannel.simulate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.Settlement;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.reimbursement.SettlementLine;

/**
 * Every prescription that was dispensed was valid, and nothing of it or of a pack was used twice.
 */
final class UseInvariants {
  private final Findings findings;
  private final Map<String, Long> validUntilMs = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final Map<String, Long> leftE4 = new HashMap<>(); // by prescription and line
  private final Set<String> soldCodes = new HashSet<>();

  UseInvariants(Findings findings) {
    this.findings = findings;
  }

  void note(Event event) {
    if (event instanceof Event.Offered offered) {
      Prescription prescription = offered.prescription();
      if (validUntilMs.putIfAbsent(prescription.id(), prescription.untilMs()) == null) {
        for (int line = 1; line <= prescription.lines().size(); line++) {
          leftE4.put(prescription.id() + '/' + line, prescription.line(line).quantityE4());
        }
      }
    } else if (event instanceof Event.Closed closed) {
      if (closed.status() == Prescription.Status.CANCELLED
          || closed.status() == Prescription.Status.EXPIRED) {
        ended.add(closed.prescription());
      }
    } else if (event instanceof Event.Settled settled) {
      settled(settled.settlement());
    }
  }

  private void settled(Settlement settlement) {
    Long until = validUntilMs.get(settlement.prescription());
    findings.require(
        until != null && settlement.timeMs() < until && !ended.contains(settlement.prescription()),
        "its prescription was not valid",
        settlement.id());
    for (SettlementLine line : settlement.input().lines()) {
      long left =
          leftE4.merge(
              settlement.prescription() + '/' + line.line(), -line.quantityE4(), Long::sum);
      findings.require(
          left >= 0, "more of line " + line.line() + " than was prescribed", settlement.id());
    }
    for (Settlement.SoldLine line : settlement.sold()) {
      for (String code : line.traceCodes()) {
        findings.require(soldCodes.add(code), "a trace code was sold before", settlement.id());
      }
    }
  }

  /** Prescriptions that were accepted. */
  long prescriptions() {
    return validUntilMs.size();
  }
}
