package org.dualchannel.edge;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.prescription.HandOut;
import org.dualchannel.prescription.NotDispensedReason;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.v1.LineHandOut;
import org.dualchannel.v1.LineState;
import org.dualchannel.v1.LineStatus;
import org.dualchannel.v1.NotDispensed;
import org.dualchannel.v1.OwedRest;

/** The lines of a prescription, from the domain to the contract. */
final class LineMapping {
  private LineMapping() {}

  /** Where each line stands, for a prescription as of that time. */
  static List<LineState> lines(Prescription prescription, long timeMs) {
    List<LineState> mapped = new ArrayList<>();
    for (int number = 1; number <= prescription.lines().size(); number++) {
      mapped.add(line(prescription, number, timeMs));
    }
    return mapped;
  }

  private static LineState line(Prescription prescription, int number, long timeMs) {
    org.dualchannel.prescription.LineState line = prescription.lines().get(number - 1);
    LineState.Builder mapped =
        LineState.newBuilder()
            .setLineNumber(number)
            .setStatus(status(prescription, line, timeMs))
            .setSettlementId(line.settlement())
            .setDispensedQuantityE4(line.dispensedE4());
    prescription.course().handOuts().stream()
        .filter(each -> each.line() == number)
        .forEach(each -> mapped.addHandOuts(handOut(each)));
    if (line.owed() != null) {
      mapped.setOwed(
          OwedRest.newBuilder()
              .setDispenser(line.owed().dispenser())
              .setOwedUntil(Times.timestamp(line.owed().untilMs()))
              .setQuantityE4(prescription.restE4(number)));
    }
    if (line.notDispensed() != null) {
      mapped.setNotDispensed(notDispensed(line.notDispensed()));
    }
    return mapped.build();
  }

  private static LineHandOut handOut(HandOut handOut) {
    return LineHandOut.newBuilder()
        .setSettlementId(handOut.settlement())
        .setDispenser(handOut.dispenser())
        .setQuantityE4(handOut.quantityE4())
        .setRepeatNumber(handOut.repeat())
        .setReturned(handOut.returned())
        .build();
  }

  private static NotDispensed notDispensed(
      org.dualchannel.prescription.LineState.NotDispensed why) {
    return NotDispensed.newBuilder()
        .setReason(
            org.dualchannel.v1.NotDispensedReason.valueOf(
                PrescriptionCalls.prefix(
                        org.dualchannel.v1.NotDispensedReason.NOT_DISPENSED_REASON_UNSPECIFIED)
                    + why.reason().name()))
        .setComment(why.comment())
        .setDispenser(why.dispenser())
        .setPharmacist(why.pharmacist())
        .setMarkedTime(Times.timestamp(why.timeMs()))
        .build();
  }

  /** An open line shares the end of its prescription. */
  private static LineStatus status(
      Prescription prescription, org.dualchannel.prescription.LineState line, long timeMs) {
    return switch (line.step()) {
      case DISPENSED -> LineStatus.LINE_STATUS_DISPENSED;
      case RETURNED -> LineStatus.LINE_STATUS_RETURNED;
      case PARTLY_RETURNED -> LineStatus.LINE_STATUS_PARTLY_RETURNED;
      case NOT_DISPENSED -> LineStatus.LINE_STATUS_NOT_DISPENSED;
      case OPEN, PARTLY_DISPENSED ->
          switch (prescription.statusAt(timeMs)) {
            case CANCELLED -> LineStatus.LINE_STATUS_CANCELLED;
            case EXPIRED -> LineStatus.LINE_STATUS_EXPIRED;
            default ->
                line.dispensedE4() == 0
                    ? LineStatus.LINE_STATUS_OPEN
                    : LineStatus.LINE_STATUS_PARTLY_DISPENSED;
          };
    };
  }

  static NotDispensedReason reason(org.dualchannel.v1.NotDispensedReason reason) {
    return NotDispensedReason.valueOf(
        ClinicalMapping.word(
            reason,
            PrescriptionCalls.prefix(
                org.dualchannel.v1.NotDispensedReason.NOT_DISPENSED_REASON_UNSPECIFIED)));
  }
}
