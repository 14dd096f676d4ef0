package org.dualchannel.codec;

import java.util.Arrays;
import java.util.Objects;

/**
 * A growing array of bytes to write to, kept and {@link #reset} by one thread. Fixed-width numbers
 * are little-endian; varints carry seven bits a byte, lowest first.
 */
public final class ByteSink {
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 16;
  private static final int MAX_KEPT = 1 << 20;

  /** Any length as a varint; what it does not need is closed up. */
  private static final int LENGTH_ROOM = 5;

  private static final ThreadLocal<ByteSink> OF_THREAD = ThreadLocal.withInitial(ByteSink::new);

  private byte[] bytes;
  private int length;
  private int depth;

  public ByteSink() {
    this(256);
  }

  public ByteSink(int initialCapacity) {
    bytes = new byte[initialCapacity];
  }

  /** This thread's sink, emptied; for use within one method that calls no codec's short forms. */
  public static ByteSink ofThread() {
    ByteSink sink = OF_THREAD.get();
    if (sink.bytes.length > MAX_KEPT) {
      sink.bytes = new byte[256];
    }
    sink.reset();
    return sink;
  }

  /** Forgets what was written and keeps the array. */
  public void reset() {
    length = 0;
    depth = 0;
  }

  /** How many bytes were written. */
  public int length() {
    return length;
  }

  /**
   * The array written to; bytes from {@link #length} on mean nothing. Valid until the next write.
   */
  public byte[] array() {
    return bytes;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  public void putByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  public void putFixedInt(int value) {
    ensure(4);
    for (int i = 0; i < 4; i++) {
      bytes[length++] = (byte) (value >>> (8 * i));
    }
  }

  public void putFixedLong(long value) {
    ensure(8);
    for (int i = 0; i < 8; i++) {
      bytes[length++] = (byte) (value >>> (8 * i));
    }
  }

  /** An unsigned number in one to ten bytes. */
  public void putVarLong(long value) {
    ensure(10);
    byte[] target = bytes;
    int at = length;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      target[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[at++] = (byte) rest;
    length = at;
  }

  /** A signed number, short when it is close to zero. */
  public void putZigzag(long value) {
    putVarLong((value << 1) ^ (value >> 63));
  }

  /** A length and the bytes. */
  public void putBytes(byte[] value) {
    putVarLong(value.length);
    putRaw(value, 0, value.length);
  }

  /** The bytes alone. */
  public void putRaw(byte[] source, int offset, int count) {
    Objects.checkFromIndexSize(offset, count, source.length);
    ensure(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  /**
   * The length in bytes and the UTF-8 form.
   *
   * @throws IllegalArgumentException for a lone surrogate, which has no UTF-8 form
   */
  public void putString(String value) {
    int chars = value.length();
    int start = length;
    putVarLong(chars);
    ensure(chars);
    byte[] target = bytes;
    int at = length;
    for (int i = 0; i < chars; i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        length = start;
        putUnicode(value);
        return;
      }
      target[at++] = (byte) c;
    }
    length = at;
  }

  private void putUnicode(String value) {
    int chars = value.length();
    long utf8Length = 0;
    for (int i = 0; i < chars; i++) {
      char c = value.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == chars
            || !Character.isLowSurrogate(value.charAt(i + 1))) {
          throw new IllegalArgumentException("The string has a lone surrogate at index " + i);
        }
        i++;
        utf8Length += 4;
      } else {
        utf8Length += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
      }
    }
    putVarLong(utf8Length);
    ensure(utf8Length);
    for (int i = 0; i < chars; i++) {
      int point = value.codePointAt(i);
      if (point < 0x80) {
        bytes[length++] = (byte) point;
      } else if (point < 0x800) {
        bytes[length++] = (byte) (0xC0 | (point >> 6));
        bytes[length++] = (byte) (0x80 | (point & 0x3F));
      } else if (point < 0x10000) {
        bytes[length++] = (byte) (0xE0 | (point >> 12));
        bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (point & 0x3F));
      } else {
        i++;
        bytes[length++] = (byte) (0xF0 | (point >> 18));
        bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (point & 0x3F));
      }
    }
  }

  /**
   * Leaves room for a length that is known later: that of what is written until {@link
   * #endLengthDelimited}.
   *
   * @return the place, for the end
   */
  public int beginLengthDelimited() {
    return reserve(LENGTH_ROOM);
  }

  /** Puts the length of what was written since the beginning before it. */
  public void endLengthDelimited(int start) {
    fillVarLong(start, LENGTH_ROOM, length - start - LENGTH_ROOM);
  }

  /** Leaves room for a number that is known later, and returns where. */
  int reserve(int count) {
    ensure(count);
    length += count;
    return length - count;
  }

  /** Puts an unsigned number into reserved room and closes the gap that it leaves. */
  void fillVarLong(int start, int reserved, long value) {
    int needed = varLongLength(value);
    if (needed < reserved) {
      System.arraycopy(bytes, start + reserved, bytes, start + needed, length - start - reserved);
    }
    int end = length - reserved + needed;
    length = start;
    putVarLong(value);
    length = end;
  }

  static int varLongLength(long value) {
    return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
  }

  /** Takes back what was written after the given length. */
  void truncate(int newLength) {
    length = newLength;
    depth = 0;
  }

  void enter() {
    if (++depth > RecordForm.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "Values are nested deeper than " + RecordForm.MAX_DEPTH + " records");
    }
  }

  void leave() {
    depth--;
  }

  private void ensure(long more) {
    if (bytes.length - length < more) {
      long needed = length + more;
      if (needed > MAX_LENGTH) {
        throw new IllegalArgumentException("The value needs more than " + MAX_LENGTH + " bytes");
      }
      int grown = (int) Math.min(MAX_LENGTH, Math.max(needed, bytes.length * 2L));
      bytes = Arrays.copyOf(bytes, grown);
    }
  }
}
