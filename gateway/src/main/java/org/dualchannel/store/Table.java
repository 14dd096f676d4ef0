package org.dualchannel.store;

import java.util.function.BiConsumer;
import org.dualchannel.codec.ByteSink;

/**
 * A map of bounded size. One thread at a time calls {@link #put}, {@link #remove} and {@link
 * #close}; any number of threads may call the rest meanwhile, and a reader sees an entry as it was
 * before or after a write, never a mixture.
 *
 * <p>Off-heap, a reader holds one sixteenth of the table or less for the time of a copy, so readers
 * in a tight loop on all cores would slow the writer; tens of thousands of reads a second do not.
 *
 * <p>Nulls are refused with {@link NullPointerException}. After {@link #close} every method but
 * {@link #name}, {@link #spec}, {@link #capacity} and {@link #close} throws {@link
 * IllegalStateException}.
 */
public interface Table<K, V> extends AutoCloseable {
  /** The longest key and value together, in encoded bytes. */
  int MAX_ENTRY_BYTES = 1 << 20;

  /** What the table was made from. */
  TableSpec<K, V> spec();

  /** The value of the key, or null. */
  V get(K key);

  /**
   * Sets the value of the key.
   *
   * @throws TableFullException when the key is new and {@link #size} has reached {@link #capacity};
   *     nothing has changed
   * @throws IllegalArgumentException when key and value together take more than {@link
   *     #MAX_ENTRY_BYTES} or have no byte form; nothing has changed
   */
  void put(K key, V value);

  /**
   * Sets the value of the key, both as {@link #forEachEncoded} gave them out: for whoever takes
   * back in what a table held. Several threads may, each with other keys, while nobody puts or
   * removes.
   *
   * @throws org.dualchannel.codec.MalformedBytesException when they are no key and value; nothing
   *     has changed
   * @throws TableFullException as {@link #put}
   * @throws IllegalArgumentException as {@link #put}
   */
  default void putEncoded(byte[] key, int keyLength, byte[] value, int valueLength) {
    EntryBytes bytes = EntryBytes.ofThread();
    bytes.entry(spec(), key, keyLength, value, valueLength);
    put(bytes.decode(spec().keyCodec(), bytes.key), bytes.decode(spec().valueCodec(), bytes.value));
  }

  /**
   * Removes the key.
   *
   * @return whether it was there
   */
  boolean remove(K key);

  boolean containsKey(K key);

  /** The number of entries, kept and not counted. */
  long size();

  /** The most entries that the table takes. */
  long capacity();

  /** Off-heap memory reserved, in bytes; the operating system backs only what was written to. */
  long offHeapBytes();

  /**
   * Visits every entry, in an order that means nothing and differs between nodes, so that no
   * decision may come from it. The action must not use the table, and no write may run meanwhile.
   */
  void forEach(BiConsumer<? super K, ? super V> action);

  /** The same with the bytes of each entry. */
  default void forEachEncoded(EntryConsumer action) {
    ByteSink keySink = new ByteSink();
    ByteSink valueSink = new ByteSink();
    forEach(
        (key, value) -> {
          keySink.reset();
          spec().keyCodec().encode(key, keySink);
          valueSink.reset();
          spec().valueCodec().encode(value, valueSink);
          action.entry(keySink.array(), keySink.length(), valueSink.array(), valueSink.length());
        });
  }

  default String name() {
    return spec().name();
  }

  /** Frees the memory. Closing again does nothing. */
  @Override
  void close();
}
