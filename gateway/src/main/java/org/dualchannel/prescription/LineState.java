package org.dualchannel.prescription;

/**
 * Where one line of a prescription stands in its present repeat.
 *
 * @param settlement the last settlement that handed out of it; empty while there is none
 * @param dispensedE4 quantity handed out, in 1/10,000 of the drug's unit; a return does not lessen
 *     it
 * @param owed who is to hand the rest out; null when nobody in particular is
 * @param notDispensed why the line was closed with a rest; null when it was not
 */
public record LineState(
    Step step, String settlement, long dispensedE4, Owed owed, NotDispensed notDispensed) {
  /** Nothing was handed out yet. */
  public static final LineState OPEN = new LineState(Step.OPEN, "", 0, null, null);

  /** The steps of a line. Append only. */
  public enum Step {
    OPEN,
    DISPENSED,
    RETURNED,
    /** Some of it was handed out; the rest may still be. */
    PARTLY_DISPENSED,
    /** Closed by a pharmacist before all of it was handed out. */
    NOT_DISPENSED,
    /** Handed out whole, in several settlements, of which some were returned. */
    PARTLY_RETURNED
  }

  /**
   * The rest of a line that a dispenser owes the patient.
   *
   * @param untilMs it is kept for that dispenser before this log time
   */
  public record Owed(String dispenser, long untilMs) {}

  /**
   * The closing of a line that was not handed out, or not to its end.
   *
   * @param comment in words; may be empty
   * @param timeMs log time
   */
  public record NotDispensed(
      NotDispensedReason reason,
      String comment,
      String dispenser,
      String pharmacist,
      long timeMs) {}

  /** Whether some of it can still be handed out. */
  boolean open() {
    return step == Step.OPEN || step == Step.PARTLY_DISPENSED;
  }

  /** Whether all of it was handed out, returned since or not. */
  boolean handedOutWhole() {
    return !open() && step != Step.NOT_DISPENSED;
  }

  boolean owedBy(String dispenser) {
    return owed != null && owed.dispenser().equals(dispenser);
  }

  boolean owedInVain(long timeMs) {
    return owed != null && timeMs >= owed.untilMs();
  }

  /** After a hand-out; {@code rest} is who owes what is left, null when nothing is. */
  LineState handedOut(String by, long quantityE4, Owed rest) {
    Step next = rest == null ? Step.DISPENSED : Step.PARTLY_DISPENSED;
    return new LineState(next, by, dispensedE4 + quantityE4, rest, null);
  }

  LineState owedByNobody() {
    return new LineState(step, settlement, dispensedE4, null, notDispensed);
  }

  LineState closed(NotDispensed why) {
    return new LineState(Step.NOT_DISPENSED, settlement, dispensedE4, null, why);
  }

  LineState as(Step next) {
    return new LineState(next, settlement, dispensedE4, owed, notDispensed);
  }
}
