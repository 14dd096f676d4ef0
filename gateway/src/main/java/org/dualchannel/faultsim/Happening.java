package org.dualchannel.faultsim;

import org.dualchannel.prescription.HandOut;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.rules.Reason;

/**
 * One operation on one prescription, as its client saw it.
 *
 * @param party who asked
 * @param lines the lines it is about, bit 0 for line 1
 * @param amounts what is prescribed, handed out or brought back, as {@link Amounts}; otherwise 0
 * @param sale of a return: which of the sales that clients know of; otherwise 0
 * @param secret of the claim that it rests on; empty when it needs none
 * @param invoked its place in the order of sendings and answers
 * @param answer null when the client never got to know what came of it
 */
record Happening(
    Kind kind,
    String party,
    int lines,
    int amounts,
    int sale,
    String secret,
    long invoked,
    Answer answer) {

  /** What can be done with a prescription. */
  enum Kind {
    SUBMIT,
    CLAIM,
    RELEASE,
    DISPENSE,
    RETURN,
    CANCEL,
    GET
  }

  /**
   * What came of it.
   *
   * @param completed place of the answer in the order of sendings and answers
   * @param node who answered
   * @param refusal null when accepted
   * @param timeMs log time of the decision, or of the last decision that a read shows
   * @param secret of an accepted claim; otherwise empty
   * @param untilMs end of the claim or of the prescription; otherwise 0
   * @param sight of a read; otherwise null
   */
  record Answer(
      long completed,
      int node,
      Reason refusal,
      long timeMs,
      String secret,
      long untilMs,
      Sight sight) {}

  /**
   * A prescription as read.
   *
   * @param dispensed packs handed out, returned ones included, as {@link Amounts}
   * @param returned packs that came back
   * @param holder who holds it; null when nobody does
   */
  record Sight(
      boolean exists,
      int dispensed,
      int returned,
      boolean cancelled,
      boolean expired,
      String holder,
      long holdUntilMs) {

    /** What a look-up gave; null when it does not exist. */
    static Sight of(Prescription kept) {
      if (kept == null) {
        return new Sight(false, 0, 0, false, false, null, 0);
      }
      int dispensed = 0;
      int returned = 0;
      for (int i = 0; i < kept.lines().size(); i++) {
        dispensed += Amounts.of(i + 1, packs(kept.lines().get(i).dispensedE4()));
      }
      for (HandOut each : kept.course().handOuts()) {
        returned += each.returned() ? Amounts.of(each.line(), packs(each.quantityE4())) : 0;
      }
      return new Sight(
          true,
          dispensed,
          returned,
          kept.ended() == Prescription.Ended.CANCELLED,
          kept.ended() == Prescription.Ended.EXPIRED,
          kept.hold() == null ? null : kept.hold().holder(),
          kept.hold() == null ? 0 : kept.hold().untilMs());
    }

    private static int packs(long quantityE4) {
      return (int) (quantityE4 / Orders.PACK_E4);
    }
  }

  boolean known() {
    return answer != null;
  }

  /**
   * Whether this must come before the other. A read is of the answering node's own state, so it
   * only has to show what the same node answered before.
   */
  boolean before(Happening other) {
    return known()
        && answer.completed() < other.invoked()
        && (other.kind() != Kind.GET
            || other.answer() != null && other.answer().node() == answer.node());
  }
}
