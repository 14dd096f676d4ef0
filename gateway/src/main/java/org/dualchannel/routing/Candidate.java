package org.dualchannel.routing;

/**
 * A pharmacy that may fill the prescription.
 *
 * @param rank 1 is the best
 * @param totalFen price of all lines there
 * @param distanceM metres to the place of delivery; -1 when either place is unknown
 * @param stockAsOfMs when the oldest of the stock reports was counted
 * @param openHolds prescriptions that it is working on
 * @param preferred the patient's choice
 */
public record Candidate(
    String pharmacy,
    int rank,
    long totalFen,
    int distanceM,
    long stockAsOfMs,
    boolean coldChain,
    int openHolds,
    boolean preferred) {

  Candidate ranked(int place) {
    return new Candidate(
        pharmacy, place, totalFen, distanceM, stockAsOfMs, coldChain, openHolds, preferred);
  }
}
