package org.dualchannel.trace;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.dualchannel.catalogue.Gtin;

/**
 * The elements of a GS1 code, either with each identifier in brackets, {@code (01)…(21)…}, or as a
 * scanner gives them: a symbology identifier or nothing, then identifiers and values, a value of
 * variable length ended by the group separator or by the end.
 *
 * @param gtin element 01; null when it is missing
 * @param serial element 21; null when it is missing
 * @param expiry element 17, the last day of its month when it names no day; null when missing
 */
record ElementString(String gtin, String serial, LocalDate expiry) {
  private static final char SEPARATOR = '\u001d';
  private static final int LONGEST = 20;
  private static final String PUNCTUATION = "!\"%&'()*+,-./:;<=>?_";

  /** Reads a code; null when it is malformed, has an element twice or one not named above. */
  static ElementString parse(String text) {
    Reader reader = new Reader(text);
    return reader.read() ? reader.elements : null;
  }

  private static final class Reader {
    private final String text;
    private final boolean bracketed;
    private int at;
    private int seen; // a bit for each identifier
    private ElementString elements = new ElementString(null, null, null);

    Reader(String scanned) {
      text = withoutSymbology(scanned);
      bracketed = text.startsWith("(");
    }

    private static String withoutSymbology(String scanned) {
      int start = scanned.startsWith("]") ? 3 : 0;
      if (start < scanned.length() && scanned.charAt(start) == SEPARATOR) {
        start++;
      }
      return scanned.substring(Math.min(start, scanned.length()));
    }

    boolean read() {
      while (at < text.length()) {
        if (!element()) {
          return false;
        }
      }
      return seen != 0;
    }

    private boolean element() {
      String identifier = identifier();
      if (identifier == null) {
        return false;
      }
      return switch (identifier) {
        case "01" -> first(1) && trade(fixed(Gtin.LENGTH));
        case "17" -> first(2) && expiry(fixed(6));
        case "11" -> first(4) && date(fixed(6)) != null;
        case "10" -> first(8) && variable() != null;
        case "21" -> first(16) && serial(variable());
        default -> false;
      };
    }

    private boolean first(int bit) {
      boolean first = (seen & bit) == 0;
      seen |= bit;
      return first;
    }

    private String identifier() {
      int length = bracketed ? 4 : 2;
      if (at + length > text.length()) {
        return null;
      }
      String found = text.substring(at, at + length);
      at += length;
      if (!bracketed) {
        return found;
      }
      return found.charAt(0) == '(' && found.charAt(3) == ')' ? found.substring(1, 3) : null;
    }

    private String fixed(int length) {
      if (at + length > text.length()) {
        return null;
      }
      String value = text.substring(at, at + length);
      at += length;
      if (!bracketed && at < text.length() && text.charAt(at) == SEPARATOR) {
        at++;
      }
      return value;
    }

    private String variable() {
      int end = text.indexOf(bracketed ? '(' : SEPARATOR, at);
      String value = text.substring(at, end < 0 ? text.length() : end);
      at = end < 0 ? text.length() : bracketed ? end : end + 1;
      boolean good = !value.isEmpty() && value.length() <= LONGEST;
      return good && value.chars().allMatch(Reader::allowed) ? value : null;
    }

    private static boolean allowed(int c) {
      return (c >= '0' && c <= '9')
          || (c >= 'A' && c <= 'Z')
          || (c >= 'a' && c <= 'z')
          || PUNCTUATION.indexOf(c) >= 0;
    }

    private boolean trade(String value) {
      elements = new ElementString(value, elements.serial, elements.expiry);
      return value != null;
    }

    /** An opening bracket is refused: it would be read otherwise when written in brackets. */
    private boolean serial(String value) {
      elements = new ElementString(elements.gtin, value, elements.expiry);
      return value != null && value.indexOf('(') < 0;
    }

    private boolean expiry(String value) {
      elements = new ElementString(elements.gtin, elements.serial, date(value));
      return elements.expiry != null;
    }

    /** {@code YYMMDD} of this century; day 00 is the last of the month. Null when it is no date. */
    private static LocalDate date(String value) {
      if (value == null || !value.matches("[0-9]{6}")) {
        return null;
      }
      try {
        YearMonth month =
            YearMonth.of(
                2000 + Integer.parseInt(value.substring(0, 2)),
                Integer.parseInt(value.substring(2, 4)));
        int day = Integer.parseInt(value.substring(4));
        return day == 0 ? month.atEndOfMonth() : month.atDay(day);
      } catch (DateTimeException e) {
        return null;
      }
    }
  }
}
