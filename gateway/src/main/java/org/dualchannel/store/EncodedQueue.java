package org.dualchannel.store;

import org.dualchannel.codec.ByteSink;
import org.dualchannel.codec.Codec;
import org.dualchannel.store.Chunks.Chunk;

/**
 * A queue of encoded values: however long it is, the collector sees little of it, and its contents
 * can be fixed at once. An empty one holds no memory.
 *
 * <p>Values lie in {@link Chunks}, each after its length in four bytes and none across two chunks;
 * what is written stands until the value has left.
 */
public final class EncodedQueue<T> {
  static final int LENGTH_BYTES = 4;

  private final Chunks chunks;
  private final Codec<T> codec;
  private Chunk first; // null while empty, and so is the last
  private Chunk last;
  private int head; // of the first chunk: where the oldest value is
  private int size;
  private T oldest; // decoded; null until it is looked at

  public EncodedQueue(Chunks chunks, Codec<T> codec) {
    this.chunks = chunks;
    this.codec = codec;
  }

  /** Appends a value; one that has no encoded form is refused as by its codec. */
  public void add(T value) {
    ByteSink sink = ByteSink.ofThread();
    codec.encode(value, sink);
    int needed = LENGTH_BYTES + sink.length();
    if (last == null || last.end + needed > last.length) {
      Chunk chunk = chunks.take(needed);
      if (last == null) {
        first = chunk;
        head = 0;
      } else {
        last.next = chunk;
      }
      last = chunk;
    }
    int at = last.start + last.end;
    last.memory.putInt(at, sink.length());
    last.memory.put(at + LENGTH_BYTES, sink.array(), 0, sink.length());
    last.end += needed;
    size++;
  }

  /** The oldest value; null when there is none. */
  public T peek() {
    if (oldest == null && size > 0) {
      int length = first.memory.getInt(first.start + head);
      oldest = chunks.decode(codec, first, head + LENGTH_BYTES, length);
    }
    return oldest;
  }

  /**
   * Removes the oldest value.
   *
   * @throws IllegalStateException when there is none
   */
  public void poll() {
    if (size == 0) {
      throw new IllegalStateException("the queue is empty");
    }
    head += LENGTH_BYTES + first.memory.getInt(first.start + head);
    oldest = null;
    size--;
    if (head == first.end) {
      Chunk done = first;
      first = done.next;
      head = 0;
      last = first == null ? null : last;
      chunks.giveBack(done);
    }
  }

  public int size() {
    return size;
  }

  /** The contents as they are now, which stay while the queue goes on. Copies nothing. */
  public FrozenQueue<T> freeze() {
    return new FrozenQueue<>(chunks, codec, first, head, size);
  }
}
