package org.dualchannel.report;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.agrona.DirectBuffer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Rows by DuckDB's appender, which takes them without a statement for each. */
final class AppendedRows implements RowWriter {
  private final DuckDBAppender appender;
  private final Table.Type[] types;
  private byte[] utf8 = new byte[64];

  AppendedRows(DuckDBConnection connection, Table table) throws SQLException {
    appender = connection.createAppender(table.sqlName());
    types = table.types().toArray(Table.Type[]::new);
  }

  @Override
  public void write(Rows rows, Rows.Cursor from, int until) throws SQLException {
    while (from.row() < until) {
      int next = from.at();
      appender.beginRow();
      for (Table.Type type : types) {
        next = append(type, rows.memory(), next);
      }
      appender.endRow();
      from.passed(next);
    }
    appender.flush();
  }

  private int append(Table.Type type, DirectBuffer memory, int at) throws SQLException {
    switch (type) {
      case BIGINT:
        appender.append(memory.getLong(at));
        return at + Long.BYTES;
      case INTEGER:
        appender.append(memory.getInt(at));
        return at + Integer.BYTES;
      case BOOLEAN:
        appender.append(memory.getByte(at) != 0);
        return at + 1;
      case TEXT:
        int length = memory.getInt(at);
        appender.append(text(memory, at + Integer.BYTES, length));
        return at + Integer.BYTES + length;
    }
    throw new AssertionError(type);
  }

  private String text(DirectBuffer memory, int at, int length) {
    if (utf8.length < length) {
      utf8 = new byte[length];
    }
    memory.getBytes(at, utf8, 0, length);
    return new String(utf8, 0, length, StandardCharsets.UTF_8);
  }

  /** What could not be flushed is tried once more, silently, in a transaction that is given up. */
  @Override
  public void close() throws SQLException {
    appender.close();
  }
}
