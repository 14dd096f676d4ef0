package org.dualchannel.registry;

import org.dualchannel.rules.Rule;

/**
 * The filing by which a hospital names a pharmacy that may dispense its prescriptions (指定药店).
 *
 * @param filingNumber number of the filing in the insurer's payment system
 * @param period days on which the filing is active
 */
@Rule("S2-6")
public record Designation(String hospital, String pharmacy, String filingNumber, Period period) {}
