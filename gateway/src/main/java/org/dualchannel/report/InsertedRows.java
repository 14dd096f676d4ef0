package org.dualchannel.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

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
  public void write(Rows.Cursor from, int until) throws SQLException {
    while (from.row() < until) {
      for (int column = 0; column < types.size(); column++) {
        set(column, from);
      }
      from.passed();
      insert.addBatch();
      if (from.row() == until || from.row() % AT_ONCE == 0) {
        insert.executeBatch();
      }
    }
  }

  private void set(int column, Rows.Cursor from) throws SQLException {
    switch (types.get(column)) {
      case BIGINT -> insert.setLong(column + 1, from.nextLong());
      case INTEGER -> insert.setInt(column + 1, from.nextInt());
      case BOOLEAN -> insert.setBoolean(column + 1, from.nextBoolean());
      case TEXT -> insert.setString(column + 1, from.nextText());
    }
  }

  @Override
  public void close() throws SQLException {
    insert.close();
  }
}
