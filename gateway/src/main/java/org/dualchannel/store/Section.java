package org.dualchannel.store;

import java.util.Collection;
import java.util.function.Consumer;
import org.dualchannel.codec.ByteSink;
import org.dualchannel.codec.ByteSource;
import org.dualchannel.codec.Codec;

/**
 * A named part of a snapshot, fixed at the moment when it was made: a list of encoded entries.
 * Written later, on another thread.
 */
public interface Section {
  /** Unique within a snapshot. */
  String name();

  /** Whether the entries are a table's, and so part of the state hash. */
  default boolean table() {
    return false;
  }

  /** Hands out every entry, once. */
  void writeTo(EntryConsumer out);

  /** To be called once nobody will write this section any more; whether or not it was written. */
  default void release() {}

  /** Values without keys, in the order given; the collection must not change any more. */
  static <T> Section of(String name, Codec<T> codec, Collection<? extends T> values) {
    return new Section() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void writeTo(EntryConsumer out) {
        ByteSink sink = new ByteSink();
        byte[] noKey = new byte[0];
        for (T value : values) {
          sink.reset();
          codec.encode(value, sink);
          out.entry(noKey, 0, sink.array(), sink.length());
        }
      }
    };
  }

  /** Takes the entries of one section back in. */
  static <T> EntryConsumer loader(Codec<T> codec, Consumer<? super T> consumer) {
    ByteSource source = new ByteSource(new byte[0]);
    return (key, keyLength, value, valueLength) -> {
      source.wrap(value, 0, valueLength);
      T decoded = codec.decode(source);
      source.expectEnd();
      consumer.accept(decoded);
    };
  }
}
