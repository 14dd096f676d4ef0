package org.dualchannel.cli.load;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
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

  /** Words separated by spaces. */
  List<String> words(String column) {
    String text = text(column);
    return text.isEmpty() ? List.of() : List.of(text.split(" +"));
  }
}
