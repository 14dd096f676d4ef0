package org.dualchannel.store;

import java.util.concurrent.locks.StampedLock;
import java.util.function.LongConsumer;
import net.openhft.chronicle.core.Memory;

/**
 * Where the slots of one segment are: addresses by the hash of their keys, in memory outside the
 * heap. An entry has the lowest bits of the hash above the address, from which its place follows;
 * those with one hash, or whose places are taken, lie behind. One thread changes it and needs no
 * lock to look; what others could see half done it changes under the lock.
 */
final class SlotIndex {
  private static final Memory MEMORY = SlotMemory.MEMORY;
  private static final int FEWEST = 16;
  private static final int ADDRESS_BITS = 48;
  private static final long ADDRESS = (1L << ADDRESS_BITS) - 1;

  final StampedLock lock = new StampedLock();
  private final SlotMemory memory;
  private long places; // address of the first
  private int mask;
  private int size;

  SlotIndex(SlotMemory memory) {
    this.memory = memory;
    places = emptyPlaces(FEWEST);
    mask = FEWEST - 1;
  }

  private long emptyPlaces(int count) {
    long address = memory.allocate((long) count * Long.BYTES);
    MEMORY.setMemory(address, (long) count * Long.BYTES, (byte) 0);
    return address;
  }

  /** The first place of an entry with this hash, or nearly; -1 for none. */
  int first(long hash) {
    return search(home(hash), hash);
  }

  /** The next such place. */
  int next(int at, long hash) {
    return search(at + 1 & mask, hash);
  }

  private int search(int from, long hash) {
    int at = from;
    while (true) {
      long entry = entry(at);
      if (entry == 0) {
        return -1;
      }
      if (entry >>> ADDRESS_BITS == tag(hash)) {
        return at;
      }
      at = at + 1 & mask;
    }
  }

  private static long tag(long hash) {
    return hash & 0xFFFF;
  }

  private int home(long hash) {
    return (int) tag(hash) & mask;
  }

  private long entry(int at) {
    return MEMORY.readLong(places + (long) at * Long.BYTES);
  }

  private void set(int at, long entry) {
    MEMORY.writeLong(places + (long) at * Long.BYTES, entry);
  }

  /** The slot that the entry at a place names. */
  long address(int at) {
    return entry(at) & ADDRESS;
  }

  void add(long hash, long slot) {
    long stamp = lock.writeLock();
    try {
      if (++size > mask - mask / 4) {
        grow();
      }
      insert(tag(hash) << ADDRESS_BITS | slot);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private void insert(long entry) {
    int at = (int) (entry >>> ADDRESS_BITS) & mask;
    while (entry(at) != 0) {
      at = at + 1 & mask;
    }
    set(at, entry);
  }

  private void grow() {
    long before = places;
    int count = mask + 1;
    places = emptyPlaces(2 * count);
    mask = 2 * count - 1;
    for (int i = 0; i < count; i++) {
      long entry = MEMORY.readLong(before + (long) i * Long.BYTES);
      if (entry != 0) {
        insert(entry);
      }
    }
    memory.free(before, (long) count * Long.BYTES);
  }

  /** Lets an entry name another slot. */
  void replace(int at, long slot) {
    long entry = entry(at) & ~ADDRESS | slot;
    long stamp = lock.writeLock();
    try {
      set(at, entry);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** Takes an entry out, and closes the gap so that those behind it are still found. */
  void remove(int at) {
    long stamp = lock.writeLock();
    try {
      size--;
      int gap = at;
      int next = gap;
      while (true) {
        next = next + 1 & mask;
        long entry = entry(next);
        if (entry == 0) {
          break;
        }
        int home = (int) (entry >>> ADDRESS_BITS) & mask;
        boolean reachesGap = (next - home & mask) >= (next - gap & mask);
        if (reachesGap) {
          set(gap, entry);
          gap = next;
        }
      }
      set(gap, 0);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  void forEach(LongConsumer action) {
    for (int at = 0; at <= mask; at++) {
      long entry = entry(at);
      if (entry != 0) {
        action.accept(entry & ADDRESS);
      }
    }
  }

  /** Frees the memory once nobody reads it. */
  void close() {
    long stamp = lock.writeLock();
    try {
      memory.free(places, (long) (mask + 1) * Long.BYTES);
    } finally {
      lock.unlockWrite(stamp);
    }
  }
}
