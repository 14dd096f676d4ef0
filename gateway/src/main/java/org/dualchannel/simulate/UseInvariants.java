package org.dualchannel.simulate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.Settlement;
import org.dualchannel.prescription.Prescription;

/**
 * Every prescription that was dispensed was valid, and nothing of it or of a pack was used twice.
 */
final class UseInvariants {
  private final Findings findings;
  private final Map<String, Long> validUntilMs = new HashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final Set<String> dispensedLines = new HashSet<>();
  private final Set<String> soldCodes = new HashSet<>();

  UseInvariants(Findings findings) {
    this.findings = findings;
  }

  void note(Event event) {
    if (event instanceof Event.Offered offered) {
      validUntilMs.putIfAbsent(offered.prescription().id(), offered.prescription().untilMs());
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
    for (Settlement.SoldLine line : settlement.sold()) {
      findings.require(
          dispensedLines.add(settlement.prescription() + '/' + line.line()),
          "line " + line.line() + " of its prescription was dispensed before",
          settlement.id());
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
