package org.dualchannel.catalogue;

/** A trade item number of GS1 in its form of 14 digits, the last being the check digit. */
public final class Gtin {
  /** Digits in a number. */
  public static final int LENGTH = 14;

  private Gtin() {}

  /** Whether the text is 14 digits with the right check digit. */
  public static boolean valid(String text) {
    if (text == null || text.length() != LENGTH) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      sum += i % 2 == 0 ? 3 * digit : digit;
    }
    return sum % 10 == 0;
  }
}
