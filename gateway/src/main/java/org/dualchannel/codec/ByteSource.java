package org.dualchannel.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads what a {@link ByteSink} wrote, from a range of an array, for one thread. Every method
 * throws {@link MalformedBytesException} rather than read past the range, allocate more than the
 * range can fill, or accept a second form of the same value.
 */
public final class ByteSource {
  private byte[] bytes;
  private int start;
  private int position;
  private int limit;
  private int depth;

  /** Which components of the record being read are present; owned by {@link RecordForm}. */
  long present;

  public ByteSource(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public ByteSource(byte[] bytes, int offset, int length) {
    wrap(bytes, offset, length);
  }

  /** Starts over on other bytes. The array is not copied. */
  public void wrap(byte[] newBytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, newBytes.length);
    bytes = newBytes;
    start = offset;
    position = offset;
    limit = offset + length;
    depth = 0;
    present = 0;
  }

  /** How many bytes were read. */
  public int offset() {
    return position - start;
  }

  /** How many bytes are left. */
  public int remaining() {
    return limit - position;
  }

  /** Throws unless everything was read. */
  public void expectEnd() {
    if (position != limit) {
      throw malformed(remaining() + " bytes too many", offset());
    }
  }

  public byte readByte() {
    need(1);
    return bytes[position++];
  }

  public int readFixedInt() {
    need(4);
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value |= (bytes[position++] & 0xFF) << (8 * i);
    }
    return value;
  }

  public long readFixedLong() {
    need(8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value |= (bytes[position++] & 0xFFL) << (8 * i);
    }
    return value;
  }

  /** An unsigned number in the shortest form. */
  public long readVarLong() {
    int at = position;
    long value = 0;
    for (int shift = 0; shift <= 63; shift += 7) {
      if (at == limit) {
        throw malformed("The bytes end inside a number", offset());
      }
      byte next = bytes[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        if (next == 0 && shift > 0) {
          throw malformed("A number is longer than it needs to be", offset());
        }
        if (shift == 63 && next > 1) {
          break;
        }
        position = at;
        return value;
      }
    }
    throw malformed("A number has more than 64 bits", offset());
  }

  /** A signed number in the shortest form. */
  public long readZigzag() {
    long value = readVarLong();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A signed number within bounds, both included. */
  public long readZigzag(long min, long max) {
    int at = offset();
    long value = readZigzag();
    if (value < min || value > max) {
      throw malformed(value + " is outside " + min + " to " + max, at);
    }
    return value;
  }

  /** A count of items of at least one byte each, so never more than the bytes that are left. */
  public int readCount() {
    int at = offset();
    long count = readVarLong();
    if (count < 0 || count > remaining()) {
      throw malformed(
          "A count of " + Long.toUnsignedString(count) + " with " + remaining() + " bytes left",
          at);
    }
    return (int) count;
  }

  /** A length and the bytes, copied. */
  public byte[] readBytes() {
    int count = readCount();
    byte[] value = Arrays.copyOfRange(bytes, position, position + count);
    position += count;
    return value;
  }

  /** Passes over a length and the bytes. */
  public void skipBytes() {
    int count = readCount(); // moves the position itself
    position += count;
  }

  /** All bytes that are left, copied. */
  public byte[] readRest() {
    byte[] rest = Arrays.copyOfRange(bytes, position, limit);
    position = limit;
    return rest;
  }

  /** A length and well-formed UTF-8. */
  public String readString() {
    int at = offset();
    int count = readCount();
    String value = new String(bytes, position, count, StandardCharsets.UTF_8);
    // The JDK puts the replacement character for what is ill-formed; it may also be in the text.
    if (value.indexOf('\uFFFD') >= 0) {
      byte[] again = value.getBytes(StandardCharsets.UTF_8);
      if (!Arrays.equals(again, 0, again.length, bytes, position, position + count)) {
        throw malformed("A string is not UTF-8", at);
      }
    }
    position += count;
    return value;
  }

  void enter() {
    if (++depth > RecordForm.MAX_DEPTH) {
      throw malformed(
          "Values are nested deeper than " + RecordForm.MAX_DEPTH + " records", offset());
    }
  }

  void leave() {
    depth--;
  }

  MalformedBytesException malformed(String problem, int at) {
    return new MalformedBytesException(problem, at);
  }

  private void need(int count) {
    if (remaining() < count) {
      throw malformed(count + " bytes are needed and " + remaining() + " left", offset());
    }
  }
}
