package org.dualchannel.trace;

import org.dualchannel.rules.Rule;

/** The form of a drug trace code: 20 digits, the first seven naming the drug. */
@Rule("S2-18")
public final class TraceCode {
  /** Digits in a code. */
  public static final int LENGTH = 20;

  /** Leading digits that name the drug. */
  public static final int PREFIX_LENGTH = 7;

  private TraceCode() {}

  public static boolean wellFormed(String code) {
    if (code == null || code.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char digit = code.charAt(i);
      if (digit < '0' || digit > '9') {
        return false;
      }
    }
    return true;
  }

  /** The digits that name the drug. */
  public static String prefix(String code) {
    return code.substring(0, PREFIX_LENGTH);
  }
}
