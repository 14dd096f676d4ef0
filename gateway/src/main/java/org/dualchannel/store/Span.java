package org.dualchannel.store;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.hash.serialization.SizedReader;

/** The first bytes of an array, refilled for every entry; what Chronicle Map is given to keep. */
final class Span {
  byte[] bytes = new byte[0];
  int length;

  /** Copies spans out of the map's memory and interprets nothing. */
  static final class Reader implements SizedReader<Span> {
    static final Reader INSTANCE = new Reader();

    @Override
    public Span read(Bytes<?> in, long size, Span using) {
      Span span = using == null ? new Span() : using;
      int length = Math.toIntExact(size);
      if (span.bytes.length < length) {
        span.bytes = new byte[length];
      }
      in.read(span.bytes, 0, length);
      span.length = length;
      return span;
    }
  }
}
