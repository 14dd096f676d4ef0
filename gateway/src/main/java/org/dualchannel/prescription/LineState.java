package org.dualchannel.prescription;

/**
 * Where one line of a prescription stands.
 *
 * @param settlement settlement that dispensed it; empty while it is open
 */
public record LineState(Step step, String settlement) {
  /** Not dispensed yet. */
  public static final LineState OPEN = new LineState(Step.OPEN, "");

  /** The steps of a line. Append only. */
  public enum Step {
    OPEN,
    DISPENSED,
    RETURNED
  }

  boolean open() {
    return step == Step.OPEN;
  }
}
