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

  private final ByteSink sink = new ByteSink();

  /** Begins another message. */
  ProtoFields begin() {
    sink.reset();
    return this;
  }

  /** A number; a zero is left out. */
  ProtoFields number(int field, long value) {
    return value == 0 ? this : present(field, value);
  }

  /** A number that is told though it may be zero. */
  ProtoFields present(int field, long value) {
    sink.putVarLong((long) field << 3 | VARINT);
    sink.putVarLong(value);
    return this;
  }

  /** A truth; falsehood is left out. */
  ProtoFields flag(int field, boolean value) {
    return number(field, value ? 1 : 0);
  }

  /** A text; an empty one is left out. */
  ProtoFields text(int field, String value) {
    if (!value.isEmpty()) {
      sink.putVarLong((long) field << 3 | LENGTH_DELIMITED);
      sink.putString(value); // its length and its UTF-8, as here
    }
    return this;
  }

  /** A message within this one; an empty one is there all the same. */
  ProtoFields message(int field, ProtoFields part) {
    return message(field, part.sink.array(), part.sink.length());
  }

  /** A message within this one, of the library's making. */
  ProtoFields message(int field, byte[] part) {
    return message(field, part, part.length);
  }

  private ProtoFields message(int field, byte[] part, int length) {
    sink.putVarLong((long) field << 3 | LENGTH_DELIMITED);
    sink.putVarLong(length);
    sink.putRaw(part, 0, length);
    return this;
  }

  /** Fields that were written before. */
  ProtoFields fields(byte[] encoded) {
    sink.putRaw(encoded, 0, encoded.length);
    return this;
  }

  byte[] toByteArray() {
    return sink.toByteArray();
  }
}
