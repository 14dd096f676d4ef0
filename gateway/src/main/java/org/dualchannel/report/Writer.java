package org.dualchannel.report;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** Writes batches and the position that they reach; nothing of a batch stands before its commit. */
final class Writer implements AutoCloseable {
  private static final int SALT_BYTES = 16;

  /** Books the opposite of the sum of what a settlement has, line by line. */
  private static final String REVERSE = reversal();

  private final Connection connection;
  private final boolean duckDb;
  private final Map<Table, RowWriter> rowWriters = new EnumMap<>(Table.class);
  private String salt;
  private long position;
  private long timeMs;
  private boolean begun;

  private Writer(Connection connection, boolean duckDb) {
    this.connection = connection;
    this.duckDb = duckDb;
  }

  /** Connects, creates what is missing and reads how far the store has come. */
  static Writer open(Database database) throws SQLException {
    Writer writer = new Writer(database.connect(), database.isDuckDb());
    try {
      database.create(writer.connection);
      writer.readPosition();
      writer.connection.commit();
      return writer;
    } catch (SQLException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  private void readPosition() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row =
          statement.executeQuery("SELECT layout, position, time_ms, salt FROM projection")) {
        if (row.next()) {
          if (row.getInt(1) != Database.LAYOUT) {
            throw new SQLException(
                "the report store has layout "
                    + row.getInt(1)
                    + ", this release writes "
                    + Database.LAYOUT
                    + ": delete it, it is rebuilt from the log");
          }
          position = row.getLong(2);
          timeMs = row.getLong(3);
          salt = row.getString(4);
          return;
        }
      }
    }
    byte[] drawn = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(drawn);
    salt = HexFormat.of().formatHex(drawn);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO projection VALUES (?, 0, 0, ?)")) {
      insert.setInt(1, Database.LAYOUT);
      insert.setString(2, salt);
      insert.executeUpdate();
    }
  }

  String salt() {
    return salt;
  }

  /** The last record that the store holds, when it was opened or by the last commit. */
  long position() {
    return position;
  }

  /** Log time of that record. */
  long timeMs() {
    return timeMs;
  }

  /**
   * Begins a transaction. DuckDB's driver begins one with the first statement and not with the
   * first appended row, which would be committed by itself; and whoever else writes to this store
   * shows by its position.
   */
  private void begin() throws SQLException {
    if (begun) {
      return;
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT position FROM projection")) {
      if (!row.next() || row.getLong(1) != position) {
        throw new SQLException("another process writes to this report store");
      }
    }
    begun = true;
  }

  /** Writes a batch; what the store has of it already is passed over. */
  void write(Batch batch) throws SQLException {
    begin();
    Rows lines = batch.rows(Table.SETTLEMENT_LINES);
    Rows.Cursor booked = cursor(batch, Table.SETTLEMENT_LINES);
    for (Batch.Reversal reversal : batch.reversals()) {
      if (reversal.logIndex() > position) {
        write(lines, booked, reversal.after());
        reverse(reversal);
      }
    }
    write(lines, booked, lines.count());
    for (Table table : Table.values()) {
      if (table != Table.SETTLEMENT_LINES) {
        write(batch.rows(table), cursor(batch, table), batch.rows(table).count());
      }
    }
  }

  private Rows.Cursor cursor(Batch batch, Table table) {
    Rows.Cursor cursor = new Rows.Cursor(batch.rows(table));
    if (batch.first() <= position) {
      cursor.skipTo(position);
    }
    return cursor;
  }

  private void write(Rows rows, Rows.Cursor from, int until) throws SQLException {
    if (from.row() < until) {
      rowWriter(rows.table()).write(from, until);
    }
  }

  private RowWriter rowWriter(Table table) throws SQLException {
    RowWriter known = rowWriters.get(table);
    if (known == null) {
      known =
          duckDb
              ? new AppendedRows(connection.unwrap(DuckDBConnection.class), table)
              : new InsertedRows(connection, table);
      rowWriters.put(table, known);
    }
    return known;
  }

  private void reverse(Batch.Reversal reversal) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(REVERSE)) {
      statement.setLong(1, reversal.logIndex());
      statement.setInt(2, reversal.day());
      statement.setInt(3, reversal.month());
      statement.setString(4, reversal.settlement());
      statement.executeUpdate();
    }
  }

  /** Commits what was written and that it reaches so far. */
  void commit(long reached, long reachedMs) throws SQLException {
    begin();
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE projection SET position = ?, time_ms = ?")) {
      update.setLong(1, reached);
      update.setLong(2, reachedMs);
      if (update.executeUpdate() != 1) {
        throw new SQLException("the report store has lost its position");
      }
    }
    connection.commit();
    begun = false;
    position = reached;
    timeMs = reachedMs;
  }

  private static String reversal() {
    List<String> columns = Table.SETTLEMENT_LINES.columns();
    String kept =
        columns.stream()
            .map(column -> column.substring(0, column.indexOf(' ')))
            .skip(4)
            .filter(name -> !isAmount(name))
            .collect(Collectors.joining(", "));
    String amounts =
        columns.stream()
            .map(column -> column.substring(0, column.indexOf(' ')))
            .filter(Writer::isAmount)
            .collect(Collectors.joining(", "));
    String sums =
        columns.stream()
            .map(column -> column.substring(0, column.indexOf(' ')))
            .filter(Writer::isAmount)
            .map(name -> "CAST(-SUM(" + name + ") AS BIGINT)")
            .collect(Collectors.joining(", "));
    return "INSERT INTO settlement_lines (log_index, day, month, kind, "
        + kept
        + ", "
        + amounts
        + ") SELECT CAST(? AS BIGINT), CAST(? AS INTEGER),"
        + " CAST(? AS INTEGER), 'RETURN', "
        + kept
        + ", "
        + sums
        + " FROM settlement_lines WHERE settlement = ? GROUP BY "
        + kept
        + " HAVING SUM(quantity_e4) <> 0 OR SUM(medfee_fen) <> 0";
  }

  private static boolean isAmount(String column) {
    return column.endsWith("_fen") || column.equals("quantity_e4");
  }

  /** Forgets what was written since the last commit. */
  @Override
  public void close() throws SQLException {
    try {
      for (RowWriter each : rowWriters.values()) {
        each.close();
      }
      connection.rollback();
    } finally {
      connection.close();
    }
  }
}
