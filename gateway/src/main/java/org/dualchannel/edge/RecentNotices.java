package org.dualchannel.edge;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.dualchannel.codec.ByteSink;
import org.dualchannel.codec.ByteSource;
import org.dualchannel.codec.Codec;

/**
 * The latest notices of a feed, for who comes back. They are kept encoded, in blocks of memory
 * beside the heap that are used again: as objects each would live just long enough to reach the old
 * generation of the heap, and die there.
 */
final class RecentNotices<N> {
  private static final int FIRST_PLACES = 64;

  private static final int BLOCK_BYTES = 64 << 10;

  private final Codec<N> codec;
  private final int most;
  private final ByteSink sink = new ByteSink();
  private final ByteSource source = new ByteSource(new byte[0]);
  private final ArrayDeque<Block> free = new ArrayDeque<>();
  private Block filling; // null until the first notice
  private byte[] read = new byte[512];
  private Block[] blocks = new Block[FIRST_PLACES];
  private int[] starts = new int[FIRST_PLACES];
  private int[] lengths = new int[FIRST_PLACES];
  private long[] indexes = new long[FIRST_PLACES];
  private int[] ordinals = new int[FIRST_PLACES];

  /** A bit for each code that a notice was posted to; codes share bits. */
  private long[] codes = new long[FIRST_PLACES];

  private int blocksMade;
  private int oldest;
  private int size;

  /** Holds notices one behind the other, until the last of them is given up. */
  private static final class Block {
    final ByteBuffer memory;
    int end;
    int notices;

    Block(int bytes) {
      memory = ByteBuffer.allocateDirect(bytes);
    }
  }

  /**
   * None yet.
   *
   * @param most how many are kept
   */
  RecentNotices(Codec<N> codec, int most) {
    this.codec = codec;
    this.most = most;
  }

  /**
   * Keeps one more.
   *
   * @return the place of the one that was given up for it; null for none
   */
  ResumeToken add(ResumeToken token, N notice, Collection<String> posted) {
    if (most == 0) {
      return token;
    }
    ResumeToken forgotten = null;
    if (size == most) {
      forgotten = token(oldest);
      leave(oldest);
      oldest = next(oldest);
      size--;
    } else if (size == blocks.length) {
      grow();
    }
    put((oldest + size) % blocks.length, token, notice, posted);
    size++;
    return forgotten;
  }

  private void put(int place, ResumeToken token, N notice, Collection<String> posted) {
    sink.reset();
    codec.encode(notice, sink);
    int length = sink.length();
    Block block = blockFor(length);
    block.memory.put(block.end, sink.array(), 0, length);
    blocks[place] = block;
    starts[place] = block.end;
    lengths[place] = length;
    block.end += length;
    block.notices++;
    indexes[place] = token.index();
    ordinals[place] = token.ordinal();
    long bits = 0;
    for (String code : posted) {
      bits |= bit(code);
    }
    codes[place] = bits;
  }

  private Block blockFor(int length) {
    if (filling == null || filling.end + length > filling.memory.capacity()) {
      if (filling != null && filling.notices == 0) {
        free.push(filling); // all of them were given up while it was being filled
      }
      filling = length > BLOCK_BYTES ? new Block(length) : freeBlock();
    }
    return filling;
  }

  private Block freeBlock() {
    if (free.isEmpty()) {
      blocksMade++;
      return new Block(BLOCK_BYTES);
    }
    Block block = free.pop();
    block.end = 0;
    return block;
  }

  /** Blocks taken from the system so far, those for a single long notice aside. */
  int blocksMade() {
    return blocksMade;
  }

  private void leave(int place) {
    Block block = blocks[place];
    blocks[place] = null;
    if (--block.notices == 0 && block != filling) {
      free.push(block);
    }
  }

  /** Those after a place that concern somebody, in their order. */
  List<Feed.Told<N>> after(ResumeToken token, String code, Predicate<N> concerns) {
    List<Feed.Told<N>> found = new ArrayList<>();
    for (int i = firstAfter(token); i < size; i++) {
      int place = (oldest + i) % blocks.length;
      if ((codes[place] & bit(code)) != 0) {
        N notice = notice(place);
        if (concerns.test(notice)) {
          found.add(new Feed.Told<>(token(place), notice));
        }
      }
    }
    return found;
  }

  /** The first of them that comes after the token, counted from the oldest. */
  private int firstAfter(ResumeToken token) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (token((oldest + middle) % blocks.length).compareTo(token) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private N notice(int place) {
    int length = lengths[place];
    if (length > read.length) {
      read = new byte[length];
    }
    blocks[place].memory.get(starts[place], read, 0, length);
    source.wrap(read, 0, length);
    return codec.decode(source);
  }

  private ResumeToken token(int place) {
    return new ResumeToken(indexes[place], ordinals[place]);
  }

  private int next(int place) {
    return place + 1 == blocks.length ? 0 : place + 1;
  }

  private static long bit(String code) {
    return 1L << (code.hashCode() * 0x9E3779B9 >>> 26);
  }

  /** Only while nothing was given up yet, so the oldest is the first. */
  private void grow() {
    int places = Math.min(most, 2 * blocks.length);
    blocks = Arrays.copyOf(blocks, places);
    starts = Arrays.copyOf(starts, places);
    lengths = Arrays.copyOf(lengths, places);
    indexes = Arrays.copyOf(indexes, places);
    ordinals = Arrays.copyOf(ordinals, places);
    codes = Arrays.copyOf(codes, places);
  }
}
