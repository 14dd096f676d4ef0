package org.dualchannel.loadtest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.MessageLite;

/**
 * A request encoded once, of which each call changes a few bytes. Encoding a submit anew costs the
 * generator more than sending it, and on a small machine that time would be taken from the gateway.
 *
 * <p>A field that every call changes holds a placeholder of the final length while the template is
 * encoded; its place in the bytes is a slot. Overwriting it keeps every length prefix valid.
 */
final class Template {
  private final byte[] bytes;

  private Template(byte[] bytes) {
    this.bytes = bytes;
  }

  static Template of(MessageLite message) {
    return new Template(message.toByteArray());
  }

  /**
   * Where this placeholder is.
   *
   * @throws IllegalArgumentException when it is absent or there more than once
   */
  int slot(String placeholder) {
    // One char a byte, so that an index in the text is an index in the bytes.
    String text = new String(bytes, ISO_8859_1);
    int at = text.indexOf(placeholder);
    if (at < 0 || text.indexOf(placeholder, at + 1) >= 0) {
      throw new IllegalArgumentException("placeholder not there exactly once: " + placeholder);
    }
    return at;
  }

  int length() {
    return bytes.length;
  }

  /** Copies it to where a call may change it; gRPC may still hold the bytes of the last call. */
  void copyInto(byte[] target, int at) {
    System.arraycopy(bytes, 0, target, at, bytes.length);
  }

  /**
   * A copy with string fields added at its end. Protobuf takes fields in any order, so what differs
   * in length from call to call needs no slot.
   *
   * @param fields pairs of a field number, at most 15, and a value of at most 127 ASCII characters
   */
  byte[] copyWith(Field... fields) {
    int length = bytes.length;
    for (Field field : fields) {
      length += 2 + field.value.length;
    }
    byte[] copy = new byte[length];
    System.arraycopy(bytes, 0, copy, 0, bytes.length);
    int at = bytes.length;
    for (Field field : fields) {
      copy[at] = (byte) (field.number << 3 | 2);
      copy[at + 1] = (byte) field.value.length;
      System.arraycopy(field.value, 0, copy, at + 2, field.value.length);
      at += 2 + field.value.length;
    }
    return copy;
  }

  /** Writes a number right-aligned with leading zeros, in {@code digits} decimal digits. */
  static void writeDecimal(byte[] target, int slot, int digits, long number) {
    long rest = number;
    for (int i = slot + digits - 1; i >= slot; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** A string field to add. */
  static final class Field {
    private final int number;
    private final byte[] value;

    Field(int number, byte[] value) {
      if (number < 1 || number > 15 || value.length > 127) {
        throw new IllegalArgumentException("field " + number + " of " + value.length + " bytes");
      }
      this.number = number;
      this.value = value;
    }
  }
}
