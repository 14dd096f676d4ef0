package org.dualchannel.edge;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A set of numbers from 0 on, in order. Numbers that are near each other take two bytes or three
 * each, and no objects, so that millions of them cost the collector nothing.
 */
final class SortedNumbers {
  private static final int LOW_BITS = 16;
  private static final int FEW = 4;

  private final TreeMap<Long, Block> blocks = new TreeMap<>(); // by what is above the low bits
  private Block latest; // the block looked up last: most are added where the one before was
  private long latestHigh;
  private int size;

  /** The low bits of the numbers that agree in all others. */
  private static final class Block {
    char[] low = new char[FEW];
    int size;

    int find(char wanted) {
      // Most are added behind the last, and those that have been there longest leave first.
      return size > 0 && low[size - 1] < wanted
          ? -size - 1
          : Arrays.binarySearch(low, 0, size, wanted);
    }

    void insert(int at, char number) {
      if (size == low.length) {
        low = Arrays.copyOf(low, size + Math.max(FEW, size / 2));
      }
      System.arraycopy(low, at, low, at + 1, size - at);
      low[at] = number;
      size++;
    }

    void delete(int at) {
      System.arraycopy(low, at + 1, low, at, size - at - 1);
      size--;
      if (size < low.length / 3 && low.length > FEW) {
        low = Arrays.copyOf(low, Math.max(FEW, size * 3 / 2));
      }
    }
  }

  boolean add(long number) {
    Block block = block(number);
    if (block == null) {
      block = new Block();
      blocks.put(number >> LOW_BITS, block);
    }
    int at = block.find((char) number);
    if (at >= 0) {
      return false;
    }
    block.insert(-at - 1, (char) number);
    size++;
    return true;
  }

  boolean remove(long number) {
    Block block = block(number);
    int at = block == null ? -1 : block.find((char) number);
    if (at < 0) {
      return false;
    }
    block.delete(at);
    if (block.size == 0) {
      blocks.remove(number >> LOW_BITS);
      latest = null;
    }
    size--;
    return true;
  }

  boolean contains(long number) {
    Block block = block(number);
    return block != null && block.find((char) number) >= 0;
  }

  /** The least number above another; -1 when there is none. */
  long after(long number) {
    Block own = block(number);
    if (own != null) {
      int at = own.find((char) number);
      int next = at < 0 ? -at - 1 : at + 1;
      if (next < own.size) {
        return number >> LOW_BITS << LOW_BITS | own.low[next];
      }
    }
    Map.Entry<Long, Block> next = blocks.higherEntry(number >> LOW_BITS);
    return next == null ? -1 : next.getKey() << LOW_BITS | next.getValue().low[0];
  }

  private Block block(long number) {
    if (latest == null || latestHigh != number >> LOW_BITS) {
      latest = blocks.get(number >> LOW_BITS);
      latestHigh = number >> LOW_BITS;
    }
    return latest;
  }

  int size() {
    return size;
  }

  SortedNumbers copy() {
    SortedNumbers copy = new SortedNumbers();
    blocks.forEach(
        (high, block) -> {
          Block own = new Block();
          own.low = Arrays.copyOf(block.low, block.size);
          own.size = block.size;
          copy.blocks.put(high, own);
        });
    copy.size = size;
    return copy;
  }
}
