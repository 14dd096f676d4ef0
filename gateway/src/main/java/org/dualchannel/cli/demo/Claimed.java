package org.dualchannel.cli.demo;

/**
 * A prescription that a dispenser holds.
 *
 * @param pharmacist who will dispense it
 * @param secret of the claim
 */
record Claimed(
    String prescription, Treatment treatment, String dispenser, String pharmacist, String secret) {}
