package org.dualchannel.edge;

import org.dualchannel.codec.ByteSink;

/**
 * The bytes of one message of the contract, its fields written in the order of their numbers, as
 * the library of protobuf does. Without its builders and messages, of which an answer takes
 * hundreds, each of them measured twice before it is written. For one thread, and used again.
 */
final class ProtoFields {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;

  private final ByteSink out;

  /** With room for most messages; it grows. */
  ProtoFields() {
    this(1_024);
  }

  ProtoFields(int initialCapacity) {
    out = new ByteSink(initialCapacity);
  }

  /** Begins another message. */
  void begin() {
    out.reset();
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  /** A number; a zero is left out. */
  void number(int field, long value) {
    if (value != 0) {
      present(field, value);
    }
  }

  /** A number that is told though it may be zero. */
  void present(int field, long value) {
    tag(field, VARINT);
    out.putVarLong(value);
  }

  /** A truth; falsehood is left out. */
  void flag(int field, boolean value) {
    if (value) {
      present(field, 1);
    }
  }

  /** A text; an empty one is left out. */
  void text(int field, String value) {
    if (!value.isEmpty()) {
      tag(field, LENGTH_DELIMITED);
      out.putString(value);
    }
  }

  /** A message within this one, of the library's making. */
  void message(int field, byte[] encoded) {
    tag(field, LENGTH_DELIMITED);
    out.putBytes(encoded);
  }

  /** Fields that were encoded before. */
  void fields(byte[] encoded) {
    out.putRaw(encoded, 0, encoded.length);
  }

  /**
   * Begins a message within this one: what comes is of it, until {@link #end}.
   *
   * @return its place, for the end
   */
  int message(int field) {
    tag(field, LENGTH_DELIMITED);
    return out.beginLengthDelimited();
  }

  /** Ends the message that began there. */
  void end(int start) {
    out.endLengthDelimited(start);
  }

  private void tag(int field, int wireType) {
    out.putVarLong((long) field << 3 | wireType);
  }
}
