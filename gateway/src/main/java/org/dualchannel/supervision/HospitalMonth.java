package org.dualchannel.supervision;

import org.dualchannel.rules.Rule;

/**
 * What the prescriptions of one hospital amount to in one month, wherever they were dispensed: what
 * circulates stays the business of the hospital that prescribed.
 *
 * @param month month in which it was prescribed, dispensed or returned, such as {@code 2026-11}
 * @param prescriptions prescriptions accepted
 * @param inHouse what its own pharmacy dispensed
 * @param circulated what other dispensers dispensed on its prescriptions
 */
@Rule("S2-1")
public record HospitalMonth(
    String area,
    String hospital,
    String month,
    long prescriptions,
    Dispensed inHouse,
    Dispensed circulated) {

  /**
   * Settlements and their amounts, less what was returned.
   *
   * @param settlements settlements made; a return does not lower it
   * @param amountFen cost of the drugs
   * @param negotiatedFen what of it went for negotiated drugs
   * @param fundFen what of {@code amountFen} all funds paid
   */
  public record Dispensed(long settlements, long amountFen, long negotiatedFen, long fundFen) {
    /** Nothing yet. */
    public static final Dispensed NONE = new Dispensed(0, 0, 0, 0);

    Dispensed plus(Dispensed more) {
      return new Dispensed(
          settlements + more.settlements,
          amountFen + more.amountFen,
          negotiatedFen + more.negotiatedFen,
          fundFen + more.fundFen);
    }
  }

  static HospitalMonth empty(String area, String hospital, String month) {
    return new HospitalMonth(area, hospital, month, 0, Dispensed.NONE, Dispensed.NONE);
  }

  HospitalMonth prescribed() {
    return new HospitalMonth(area, hospital, month, prescriptions + 1, inHouse, circulated);
  }

  HospitalMonth dispensed(String dispenser, Dispensed more) {
    return dispenser.equals(hospital)
        ? new HospitalMonth(area, hospital, month, prescriptions, inHouse.plus(more), circulated)
        : new HospitalMonth(area, hospital, month, prescriptions, inHouse, circulated.plus(more));
  }
}
