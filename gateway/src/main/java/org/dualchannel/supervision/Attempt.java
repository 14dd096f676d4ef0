package org.dualchannel.supervision;

import org.dualchannel.rules.Rejection;

/**
 * A fact: somebody asked for something and was refused.
 *
 * @param person empty when the request names none that can be told; so are the others
 * @param dispenser who tried to dispense
 * @param timeMs log time
 */
public record Attempt(
    String area,
    String person,
    String hospital,
    String physician,
    String dispenser,
    String prescription,
    long timeMs,
    Rejection rejection) {}
