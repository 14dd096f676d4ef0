package org.dualchannel.report;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.agrona.DirectBuffer;

/** Rows by the statement that inserts one. */
final class InsertedRows implements RowWriter {
  /** Rows that go to the database at once. */
  private static final int AT_ONCE = 2_000;

  private final PreparedStatement insert;
  private final List<Table.Type> types;

  InsertedRows(Connection connection, Table table) throws SQLException {
    insert = connection.prepareStatement(table.insert());
    types = table.types();
  }

  @Override
  public void write(Rows rows, Rows.Cursor from, int until) throws SQLException {
    while (from.row() < until) {
      int next = from.at();
      for (int i = 0; i < types.size(); i++) {
        next = value(rows.memory(), next, i);
      }
      from.passed(next);
      insert.addBatch();
      if (from.row() == until || from.row() % AT_ONCE == 0) {
        insert.executeBatch();
      }
    }
  }

  private int value(DirectBuffer memory, int at, int column) throws SQLException {
    switch (types.get(column)) {
      case BIGINT:
        insert.setLong(column + 1, memory.getLong(at));
        return at + Long.BYTES;
      case INTEGER:
        insert.setInt(column + 1, memory.getInt(at));
        return at + Integer.BYTES;
      case BOOLEAN:
        insert.setBoolean(column + 1, memory.getByte(at) != 0);
        return at + 1;
      case TEXT:
        byte[] utf8 = new byte[memory.getInt(at)];
        memory.getBytes(at + Integer.BYTES, utf8);
        insert.setString(column + 1, new String(utf8, StandardCharsets.UTF_8));
        return at + Integer.BYTES + utf8.length;
    }
    throw new AssertionError(types.get(column));
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
