package org.dualchannel.supply;

import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * Bringing what was dispensed to the patient's door (送药上门). Holds no name: the address is a
 * reference that the dispenser can resolve.
 *
 * @param settlement what is delivered; one delivery for each settlement
 * @param coldChain travels cold from dispenser to patient
 * @param courier who carries it
 * @param proof what shows that it was handed over; null until then
 * @param attempt from 1; a failed delivery may be tried again
 */
@Rule("S2-17")
public record Delivery(
    String settlement,
    String area,
    String person,
    String dispenser,
    String addressRef,
    boolean coldChain,
    String courier,
    Status status,
    Proof proof,
    int attempt,
    long changedMs) {

  /** Where it is. Append only. */
  public enum Status {
    ORDERED,
    ON_THE_WAY,
    DELIVERED,
    FAILED,
    CANCELLED
  }

  /** Proof of handing over. */
  public record Proof(Kind kind, String reference, boolean byProxy) {

    /** What the proof is. Append only. */
    public enum Kind {
      SIGNATURE,
      RECEIPT_CODE,
      PHOTOGRAPH
    }
  }

  /** Refuses a step that cannot follow, and an arrival that nothing proves. */
  public Rejection refuseStep(Status next, Proof given) {
    boolean possible =
        switch (next) {
          case ORDERED -> status == Status.FAILED;
          case ON_THE_WAY -> status == Status.ORDERED;
          case DELIVERED, FAILED -> status == Status.ON_THE_WAY;
          case CANCELLED -> status == Status.ORDERED || status == Status.FAILED;
        };
    if (!possible) {
      return Rejection.of(
          Reason.DELIVERY_STEP_INVALID, "settlement", settlement, "status", status, "step", next);
    }
    return next == Status.DELIVERED && given == null
        ? Rejection.of(Reason.HANDOVER_PROOF_MISSING, "settlement", settlement)
        : null;
  }

  /** The delivery after a step that {@link #refuseStep} allows. */
  public Delivery stepped(Status next, Proof given, long timeMs) {
    return new Delivery(
        settlement,
        area,
        person,
        dispenser,
        addressRef,
        coldChain,
        courier,
        next,
        next == Status.DELIVERED ? given : null,
        next == Status.ORDERED ? attempt + 1 : attempt,
        timeMs);
  }
}
