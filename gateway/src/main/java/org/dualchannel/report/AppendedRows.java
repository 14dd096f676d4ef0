package org.dualchannel.report;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Rows by DuckDB's appender, which takes them without a statement for each. */
final class AppendedRows implements RowWriter {
  private final DuckDBAppender appender;
  private final Table.Type[] types;

  AppendedRows(DuckDBConnection connection, Table table) throws SQLException {
    appender = connection.createAppender(table.sqlName());
    types = table.types().toArray(Table.Type[]::new);
  }

  @Override
  public void write(Rows.Cursor from, int until) throws SQLException {
    while (from.row() < until) {
      appender.beginRow();
      for (Table.Type type : types) {
        append(type, from);
      }
      appender.endRow();
      from.passed();
    }
    appender.flush();
  }

  private void append(Table.Type type, Rows.Cursor from) throws SQLException {
    switch (type) {
      case BIGINT -> appender.append(from.nextLong());
      case INTEGER -> appender.append(from.nextInt());
      case BOOLEAN -> appender.append(from.nextBoolean());
      case TEXT -> appender.append(from.nextText());
    }
  }

  /** What could not be flushed is tried once more, silently, in a transaction that is given up. */
  @Override
  public void close() throws SQLException {
    appender.close();
  }
}
