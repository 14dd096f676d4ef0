package org.dualchannel.decide;

import java.util.List;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.routing.Candidate;
import org.dualchannel.supply.SupplyTask;
import org.dualchannel.supply.Violation;

/**
 * A fact that follows from a decision and that others are told of: pharmacies on their streams, the
 * report store, metrics. Events are derived; a replay gives them again.
 */
public sealed interface Event {

  /** A prescription was offered to its candidates, best first. */
  record Offered(Prescription prescription, List<Candidate> candidates) implements Event {}

  /** One dispenser holds it now; to the others it is withdrawn. */
  record Held(String prescription, String holder, long untilMs) implements Event {}

  /** The hold ended without dispensing all; it is offered again. */
  record Reopened(String prescription) implements Event {}

  /**
   * What can be claimed of it has changed: to the candidates, best first, it is offered as it
   * stands now, to everyone else it is withdrawn. Nobody holds it.
   */
  record Rerouted(Prescription prescription, List<Candidate> candidates) implements Event {}

  /** It can no longer be dispensed. */
  record Closed(String prescription, Prescription.Status status) implements Event {}

  /** Lines were dispensed and settled. */
  record Settled(Settlement settlement) implements Event {}

  /**
   * Lines were returned.
   *
   * @param settlement what is left of it
   * @param before the settlement as it was until then
   */
  record Reversed(Settlement settlement, Refund refund, Settlement before) implements Event {}

  /** A task of the supply side is still open after its last day. */
  record TaskOverdue(SupplyTask task) implements Event {}

  /** A ground that never stands was given; the command itself was refused. */
  record ViolationRecorded(Violation violation) implements Event {}
}
