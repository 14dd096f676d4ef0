package org.dualchannel.store;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.dualchannel.codec.ByteSource;
import org.dualchannel.codec.Codec;

/**
 * Pieces of memory that the queues of one owner share. What a queue is done with is used again, and
 * nothing is left to the collector meanwhile: memory outside the heap would wait for a collection
 * of the old generation, which seldom comes. So the pieces are as many as were ever in use at once.
 *
 * <p>While some queue's contents are fixed, pieces of before that wait to be used again, whichever
 * queue they are from. One thread uses the queues; any thread may let go of fixed contents.
 */
public final class Chunks {
  /** Small, since every queue that is not empty has one. */
  static final int CHUNK_BYTES = 8 << 10;

  private static final int CHUNKS_OF_SLAB = 32;

  private final IntFunction<ByteBuffer> memory;
  private final int atOnce; // chunks made at a time
  private final ArrayDeque<Chunk> free = new ArrayDeque<>();
  private final ArrayDeque<Chunk> waiting = new ArrayDeque<>(); // maybe part of fixed contents
  private final AtomicInteger fixed = new AtomicInteger();
  private final byte[] scratch = new byte[1 << 10];
  private final ByteSource source = new ByteSource(scratch);
  private long holds; // ever begun
  private long bytes;

  /** A piece of memory: of a larger one, or by itself for a value that is longer than a piece. */
  static final class Chunk {
    final ByteBuffer memory; // read and written at absolute places only, so by two threads at once
    final int start;
    final int length;
    int end; // of what is written, from the start
    private long takenAfter; // so many holds
    Chunk next; // in the queue; stands as long as a fixed view may walk over it

    private Chunk(ByteBuffer memory, int start, int length) {
      this.memory = memory;
      this.start = start;
      this.length = length;
    }
  }

  private Chunks(IntFunction<ByteBuffer> memory, int atOnce) {
    this.memory = memory;
    this.atOnce = atOnce;
  }

  /** On the heap, a chunk at a time: for simulation and tests, which make many small states. */
  public static Chunks heap() {
    return new Chunks(ByteBuffer::allocate, 1);
  }

  /**
   * Outside the heap. The memory is freed with the last reference to it, never by hand: contents
   * may still be written to a snapshot while their owner is closed.
   */
  public static Chunks offHeap() {
    return new Chunks(ByteBuffer::allocateDirect, CHUNKS_OF_SLAB);
  }

  /** All memory taken so far, in use or waiting for its next use. */
  long bytes() {
    return bytes;
  }

  /** An empty chunk with room for so many bytes. */
  Chunk take(int needed) {
    if (needed > CHUNK_BYTES) {
      return new Chunk(
          ByteBuffer.allocate(needed), 0, needed); // rare, and so left to the collector
    }
    if (free.isEmpty() && fixed.get() == 0) {
      free.addAll(waiting);
      waiting.clear();
    }
    if (free.isEmpty()) {
      ByteBuffer slab = memory.apply(atOnce * CHUNK_BYTES);
      bytes += slab.capacity();
      for (int i = 0; i < atOnce; i++) {
        free.push(new Chunk(slab, i * CHUNK_BYTES, CHUNK_BYTES));
      }
    }
    Chunk chunk = free.pop();
    chunk.end = 0;
    chunk.takenAfter = holds;
    chunk.next = null;
    return chunk;
  }

  void giveBack(Chunk chunk) {
    if (chunk.length != CHUNK_BYTES) {
      return;
    }
    if (fixed.get() == 0 || chunk.takenAfter == holds) {
      free.push(chunk);
    } else {
      waiting.push(chunk);
    }
  }

  /** Reads a value. The thread that uses the queues. */
  <T> T decode(Codec<T> codec, Chunk chunk, int at, int length) {
    byte[] encoded = length > scratch.length ? new byte[length] : scratch;
    chunk.memory.get(chunk.start + at, encoded, 0, length);
    source.wrap(encoded, 0, length);
    return codec.decode(source);
  }

  /** From now on chunks are kept as they are. */
  void hold() {
    fixed.incrementAndGet();
    holds++;
  }

  /** Ends one {@link #hold}. Any thread. */
  void release() {
    fixed.decrementAndGet();
  }
}
