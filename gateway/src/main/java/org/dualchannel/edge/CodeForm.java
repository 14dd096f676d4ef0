package org.dualchannel.edge;

import java.util.regex.Pattern;

/**
 * The form of a code. A dozen codes are looked at with every call, and most are a few digits behind
 * a letter or none: these do without a regular expression.
 */
public interface CodeForm {

  /** Whether the code has this form. */
  boolean fits(String code);

  /** So many ASCII digits. */
  static CodeForm digits(int min, int max) {
    return code -> code.length() >= min && code.length() <= max && areDigits(code, 0);
  }

  /** A letter and so many ASCII digits. */
  static CodeForm digitsAfter(char letter, int count) {
    return code -> code.length() == 1 + count && code.charAt(0) == letter && areDigits(code, 1);
  }

  /** Whatever the expression matches from end to end. */
  static CodeForm matching(String expression) {
    Pattern pattern = Pattern.compile(expression);
    return code -> pattern.matcher(code).matches();
  }

  /**
   * Up to so many ASCII letters, digits and the marks, the first being no mark.
   *
   * @param marks such as {@code .-}
   */
  static CodeForm wordOf(int maxLength, String marks) {
    return code -> {
      if (code.isEmpty() || code.length() > maxLength || !isLetterOrDigit(code.charAt(0))) {
        return false;
      }
      for (int i = 1; i < code.length(); i++) {
        if (!isLetterOrDigit(code.charAt(i)) && marks.indexOf(code.charAt(i)) < 0) {
          return false;
        }
      }
      return true;
    };
  }

  /** A UUID in its form of 36 characters, of either case. */
  static boolean isUuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      char c = text.charAt(i);
      if (dash ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean areDigits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
