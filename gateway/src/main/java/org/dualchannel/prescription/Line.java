package org.dualchannel.prescription;

/**
 * One line of a prescription.
 *
 * @param number 1 for the first line
 * @param drug national drug code
 * @param molecule the catalogue's molecule id, fixed at submission
 * @param quantityE4 quantity in 1/10,000 of the drug's unit
 * @param days days of supply
 * @param singleDose dose each time, as text such as {@code 300 mg}
 * @param frequency such as {@code q2w}
 * @param route such as {@code sc}
 * @param selfPayReason why the line is wholly self-paid; empty when it is not
 * @param status where the line stands
 * @param settlement settlement that dispensed it; empty while it is open
 */
public record Line(
    int number,
    String drug,
    String molecule,
    long quantityE4,
    int days,
    String singleDose,
    String frequency,
    String route,
    String selfPayReason,
    Status status,
    String settlement) {

  /** Where a line stands. */
  public enum Status {
    OPEN,
    DISPENSED,
    RETURNED
  }

  Line dispensed(String bySettlement) {
    return with(Status.DISPENSED, bySettlement);
  }

  Line returned() {
    return with(Status.RETURNED, settlement);
  }

  private Line with(Status next, String nextSettlement) {
    return new Line(
        number,
        drug,
        molecule,
        quantityE4,
        days,
        singleDose,
        frequency,
        route,
        selfPayReason,
        next,
        nextSettlement);
  }
}
