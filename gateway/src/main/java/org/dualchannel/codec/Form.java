package org.dualchannel.codec;

/** How a type of reference stands in the bytes when it is there; at least one byte. */
interface Form<T> extends Codec<T> {
  /** What a record holds when the component is not in the bytes. */
  default T absent() {
    return null;
  }

  /** Whether a component of this value needs no bytes. */
  default boolean isAbsent(T value) {
    return value == null;
  }
}
