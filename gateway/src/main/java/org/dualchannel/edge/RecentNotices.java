package org.dualchannel.edge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.dualchannel.codec.ByteSink;
import org.dualchannel.codec.ByteSource;
import org.dualchannel.codec.Codec;

/**
 * The latest notices of a feed, for who comes back. They are kept encoded, in arrays that are used
 * again: as objects each would live just long enough to reach the old generation of the heap, and
 * die there.
 */
final class RecentNotices<N> {
  private static final int FIRST_PLACES = 64;

  /** Arrays grow in steps, so that a place soon fits whatever comes. */
  private static final int STEP = 64;

  private final Codec<N> codec;
  private final int most;
  private final ByteSink sink = new ByteSink();
  private final ByteSource source = new ByteSource(new byte[0]);
  private byte[][] bytes = new byte[FIRST_PLACES][];
  private int[] lengths = new int[FIRST_PLACES];
  private long[] indexes = new long[FIRST_PLACES];
  private int[] ordinals = new int[FIRST_PLACES];

  /** A bit for each code that a notice was posted to; codes share bits. */
  private long[] codes = new long[FIRST_PLACES];

  private int oldest;
  private int size;

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
      oldest = next(oldest);
      size--;
    } else if (size == bytes.length) {
      grow();
    }
    put((oldest + size) % bytes.length, token, notice, posted);
    size++;
    return forgotten;
  }

  private void put(int place, ResumeToken token, N notice, Collection<String> posted) {
    sink.reset();
    codec.encode(notice, sink);
    int length = sink.length();
    if (bytes[place] == null || bytes[place].length < length) {
      bytes[place] = new byte[(length + STEP - 1) / STEP * STEP];
    }
    System.arraycopy(sink.array(), 0, bytes[place], 0, length);
    lengths[place] = length;
    indexes[place] = token.index();
    ordinals[place] = token.ordinal();
    long bits = 0;
    for (String code : posted) {
      bits |= bit(code);
    }
    codes[place] = bits;
  }

  /** Those after a place that concern somebody, in their order. */
  List<Feed.Told<N>> after(ResumeToken token, String code, Predicate<N> concerns) {
    List<Feed.Told<N>> found = new ArrayList<>();
    for (int i = firstAfter(token); i < size; i++) {
      int place = (oldest + i) % bytes.length;
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
      if (token((oldest + middle) % bytes.length).compareTo(token) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private N notice(int place) {
    source.wrap(bytes[place], 0, lengths[place]);
    return codec.decode(source);
  }

  private ResumeToken token(int place) {
    return new ResumeToken(indexes[place], ordinals[place]);
  }

  private int next(int place) {
    return place + 1 == bytes.length ? 0 : place + 1;
  }

  private static long bit(String code) {
    return 1L << (code.hashCode() * 0x9E3779B9 >>> 26);
  }

  /** Only while nothing was given up yet, so the oldest is the first. */
  private void grow() {
    int places = Math.min(most, 2 * bytes.length);
    bytes = Arrays.copyOf(bytes, places);
    lengths = Arrays.copyOf(lengths, places);
    indexes = Arrays.copyOf(indexes, places);
    ordinals = Arrays.copyOf(ordinals, places);
    codes = Arrays.copyOf(codes, places);
  }
}
