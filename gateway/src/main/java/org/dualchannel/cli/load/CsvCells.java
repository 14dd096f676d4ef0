package org.dualchannel.cli.load;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/**
 * The cells of one CSV row by their column, read as what they should be; problems are collected.
 */
final class CsvCells {
  private final String file;
  private final int line;
  private final Map<String, Integer> columns;
  private final CSVRecord row;
  private final List<LoadProblem> problems;

  CsvCells(
      String file,
      int line,
      Map<String, Integer> columns,
      CSVRecord row,
      List<LoadProblem> problems) {
    this.file = file;
    this.line = line;
    this.columns = columns;
    this.row = row;
    this.problems = problems;
  }

  /** The cell without surrounding space; empty when the file has no such column. */
  String text(String column) {
    Integer index = columns.get(column);
    return index == null ? "" : row.get(index).strip();
  }

  boolean isEmpty(String column) {
    return text(column).isEmpty();
  }

  boolean allEmpty(String... names) {
    for (String name : names) {
      if (!isEmpty(name)) {
        return false;
      }
    }
    return true;
  }

  void problem(String column, String expected) {
    problems.add(
        new LoadProblem(
            file, line, column, "value: " + text(column) + " (expected: " + expected + ")"));
  }

  /** A whole number up to {@code most}; {@code whenEmpty} for an empty cell. */
  long number(String column, long whenEmpty, long most) {
    String text = text(column);
    if (text.isEmpty()) {
      return whenEmpty;
    }
    if (text.matches("[0-9]{1,18}") && Long.parseLong(text) <= most) {
      return Long.parseLong(text);
    }
    problem(column, "a whole number");
    return whenEmpty;
  }

  /** {@code true}, or {@code false}, or an empty cell for false. */
  boolean flag(String column) {
    String text = text(column);
    if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
      problem(column, "true or false");
    }
    return text.equals("true");
  }

  LocalDate date(String column) {
    try {
      return LocalDate.parse(text(column));
    } catch (DateTimeParseException e) {
      problem(column, "YYYY-MM-DD");
      return null;
    }
  }

  /** A constant of an enum by its name; null for an empty cell. */
  <E extends Enum<E>> E oneOf(String column, Class<E> type) {
    String text = text(column);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    if (!text.isEmpty()) {
      problem(column, "one of " + List.of(type.getEnumConstants()));
    }
    return null;
  }

  /** A constant of an enum by its name; null, with a problem, when it is not there. */
  <E extends Enum<E>> E requiredOneOf(String column, Class<E> type) {
    if (isEmpty(column)) {
      problem(column, "one of " + List.of(type.getEnumConstants()));
      return null;
    }
    return oneOf(column, type);
  }

  /** Words separated by spaces. */
  List<String> words(String column) {
    String text = text(column);
    return text.isEmpty() ? List.of() : List.of(text.split(" +"));
  }

  /** A cell that may not be empty, of at most so many characters. */
  String required(String column, int most) {
    String text = atMost(column, most);
    if (text.isEmpty()) {
      problem(column, "something");
    }
    return text;
  }

  /** A cell of at most so many characters, or empty. */
  String atMost(String column, int most) {
    String text = text(column);
    if (text.codePointCount(0, text.length()) > most) {
      problem(column, "at most " + most + " characters");
    }
    return text;
  }

  /** A cell of a given form. */
  String matching(String column, Pattern form, String expected) {
    String text = text(column);
    if (!form.matcher(text).matches()) {
      problem(column, expected);
    }
    return text;
  }

  /**
   * A decimal number as a whole number of its smallest unit; 0 when it is wrong.
   *
   * @param places digits after the point that count, as 4 for 1/10,000
   * @param least smallest value, in the smallest unit
   * @param most greatest value, in the smallest unit
   */
  long decimal(String column, int places, long least, long most) {
    String text = text(column);
    if (text.matches("-?[0-9]{1,12}([.][0-9]{1," + places + "})?")) {
      long value = new BigDecimal(text).movePointRight(places).longValueExact();
      if (value >= least && value <= most) {
        return value;
      }
    }
    problem(
        column,
        "a number from "
            + BigDecimal.valueOf(least, places).stripTrailingZeros().toPlainString()
            + " to "
            + BigDecimal.valueOf(most, places).stripTrailingZeros().toPlainString()
            + ", at most "
            + places
            + " decimals");
    return 0;
  }

  /** An instant, such as {@code 2026-01-01T08:00:00+08:00}; null when it is wrong. */
  Instant instant(String column) {
    try {
      return OffsetDateTime.parse(text(column)).toInstant();
    } catch (DateTimeParseException e) {
      problem(column, "YYYY-MM-DDThh:mm:ss+08:00");
      return null;
    }
  }
}
