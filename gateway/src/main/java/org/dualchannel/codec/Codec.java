package org.dualchannel.codec;

/**
 * Turns values into bytes and back, one form for each value. Implementations are immutable and may
 * be used by any number of threads at once.
 */
public interface Codec<T> {
  /** Strings as they stand, for keys. A lone surrogate is refused when encoding. */
  static Codec<String> strings() {
    return Scalars.STRING;
  }

  /** Longs in zigzag form, for keys. */
  static Codec<Long> longs() {
    return Scalars.LONG;
  }

  /**
   * Appends the bytes of a value.
   *
   * @throws IllegalArgumentException when the value cannot be written: a lone surrogate in a string
   *     or values nested too deeply
   * @throws NullPointerException when the value, or an element of a list in it, is null
   */
  void encode(T value, ByteSink out);

  /**
   * Reads one value and leaves the source behind it.
   *
   * @throws MalformedBytesException when the bytes are not the form of any value
   */
  T decode(ByteSource in);

  /** The bytes of a value, in an array of their own. */
  default byte[] encode(T value) {
    ByteSink sink = ByteSink.ofThread();
    encode(value, sink);
    return sink.toByteArray();
  }

  /**
   * The value of these bytes, which must hold nothing else.
   *
   * @throws MalformedBytesException when they are not exactly the form of one value
   */
  default T decode(byte[] bytes) {
    ByteSource source = new ByteSource(bytes);
    T value = decode(source);
    source.expectEnd();
    return value;
  }
}
