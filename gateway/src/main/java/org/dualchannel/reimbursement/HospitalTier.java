package org.dualchannel.reimbursement;

/** The tier of the prescribing hospital, which chooses the column of a ratio table. */
public enum HospitalTier {
  /** Level codes 08–10, and 11: a hospital without a level is paid as tier 1. */
  TIER_1,
  /** Level codes 05–07. */
  TIER_2,
  /** Level codes 01–04. */
  TIER_3;

  /** Whether the code is one of the national level codes 01–11. */
  public static boolean isLevel(String level) {
    return level != null && level.matches("0[1-9]|1[01]");
  }

  /**
   * The tier of a national level code.
   *
   * @throws IllegalArgumentException when {@link #isLevel} does not hold
   */
  public static HospitalTier ofLevel(String level) {
    if (!isLevel(level)) {
      throw new IllegalArgumentException("level: " + level + " (expected: 01 to 11)");
    }
    int code = Integer.parseInt(level);
    return code <= 4 ? TIER_3 : code <= 7 ? TIER_2 : TIER_1;
  }
}
