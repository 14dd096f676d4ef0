package org.dualchannel.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a CSV file with known columns: a row of column names, then one row a value. */
final class CsvTable<T> {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setCommentMarker('#').setIgnoreEmptyLines(true).get();

  /**
   * What a file of this kind looks like.
   *
   * @param required columns that must be there
   * @param optional columns that may be there
   * @param reader makes the value of a row; what it finds wrong it adds to the cells' problems
   */
  record Shape<T>(List<String> required, List<String> optional, Function<CsvCells, T> reader) {
    Shape {
      required = List.copyOf(required);
      optional = List.copyOf(optional);
    }
  }

  private final String file;
  private final Shape<T> shape;
  private final List<LoadProblem> problems;
  private final List<Located<T>> rows = new ArrayList<>();
  private final Map<String, Integer> columns = new HashMap<>();

  private CsvTable(String file, Shape<T> shape, List<LoadProblem> problems) {
    this.file = file;
    this.shape = shape;
    this.problems = problems;
  }

  /** Reads the rows; those that are wrong are left out and their problems added. */
  static <T> List<Located<T>> read(
      String file, InputStream in, Shape<T> shape, List<LoadProblem> problems) throws IOException {
    CsvTable<T> table = new CsvTable<>(file, shape, problems);
    try (CSVParser parser = FORMAT.parse(StrictText.reader(in))) {
      table.readAll(parser);
    }
    return table.rows;
  }

  private void readAll(CSVParser parser) {
    Iterator<CSVRecord> records = parser.iterator();
    try {
      if (!records.hasNext()) {
        problems.add(new LoadProblem(file, 1, "", "expected a row of column names"));
        return;
      }
      if (!readColumns(records.next(), (int) parser.getCurrentLineNumber())) {
        return;
      }
      while (records.hasNext()) {
        CSVRecord row = records.next();
        readRow(row, (int) parser.getCurrentLineNumber() - lineBreaks(row));
      }
    } catch (UncheckedIOException e) {
      problems.add(
          new LoadProblem(
              file, (int) parser.getCurrentLineNumber(), "", e.getCause().getMessage()));
    }
  }

  /** A quoted cell may run over several lines; a row is named by its first. */
  private static int lineBreaks(CSVRecord row) {
    int breaks = 0;
    for (String cell : row) {
      breaks += (int) cell.chars().filter(c -> c == '\n').count();
    }
    return breaks;
  }

  private boolean readColumns(CSVRecord names, int line) {
    int before = problems.size();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).strip();
      if (!shape.required().contains(name) && !shape.optional().contains(name)) {
        problems.add(new LoadProblem(file, line, name, "unknown column"));
      } else if (columns.put(name, i) != null) {
        problems.add(new LoadProblem(file, line, name, "column stands twice"));
      }
    }
    for (String name : shape.required()) {
      if (!columns.containsKey(name)) {
        problems.add(new LoadProblem(file, line, name, "column is required"));
      }
    }
    return problems.size() == before;
  }

  private void readRow(CSVRecord row, int line) {
    if (row.size() != columns.size()) {
      problems.add(
          new LoadProblem(
              file,
              line,
              "",
              "has " + row.size() + " cells (expected: " + columns.size() + ", as named above)"));
      return;
    }
    int before = problems.size();
    CsvCells cells = new CsvCells(file, line, columns, row, problems);
    T value = shape.reader().apply(cells);
    if (problems.size() == before) {
      rows.add(new Located<>(file, line, value));
    }
  }
}
