package org.dualchannel.registry;

/** Hospital levels by national code: 01–04 tier 3, 05–07 tier 2, 08–10 tier 1, 11 none. */
public final class HospitalLevel {
  private HospitalLevel() {}

  /** The tier 3, 2 or 1 of a level code; 1 for unrated institutions, which are paid as tier 1. */
  public static int tier(String level) {
    return switch (level) {
      case "01", "02", "03", "04" -> 3;
      case "05", "06", "07" -> 2;
      default -> 1;
    };
  }

  /** Whether the code is one of the national list. */
  public static boolean known(String level) {
    return level != null && level.matches("0[1-9]|1[01]");
  }
}
