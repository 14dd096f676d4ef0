package org.dualchannel.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes whole reports as files. The same rows give the same file, whatever database they are in.
 */
public final class ReportExport {

  /** The formats. */
  public enum Format {
    /** RFC 4180 in UTF-8, with a line of column names. */
    CSV,
    /** Apache Parquet, Zstandard. */
    PARQUET
  }

  private final Reports reports;

  public ReportExport(Reports reports) {
    this.reports = reports;
  }

  /**
   * Writes a report to a file that does not exist yet or is replaced.
   *
   * @return the record of the log up to which everything is in it
   * @throws ReportsUnavailableException when the report cannot be had at present
   */
  public long write(Report report, ReportQuery query, Format format, Path file)
      throws ReportsUnavailableException, IOException {
    return format == Format.CSV ? csv(report, query, file) : parquet(report, query, file);
  }

  private long csv(Report report, ReportQuery query, Path file)
      throws ReportsUnavailableException, IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(String.join(",", report.columns()) + "\r\n");
      return reports.read(
          report,
          query,
          null,
          Long.MAX_VALUE,
          values ->
              out.write(
                  values.stream().map(ReportExport::cell).collect(Collectors.joining(","))
                      + "\r\n"));
    }
  }

  private static String cell(Object value) {
    String text = String.valueOf(value);
    boolean plain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** By way of a database in memory, which knows the format. */
  private long parquet(Report report, ReportQuery query, Path file)
      throws ReportsUnavailableException, IOException {
    try (Connection memory = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = memory.createStatement()) {
      statement.execute(
          report.columns().stream()
              .map(column -> column + type(column))
              .collect(Collectors.joining(", ", "CREATE TABLE report (", ")")));
      long asOf;
      try (DuckDBAppender appender =
          memory.unwrap(DuckDBConnection.class).createAppender("report")) {
        asOf =
            reports.read(report, query, null, Long.MAX_VALUE, values -> append(appender, values));
      }
      statement.execute(
          "COPY report TO '"
              + file.toAbsolutePath().toString().replace("'", "''")
              + "' (FORMAT parquet, COMPRESSION zstd)");
      return asOf;
    } catch (SQLException e) {
      throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static String type(String column) {
    return Report.isText(column) ? " VARCHAR" : Report.isTruth(column) ? " BOOLEAN" : " BIGINT";
  }

  private static void append(DuckDBAppender appender, List<Object> values) throws IOException {
    try {
      appender.beginRow();
      for (Object value : values) {
        if (value instanceof Long number) {
          appender.append(number);
        } else if (value instanceof Boolean truth) {
          appender.append(truth);
        } else {
          appender.append((String) value);
        }
      }
      appender.endRow();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
