package org.dualchannel.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Answers reports. Each answer is of one state of the store, and says of which. Any thread. */
public final class Reports {
  private static final Pattern PARAMETER = Pattern.compile(":([a-z_]+)");

  private final Database database;
  private final Semaphore running;

  /** Takes the rows of a report one after another. */
  interface RowSink {
    /** The values, in the order of the columns. */
    void row(List<Object> values) throws java.io.IOException;
  }

  Reports(Database database, int maxConcurrent) {
    this.database = database;
    this.running = new Semaphore(maxConcurrent);
  }

  /**
   * A page of a report, ordered by its key.
   *
   * @param after the key after which to begin; null from the start
   * @param size most rows
   * @throws ReportsUnavailableException when it cannot be had at present
   */
  public ReportPage page(Report report, ReportQuery query, List<Object> after, int size)
      throws ReportsUnavailableException {
    try {
      List<List<Object>> rows = new ArrayList<>();
      long asOf = read(report, query, after, size + 1, rows::add);
      boolean more = rows.size() > size;
      List<List<Object>> page = more ? rows.subList(0, size) : rows;
      List<Object> last = more ? page.get(size - 1).subList(0, report.key().size()) : null;
      return new ReportPage(page, last, asOf);
    } catch (java.io.IOException e) {
      throw new AssertionError("a list takes every row", e);
    }
  }

  /**
   * Every row of a report, ordered by its key, to a sink.
   *
   * @return the record of the log up to which everything is in it
   */
  long read(Report report, ReportQuery query, List<Object> after, long limit, RowSink sink)
      throws ReportsUnavailableException, java.io.IOException {
    if (!running.tryAcquire()) {
      throw new ReportsUnavailableException("too many reports run already", null);
    }
    try (Connection connection = database.connect()) {
      long asOf = position(connection);
      List<Object> values = new ArrayList<>();
      String sql = bound(paged(report, query, after, limit), query, values);
      if (after != null) {
        values.addAll(after);
      }
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        for (int i = 0; i < values.size(); i++) {
          statement.setObject(i + 1, values.get(i));
        }
        statement.setFetchSize(1_000);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            sink.row(row(report, rows));
          }
        }
      }
      connection.rollback();
      return asOf;
    } catch (SQLException e) {
      throw new ReportsUnavailableException("the report store: " + e.getMessage(), e);
    } finally {
      running.release();
    }
  }

  private static long position(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT position FROM projection");
        ResultSet row = statement.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static String paged(Report report, ReportQuery query, List<Object> after, long limit) {
    String key = String.join(", ", report.key());
    String marks = String.join(", ", Collections.nCopies(report.key().size(), "?"));
    return "SELECT "
        + report.columns().stream().collect(Collectors.joining(", "))
        + " FROM ("
        + report.sql(query)
        + ") AS report"
        + (after == null ? "" : " WHERE (" + key + ") > (" + marks + ")")
        + " ORDER BY "
        + key
        + " LIMIT "
        + limit;
  }

  /** Puts a mark for each parameter and notes its value. */
  private static String bound(String sql, ReportQuery query, List<Object> values) {
    Matcher parameters = PARAMETER.matcher(sql);
    return parameters.replaceAll(
        match -> {
          Object value =
              switch (match.group(1)) {
                case "area" -> query.area();
                case "from_month" -> query.fromMonth();
                case "to_month" -> query.toMonth();
                case "day" -> query.day();
                case "hospital" -> query.hospital();
                case "dispenser" -> query.dispenser();
                default -> throw new IllegalArgumentException(match.group());
              };
          values.add(value);
          return value instanceof String ? "CAST(? AS VARCHAR)" : "CAST(? AS INTEGER)";
        });
  }

  private static List<Object> row(Report report, ResultSet rows) throws SQLException {
    List<Object> values = new ArrayList<>(report.columns().size());
    for (int i = 1; i <= report.columns().size(); i++) {
      Object value = rows.getObject(i);
      values.add(
          value instanceof Number number && !(value instanceof Long) ? number.longValue() : value);
    }
    return values;
  }
}
