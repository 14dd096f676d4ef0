package org.dualchannel.report;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBBindings;
import org.duckdb.DuckDBConnection;

/**
 * Rows by DuckDB's appender, whose vectors are filled here. Its own methods look a column up for
 * each value, cross into native code for each text of 12 bytes or more, and have the database plan
 * and run an insertion for each vector, which together cost more than all that the database then
 * does. A vector has so many bytes for each row as its type is wide; a text is its length, and up
 * to 12 bytes of UTF-8 or the first 4 of them and the address of all. A chunk, which is a vector
 * for each column, is copied when it is appended, and inserted when the appender is flushed.
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
  private static final VarHandle REFERENCE;
  private static final VarHandle CHUNK;
  private static final VarHandle DATA;
  private static final MethodHandle SET_SIZE;
  private static final MethodHandle APPEND;
  private static final MethodHandle ERROR;

  static {
    try {
      MethodHandles.Lookup own = MethodHandles.lookup();
      Class<DuckDBAppender> type = DuckDBAppender.class;
      MethodHandles.Lookup appender = MethodHandles.privateLookupIn(type, own);
      COLUMNS = appender.findVarHandle(type, "columns", List.class);
      FILLED = appender.findVarHandle(type, "rowIdx", long.class);
      REFERENCE = appender.findVarHandle(type, "appenderRef", ByteBuffer.class);
      CHUNK = appender.findVarHandle(type, "chunkRef", ByteBuffer.class);
      Class<?> column = Class.forName("org.duckdb.DuckDBAppender$Column");
      DATA =
          MethodHandles.privateLookupIn(column, own)
              .findVarHandle(column, "data", ByteBuffer.class);
      SET_SIZE = function("duckdb_data_chunk_set_size", void.class, ByteBuffer.class, long.class);
      APPEND = function("duckdb_append_data_chunk", int.class, ByteBuffer.class, ByteBuffer.class);
      ERROR = function("duckdb_appender_error", byte[].class, ByteBuffer.class);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the DuckDB driver is another one", e);
    }
  }

  /** A function of DuckDB's interface for C. */
  private static MethodHandle function(String name, Class<?> result, Class<?>... parameters)
      throws ReflectiveOperationException {
    return MethodHandles.privateLookupIn(DuckDBBindings.class, MethodHandles.lookup())
        .findStatic(DuckDBBindings.class, name, MethodType.methodType(result, parameters));
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
      if (from.row() < until) {
        append(filled);
      } else {
        FILLED.set(appender, (long) filled);
        appender.flush();
      }
    }
  }

  /** Appends a chunk and leaves it to the flush of the last one to insert it. */
  private void append(long filled) throws SQLException {
    ByteBuffer reference = (ByteBuffer) REFERENCE.get(appender);
    ByteBuffer chunk = (ByteBuffer) CHUNK.get(appender);
    byte[] error = null;
    try {
      SET_SIZE.invokeExact(chunk, filled);
      if ((int) APPEND.invokeExact(reference, chunk) != 0) {
        byte[] said = (byte[]) ERROR.invokeExact(reference);
        error = said == null ? new byte[0] : said;
      }
    } catch (SQLException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new SQLException(e);
    }
    if (error != null) {
      throw new SQLException(new String(error, StandardCharsets.UTF_8));
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
