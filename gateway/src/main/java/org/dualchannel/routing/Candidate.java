package org.dualchannel.routing;

/**
 * A pharmacy that may fill the prescription.
 *
 * @param rank 1 is the best
 * @param totalFen price of all lines there
 * @param distanceM metres to the place of delivery, or to the hospital when none is given
 * @param openHolds prescriptions that it is working on
 * @param preferred the patient's choice
 */
public record Candidate(
    String pharmacy, int rank, long totalFen, int distanceM, int openHolds, boolean preferred) {}
