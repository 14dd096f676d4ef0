package org.dualchannel.supervision;

import org.dualchannel.rules.Rule;

/**
 * Draws prescriptions for review by a hash of their id. The id is given by the gateway after the
 * hospital has sent the prescription, and nobody can ask for another; whether it is dispensed in
 * the house or circulates makes no difference.
 */
final class ReviewSample {
  private ReviewSample() {}

  /** Whether a prescription is drawn at a share in basis points. */
  @Rule("S2-1")
  static boolean draws(String prescription, int shareBp) {
    return Long.remainderUnsigned(hash(prescription), 10_000) < shareBp;
  }

  /** FNV-1a, its bits mixed, because ids differ in their last digits only. */
  private static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
