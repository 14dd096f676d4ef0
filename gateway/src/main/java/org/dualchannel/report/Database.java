package org.dualchannel.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.stream.Collectors;
import org.dualchannel.ops.GatewayConfig;

/** One of the two databases, and what differs between them. */
final class Database {
  /** The layout of the tables; a store of another one is built anew from the log. */
  static final int LAYOUT = 2;

  private static final int CONNECT_SECONDS = 5;

  private final GatewayConfig.ReportKind kind;
  private final String url;
  private final Path file; // null when it is not DuckDB
  private final Properties login = new Properties();

  private Database(GatewayConfig.ReportKind kind, String url, Path file) {
    this.kind = kind;
    this.url = url;
    this.file = file;
  }

  /** The database of a configuration; the file of DuckDB is in the data directory. */
  static Database of(GatewayConfig.Report config, Path dataDir) throws IOException {
    if (config.kind() == GatewayConfig.ReportKind.DUCKDB) {
      Path directory = Files.createDirectories(dataDir.resolve("report"));
      Path file = directory.resolve("report.duckdb").toAbsolutePath();
      return new Database(config.kind(), "jdbc:duckdb:" + file, file);
    }
    Database database = new Database(config.kind(), config.url(), null);
    database.login.setProperty("user", config.user());
    if (!config.passwordFile().isEmpty()) {
      String password = Files.readString(Path.of(config.passwordFile())).strip();
      database.login.setProperty("password", password);
    }
    database.login.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
    database.login.setProperty("ApplicationName", "dualchannel");
    return database;
  }

  boolean isDuckDb() {
    return kind == GatewayConfig.ReportKind.DUCKDB;
  }

  /** The file with what DuckDB wrote ahead of its tables; null when it is not DuckDB. */
  Path writtenAhead() {
    return file == null ? null : file.resolveSibling(file.getFileName() + ".wal");
  }

  /** A connection whose transaction sees one state of the store. */
  Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url, login);
    try {
      connection.setAutoCommit(false);
      if (!isDuckDb()) {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      }
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Creates what is not there yet. */
  void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (isDuckDb()) {
        // Each appended vector is a statement of its own. With a second thread both would look for
        // its work all the time, which costs more than the work. And a report that has one
        // processor leaves the others to those who decide.
        statement.execute("SET threads = 1");
        // See Checkpoints; this is for when it does not come to one.
        statement.execute("SET checkpoint_threshold = '512MB'");
      }
      statement.execute(
          typed(
              "CREATE TABLE IF NOT EXISTS projection (layout INTEGER, position BIGINT,"
                  + " time_ms BIGINT, salt TEXT)"));
      for (Table table : Table.values()) {
        statement.execute(
            typed(
                "CREATE TABLE IF NOT EXISTS "
                    + table.sqlName()
                    + table.columns().stream().collect(Collectors.joining(", ", " (", ")"))));
      }
      if (!isDuckDb()) {
        // A return looks up what was booked. DuckDB scans a column faster than it keeps an index.
        statement.execute(
            "CREATE INDEX IF NOT EXISTS settlement_lines_of ON settlement_lines (settlement)");
        statement.execute(
            "CREATE INDEX IF NOT EXISTS settlement_lines_in ON settlement_lines (area, month)");
        statement.execute(
            "CREATE INDEX IF NOT EXISTS prescription_lines_in ON prescription_lines (area, month)");
      }
    }
  }

  /** Texts compare by their bytes in both, so that both sort and page alike. */
  private String typed(String definition) {
    return isDuckDb() ? definition : definition.replace(" TEXT", " TEXT COLLATE \"C\"");
  }
}
