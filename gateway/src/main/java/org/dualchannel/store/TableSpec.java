package org.dualchannel.store;

import java.util.Objects;
import org.dualchannel.codec.Codec;

/**
 * What a table holds.
 *
 * @param name unique among the tables of a node; part of the state hash
 * @param keyCodec keys that are equal must have equal bytes and the other way round, so no arrays
 *     in them
 * @param defaultCapacity the most entries, unless configured otherwise
 * @param averageKeyBytes encoded; with the next, decides how much memory an entry is given. Entries
 *     up to a hundred times longer still fit, slower
 * @param averageValueBytes encoded
 */
public record TableSpec<K, V>(
    String name,
    Codec<K> keyCodec,
    Codec<V> valueCodec,
    long defaultCapacity,
    int averageKeyBytes,
    int averageValueBytes) {

  public TableSpec {
    Objects.requireNonNull(keyCodec, "keyCodec");
    Objects.requireNonNull(valueCodec, "valueCodec");
    if (name.isBlank()) {
      throw new IllegalArgumentException("A table needs a name");
    }
    if (defaultCapacity < 1 || averageKeyBytes < 1 || averageValueBytes < 1) {
      throw new IllegalArgumentException("Capacity and averages of " + name + " start at 1");
    }
  }
}
