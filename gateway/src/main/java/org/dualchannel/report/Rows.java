package org.dualchannel.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Rows of one table that are not in the store yet, one after another: 8 bytes for a BIGINT, 4 for
 * an INTEGER, 1 for a BOOLEAN, and for a TEXT 4 with its length and the UTF-8. They lie outside the
 * heap, where a batch that waits costs the collector nothing.
 */
final class Rows {
  private static final int FIRST_BYTES = 1 << 16;

  /** What a buffer may keep for the next batch; one that was larger is let go. */
  private static final int KEPT_BYTES = 1 << 24;

  private final Table table;
  private final Table.Type[] types;
  private UnsafeBuffer memory = new UnsafeBuffer();
  private int end;
  private int count;
  private int column;

  Rows(Table table) {
    this.table = table;
    this.types = table.types().toArray(Table.Type[]::new);
    column = types.length;
  }

  /** Begins a row of a record; as many values follow as the table has columns left. */
  Rows begin(long logIndex) {
    refuseHalf();
    column = 0;
    count++;
    return add(logIndex);
  }

  Rows add(long value) {
    int at = room(Table.Type.BIGINT, Long.BYTES);
    memory.putLong(at, value);
    return this;
  }

  Rows add(int value) {
    int at = room(Table.Type.INTEGER, Integer.BYTES);
    memory.putInt(at, value);
    return this;
  }

  Rows add(boolean value) {
    int at = room(Table.Type.BOOLEAN, 1);
    memory.putByte(at, (byte) (value ? 1 : 0));
    return this;
  }

  Rows add(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int at = room(Table.Type.TEXT, Integer.BYTES + utf8.length);
    memory.putInt(at, utf8.length);
    memory.putBytes(at + Integer.BYTES, utf8);
    return this;
  }

  /** Where the next value of the row goes, in what is the memory from then on. */
  private int room(Table.Type type, int bytes) {
    if (column == types.length || types[column] != type) {
      throw new IllegalStateException(table + ": value " + (column + 1) + " is no " + type);
    }
    column++;
    int at = end;
    end += bytes;
    if (end > memory.capacity()) {
      int capacity = Math.max(FIRST_BYTES, Math.max(end, 2 * memory.capacity()));
      UnsafeBuffer larger = new UnsafeBuffer(ByteBuffer.allocateDirect(capacity));
      larger.putBytes(0, memory, 0, at);
      memory = larger;
    }
    return at;
  }

  private void refuseHalf() {
    if (column != types.length) {
      throw new IllegalStateException(table + ": a row of " + column + " values");
    }
  }

  int count() {
    refuseHalf();
    return count;
  }

  int bytes() {
    return end;
  }

  Table table() {
    return table;
  }

  /** Forgets the rows of a record, which are the last ones, and whatever there is of a row. */
  void forget(long logIndex) {
    Cursor kept = new Cursor(this);
    int whole = column == types.length ? count : count - 1;
    while (kept.row < whole && memory.getLong(kept.at) < logIndex) {
      kept.skip();
    }
    end = kept.at;
    count = kept.row;
    column = types.length;
  }

  void clear() {
    if (memory.capacity() > KEPT_BYTES) {
      memory = new UnsafeBuffer();
    }
    end = 0;
    count = 0;
    column = types.length;
  }

  /**
   * Reads rows, from the first one on, until the next one begins to be added: each value in turn,
   * by the type of its column, and then {@link #passed}.
   */
  static final class Cursor {
    private final Rows rows;
    private byte[] utf8 = new byte[64];
    private int at;
    private int row;

    Cursor(Rows rows) {
      this.rows = rows;
    }

    /** Number of the next row, from 0. */
    int row() {
      return row;
    }

    long nextLong() {
      long value = rows.memory.getLong(at);
      at += Long.BYTES;
      return value;
    }

    int nextInt() {
      int value = rows.memory.getInt(at);
      at += Integer.BYTES;
      return value;
    }

    boolean nextBoolean() {
      return rows.memory.getByte(at++) != 0;
    }

    String nextText() {
      int length = nextInt();
      if (utf8.length < length) {
        utf8 = new byte[length];
      }
      rows.memory.getBytes(at, utf8, 0, length);
      at += length;
      return new String(utf8, 0, length, StandardCharsets.UTF_8);
    }

    /** All values of a row were read. */
    void passed() {
      row++;
    }

    /** Goes past everything up to a record. */
    void skipTo(long logIndex) {
      while (row < rows.count && rows.memory.getLong(at) <= logIndex) {
        skip();
      }
    }

    private void skip() {
      for (Table.Type type : rows.types) {
        at +=
            switch (type) {
              case BIGINT -> Long.BYTES;
              case INTEGER -> Integer.BYTES;
              case BOOLEAN -> 1;
              case TEXT -> Integer.BYTES + rows.memory.getInt(at);
            };
      }
      passed();
    }
  }
}
