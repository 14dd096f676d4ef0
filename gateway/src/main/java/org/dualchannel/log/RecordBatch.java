package org.dualchannel.log;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Several records in one message of the log. Built by the appender thread, reused after {@link
 * #clear}.
 *
 * <p>Each record is framed as {@code [length u32][crc32c u32][bytes]}, little-endian, without
 * alignment; the CRC covers the length field and the bytes, so that a run of zeros is no record. A
 * batch ends with its last record.
 */
public final class RecordBatch {

  /** Bytes that the framing adds to a record. */
  public static final int FRAME_BYTES = 8;

  private final MutableDirectBuffer buffer;
  private final Crc32c crc = new Crc32c();
  private int length;
  private int count;

  /**
   * @param capacity longest batch in bytes, framing included; at most {@link
   *     ReplicatedLog#maxBatchBytes}
   */
  public RecordBatch(int capacity) {
    if (capacity <= FRAME_BYTES) {
      throw new IllegalArgumentException("no record fits in " + capacity + " bytes");
    }
    this.buffer = new UnsafeBuffer(new byte[capacity]);
  }

  /**
   * Adds a copy of a record.
   *
   * @return false when it does not fit behind what the batch holds already
   * @throws IllegalArgumentException when it is empty or would not fit in an empty batch
   */
  public boolean add(DirectBuffer source, int offset, int recordLength) {
    if (recordLength <= 0 || recordLength > buffer.capacity() - FRAME_BYTES) {
      throw new IllegalArgumentException(
          "a record has 1 to "
              + (buffer.capacity() - FRAME_BYTES)
              + " bytes, this one "
              + recordLength);
    }
    if (length + FRAME_BYTES + recordLength > buffer.capacity()) {
      return false;
    }
    buffer.putInt(length, recordLength, ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(
        length + 4, crc.of(recordLength, source, offset, recordLength), ByteOrder.LITTLE_ENDIAN);
    buffer.putBytes(length + FRAME_BYTES, source, offset, recordLength);
    length += FRAME_BYTES + recordLength;
    count++;
    return true;
  }

  /** Adds a copy of a record held in an array. */
  public boolean add(byte[] record) {
    return add(new UnsafeBuffer(record), 0, record.length);
  }

  /** Empties the batch. */
  public void clear() {
    length = 0;
    count = 0;
  }

  /** Holds the batch from index 0 for {@link #length} bytes. */
  public DirectBuffer buffer() {
    return buffer;
  }

  /** Bytes of the batch, framing included. */
  public int length() {
    return length;
  }

  /** Records in the batch. */
  public int count() {
    return count;
  }

  /** Whether there is no record in the batch. */
  public boolean isEmpty() {
    return count == 0;
  }

  /**
   * Verifies a whole batch before any of its records is looked at.
   *
   * @throws Malformed at the first record that is not what was framed
   */
  static void verify(DirectBuffer batch, int offset, int length, Crc32c crc) {
    int limit = offset + length;
    int at = offset;
    if (length == 0) {
      throw new Malformed(0, "the batch is empty");
    }
    while (at < limit) {
      if (limit - at <= FRAME_BYTES) {
        throw new Malformed(at - offset, (limit - at) + " bytes left are too few for a record");
      }
      int recordLength = batch.getInt(at, ByteOrder.LITTLE_ENDIAN);
      if (recordLength <= 0 || recordLength > limit - at - FRAME_BYTES) {
        throw new Malformed(
            at - offset,
            "record length " + recordLength + ", " + (limit - at - FRAME_BYTES) + " bytes left");
      }
      int expected = batch.getInt(at + 4, ByteOrder.LITTLE_ENDIAN);
      int actual = crc.of(recordLength, batch, at + FRAME_BYTES, recordLength);
      if (actual != expected) {
        throw new Malformed(
            at - offset, String.format("record CRC %08x, computed %08x", expected, actual));
      }
      at += FRAME_BYTES + recordLength;
    }
  }

  /** Hands over each record of a batch that {@link #verify} has passed, then the end of it. */
  static void deliver(
      long timestampMs, DirectBuffer batch, int offset, int length, RecordConsumer consumer) {
    int limit = offset + length;
    int at = offset;
    while (at < limit) {
      int recordLength = batch.getInt(at, ByteOrder.LITTLE_ENDIAN);
      consumer.onRecord(timestampMs, batch, at + FRAME_BYTES, recordLength);
      at += FRAME_BYTES + recordLength;
    }
    consumer.onBatchEnd();
  }

  /** A batch is not what {@link RecordBatch} builds; {@link #offset} is relative to its start. */
  static final class Malformed extends RuntimeException {
    private final int offset;

    Malformed(int offset, String what) {
      super(what, null, false, false);
      this.offset = offset;
    }

    int offset() {
      return offset;
    }
  }
}
