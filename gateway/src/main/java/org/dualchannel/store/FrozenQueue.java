package org.dualchannel.store;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dualchannel.codec.ByteSource;
import org.dualchannel.codec.Codec;
import org.dualchannel.store.Chunks.Chunk;

/**
 * The contents of an {@link EncodedQueue} at one moment, oldest first; to be read by any thread,
 * and to be let go of in the end, since their memory is not used again before.
 */
public final class FrozenQueue<T> implements Iterable<T> {
  private final Chunks chunks;
  private final Codec<T> codec;
  private final Chunk first; // null when empty
  private final int head;
  private final int size;
  private final AtomicBoolean released = new AtomicBoolean();

  FrozenQueue(Chunks chunks, Codec<T> codec, Chunk first, int head, int size) {
    this.chunks = chunks;
    this.codec = codec;
    this.first = first;
    this.head = head;
    this.size = size;
    chunks.hold();
  }

  public int size() {
    return size;
  }

  /** Lets go of the memory. Any thread; a second time does nothing. */
  public void release() {
    if (released.compareAndSet(false, true)) {
      chunks.release();
    }
  }

  /** The contents as a section of a snapshot. */
  public Section section(String name) {
    return new Section() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void writeTo(EntryConsumer out) {
        byte[] noKey = new byte[0];
        for (Walk walk = new Walk(); walk.more(); ) {
          int length = walk.next();
          out.entry(noKey, 0, walk.bytes, length);
        }
      }

      @Override
      public void release() {
        FrozenQueue.this.release();
      }
    };
  }

  @Override
  public Iterator<T> iterator() {
    Walk walk = new Walk();
    ByteSource source = new ByteSource(walk.bytes);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return walk.more();
      }

      @Override
      public T next() {
        int length = walk.next();
        source.wrap(walk.bytes, 0, length);
        return codec.decode(source);
      }
    };
  }

  /** From value to value. */
  private final class Walk {
    private byte[] bytes = new byte[256];
    private Chunk chunk = first;
    private int at = head;
    private int left = size;

    boolean more() {
      return left > 0;
    }

    /** Copies the next value to the array and returns its length. */
    int next() {
      if (released.get()) {
        throw new IllegalStateException("these contents were let go of");
      }
      if (left == 0) {
        throw new NoSuchElementException();
      }
      // The queue may be writing to the last chunk: its end only grows, and a value is left in it.
      if (at == chunk.end) {
        chunk = chunk.next;
        at = 0;
      }
      int length = chunk.memory.getInt(chunk.start + at);
      if (length > bytes.length) {
        bytes = new byte[length];
      }
      chunk.memory.get(chunk.start + at + EncodedQueue.LENGTH_BYTES, bytes, 0, length);
      at += EncodedQueue.LENGTH_BYTES + length;
      left--;
      return length;
    }
  }
}
