package org.dualchannel.edge;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of one message of the contract, its fields written in the order of their numbers, as
 * the library of protobuf does. Without its builders and messages, of which an answer takes
 * hundreds, each of them measured twice before it is written. For one thread, and used again.
 */
final class ProtoFields {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int MOST_OF_VARINT = 10;

  private byte[] bytes = new byte[1_024];
  private int length;

  /** Begins another message. */
  void begin() {
    length = 0;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /** A number; a zero is left out. */
  void number(int field, long value) {
    if (value != 0) {
      present(field, value);
    }
  }

  /** A number that is told though it may be zero. */
  void present(int field, long value) {
    room(2 * MOST_OF_VARINT);
    varint((long) field << 3 | VARINT);
    varint(value);
  }

  /** A truth; falsehood is left out. */
  void flag(int field, boolean value) {
    if (value) {
      present(field, 1);
    }
  }

  /** A text; an empty one is left out. */
  void text(int field, String value) {
    int chars = value.length();
    if (chars == 0) {
      return;
    }
    room(2 * MOST_OF_VARINT + chars);
    varint((long) field << 3 | LENGTH_DELIMITED);
    int start = length;
    varint(chars); // as many bytes, unless some are not of ASCII
    byte[] to = bytes;
    int at = length;
    for (int i = 0; i < chars; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        length = start;
        delimited(value.getBytes(StandardCharsets.UTF_8));
        return;
      }
      to[at++] = (byte) c;
    }
    length = at;
  }

  /** A message within this one, of the library's making. */
  void message(int field, byte[] encoded) {
    room(MOST_OF_VARINT);
    varint((long) field << 3 | LENGTH_DELIMITED);
    delimited(encoded);
  }

  private void delimited(byte[] part) {
    room(MOST_OF_VARINT + part.length);
    varint(part.length);
    fields(part);
  }

  /** Fields that were encoded before. */
  void fields(byte[] encoded) {
    room(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  /**
   * Begins a message within this one: what comes is of it, until {@link #end}.
   *
   * @return its place, for the end
   */
  int message(int field) {
    room(2 * MOST_OF_VARINT);
    varint((long) field << 3 | LENGTH_DELIMITED);
    length++; // for its length: most are short
    return length;
  }

  /** Ends the message that began there. */
  void end(int start) {
    int size = length - start;
    if (size < 0x80) {
      bytes[start - 1] = (byte) size;
      return;
    }
    room(MOST_OF_VARINT);
    int more = (31 - Integer.numberOfLeadingZeros(size)) / 7; // bytes of its length but the first
    System.arraycopy(bytes, start, bytes, start + more, size);
    length = start - 1;
    varint(size);
    length += size;
  }

  private void varint(long value) {
    byte[] to = bytes;
    int at = length;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      to[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[at++] = (byte) rest;
    length = at;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
