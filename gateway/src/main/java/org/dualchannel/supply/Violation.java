package org.dualchannel.supply;

import org.dualchannel.rules.Rule;

/**
 * An invalid ground was given to keep a negotiated drug from a patient. Recorded although the
 * command itself was refused.
 */
@Rule("S2-13")
public record Violation(
    String id,
    String area,
    String hospital,
    String drug,
    Ground ground,
    String recordedBy,
    long atMs) {}
