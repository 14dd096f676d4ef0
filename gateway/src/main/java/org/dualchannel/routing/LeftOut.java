package org.dualchannel.routing;

/**
 * A pharmacy of the hospital's list that may not fill the prescription.
 *
 * @param line number of the wanted drug that is the obstacle; 0 when none in particular is
 * @param detail more in words; may be empty
 */
public record LeftOut(String pharmacy, Exclusion exclusion, int line, String detail) {}
