package org.dualchannel.store;

import java.util.Objects;
import org.dualchannel.codec.ByteSink;
import org.dualchannel.codec.ByteSource;
import org.dualchannel.codec.Codec;

/** One thread's room for the bytes of the entry that it is putting or getting. */
final class EntryBytes {
  private static final ThreadLocal<EntryBytes> OF_THREAD = ThreadLocal.withInitial(EntryBytes::new);

  final Span key = new Span();
  final Span value = new Span();
  private final ByteSink keySink = new ByteSink();
  private final ByteSink valueSink = new ByteSink();
  private final ByteSource source = new ByteSource(new byte[0]);

  static EntryBytes ofThread() {
    return OF_THREAD.get();
  }

  <K> Span key(TableSpec<K, ?> spec, K object) {
    encode(spec.keyCodec(), Objects.requireNonNull(object, "key"), keySink, key);
    return key;
  }

  /** Encodes both and refuses an entry that is too long for any table. */
  <K, V> void entry(TableSpec<K, V> spec, K keyObject, V valueObject) {
    key(spec, keyObject);
    encode(spec.valueCodec(), Objects.requireNonNull(valueObject, "value"), valueSink, value);
    refuseTooLong(spec);
  }

  /** Takes the bytes of an entry as they are; refuses the same. */
  void entry(
      TableSpec<?, ?> spec, byte[] keyBytes, int keyLength, byte[] valueBytes, int valueLength) {
    take(keyBytes, keyLength, keySink, key);
    take(valueBytes, valueLength, valueSink, value);
    refuseTooLong(spec);
  }

  private void refuseTooLong(TableSpec<?, ?> spec) {
    long length = (long) key.length + value.length;
    if (length > Table.MAX_ENTRY_BYTES) {
      throw new IllegalArgumentException(
          "An entry of %d bytes is too long for table %s; the limit is %d"
              .formatted(length, spec.name(), Table.MAX_ENTRY_BYTES));
    }
  }

  <T> T decode(Codec<T> codec, Span span) {
    source.wrap(span.bytes, 0, span.length);
    T object = codec.decode(source);
    source.expectEnd();
    return object;
  }

  private static <T> void encode(Codec<T> codec, T object, ByteSink sink, Span span) {
    sink.reset();
    codec.encode(object, sink);
    show(sink, span);
  }

  private static void take(byte[] bytes, int length, ByteSink sink, Span span) {
    sink.reset();
    sink.putRaw(bytes, 0, length);
    show(sink, span);
  }

  private static void show(ByteSink sink, Span span) {
    span.bytes = sink.array();
    span.length = sink.length();
  }
}
