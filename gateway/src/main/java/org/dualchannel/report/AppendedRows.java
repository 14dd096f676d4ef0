package org.dualchannel.report;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Rows by DuckDB's appender, whose vectors are filled here. Its own methods look a column up for
 * each value and cross into native code for each text of 12 bytes or more, which cost more than all
 * that the database then does. A vector has so many bytes for each row as its type is wide; a text
 * is its length, and up to 12 bytes of UTF-8 or the first 4 of them and the address of all. The
 * database copies them when the appender is flushed.
 */
final class AppendedRows implements RowWriter {
  /** Rows of a vector. */
  private static final int VECTOR = 2_048;

  private static final int TEXT_BYTES = 16;
  private static final int INLINE_BYTES = 12;

  // The driver has no other way to its vectors. Which driver it is, is part of the distribution,
  // and the tests of the store hold that this fits it.
  private static final VarHandle COLUMNS;
  private static final VarHandle FILLED;
  private static final VarHandle DATA;

  static {
    try {
      Class<?> column = Class.forName("org.duckdb.DuckDBAppender$Column");
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodHandles.Lookup appender = MethodHandles.privateLookupIn(DuckDBAppender.class, lookup);
      COLUMNS = appender.findVarHandle(DuckDBAppender.class, "columns", List.class);
      FILLED = appender.findVarHandle(DuckDBAppender.class, "rowIdx", long.class);
      DATA =
          MethodHandles.privateLookupIn(column, lookup)
              .findVarHandle(column, "data", ByteBuffer.class);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the DuckDB driver is another one", e);
    }
  }

  private final DuckDBAppender appender;
  private final Table.Type[] types;
  private final List<?> columns;
  private final UnsafeBuffer[] vectors;

  AppendedRows(DuckDBConnection connection, Table table) throws SQLException {
    appender = connection.createAppender(table.sqlName());
    types = table.types().toArray(Table.Type[]::new);
    columns = (List<?>) COLUMNS.get(appender);
    if (columns.size() != types.length) {
      throw new SQLException(table.sqlName() + " has " + columns.size() + " columns");
    }
    vectors = new UnsafeBuffer[types.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = new UnsafeBuffer();
    }
  }

  @Override
  public void write(Rows rows, Rows.Cursor from, int until) throws SQLException {
    while (from.row() < until) {
      int filled = Math.min(VECTOR, until - from.row());
      // A flush may give the columns other memory.
      for (int i = 0; i < vectors.length; i++) {
        vectors[i].wrap((ByteBuffer) DATA.get(columns.get(i)));
      }
      for (int row = 0; row < filled; row++) {
        from.passed(fill(row, rows.memory(), from.at()));
      }
      FILLED.set(appender, (long) filled);
      appender.flush();
    }
  }

  private int fill(int row, DirectBuffer memory, int begin) {
    int at = begin;
    for (int i = 0; i < types.length; i++) {
      UnsafeBuffer vector = vectors[i];
      switch (types[i]) {
        case BIGINT:
          vector.putLong(row * Long.BYTES, memory.getLong(at));
          at += Long.BYTES;
          break;
        case INTEGER:
          vector.putInt(row * Integer.BYTES, memory.getInt(at));
          at += Integer.BYTES;
          break;
        case BOOLEAN:
          vector.putByte(row, memory.getByte(at));
          at++;
          break;
        case TEXT:
          int length = memory.getInt(at);
          at += Integer.BYTES;
          text(vector, row * TEXT_BYTES, memory, at, length);
          at += length;
          break;
      }
    }
    return at;
  }

  private static void text(UnsafeBuffer vector, int slot, DirectBuffer memory, int at, int length) {
    vector.putInt(slot, length);
    if (length <= INLINE_BYTES) {
      vector.putLong(slot + 4, 0);
      vector.putInt(slot + 12, 0);
      vector.putBytes(slot + 4, memory, at, length);
    } else {
      vector.putInt(slot + 4, memory.getInt(at));
      vector.putLong(slot + 8, memory.addressOffset() + at);
    }
  }

  @Override
  public void close() throws SQLException {
    // It would try again to add what could not be flushed, and say nothing when it cannot.
    FILLED.set(appender, 0L);
    appender.close();
  }
}
