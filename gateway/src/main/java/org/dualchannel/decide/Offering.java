package org.dualchannel.decide;

import java.util.List;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Principal;
import org.dualchannel.routing.Candidate;

/** Offers again what is left of a prescription, to those who can supply just that. */
final class Offering {
  private Offering() {}

  /** Nobody holds the prescription any more, or more of it can be claimed than before. */
  static void again(Turn turn, Prescription prescription) {
    if (prescription.isAsAccepted()) {
      turn.emit(new Event.Reopened(prescription.id()));
    } else {
      turn.emit(new Event.Rerouted(prescription, candidates(turn, prescription)));
    }
  }

  /**
   * Routes in a turn of its own: the present command may be of another area, and its outcome does
   * not rest on this. Where routing is refused, as for a drug that is no longer paid, nobody is
   * offered anything.
   */
  private static List<Candidate> candidates(Turn turn, Prescription prescription) {
    Turn own = new Turn(turn.state, turn.index, turn.timeMs, Principal.SYSTEM, prescription.area());
    try {
      return Submission.route(own, prescription, own.policy()).candidates();
    } catch (Refusal refusal) {
      return List.of();
    }
  }
}
