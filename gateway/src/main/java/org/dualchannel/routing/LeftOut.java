package org.dualchannel.routing;

/**
 * A pharmacy of the hospital's list that may not fill the prescription.
 *
 * @param detail the drug that is missing or what the pharmacy lacks; may be empty
 */
public record LeftOut(String pharmacy, Exclusion exclusion, String detail) {}
