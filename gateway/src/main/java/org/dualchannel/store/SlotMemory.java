package org.dualchannel.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.core.Memory;
import net.openhft.chronicle.core.OS;

/**
 * Memory outside the heap in slots of any length, cut from blocks. A slot that is given back is
 * used again for one of about its length; blocks stay until all is freed. One thread takes and
 * gives back; it sees to it that nobody reads what it gives back.
 */
final class SlotMemory {
  static final Memory MEMORY = OS.memory();

  private static final int BLOCK_BYTES = 256 << 10;
  private static final int STEP_BYTES = 32;

  /** Longer ones are rare, and left to the operating system each. */
  private static final int LONGEST = 16 << 10;

  private final List<Long> blocks = new ArrayList<>();
  private final Map<Long, Integer> longOnes = new HashMap<>(); // lengths by address

  /** The slots that were given back, by their length in steps: each has the address of the next. */
  private final long[] free = new long[LONGEST / STEP_BYTES + 1];

  private long at; // what is left of the newest block
  private long end;
  private final AtomicLong bytes = new AtomicLong();

  /** The address of a slot with room for so many bytes, a multiple of 8. */
  long take(int needed) {
    if (needed > LONGEST) {
      long address = allocate(needed);
      longOnes.put(address, needed);
      return address;
    }
    int steps = steps(needed);
    long reused = free[steps];
    if (reused != 0) {
      free[steps] = MEMORY.readLong(reused);
      return reused;
    }
    int length = steps * STEP_BYTES;
    if (end - at < length) {
      nextBlock();
    }
    long address = at;
    at += length;
    return address;
  }

  private void nextBlock() {
    long begun = allocate(BLOCK_BYTES);
    blocks.add(begun);
    if (at < end) {
      push(at, (int) (end - at) / STEP_BYTES);
    }
    at = begun;
    end = begun + BLOCK_BYTES;
  }

  /** Takes back a slot that was taken for so many bytes. */
  void giveBack(long address, int needed) {
    if (needed > LONGEST) {
      longOnes.remove(address);
      free(address, needed);
    } else {
      push(address, steps(needed));
    }
  }

  private void push(long address, int steps) {
    MEMORY.writeLong(address, free[steps]);
    free[steps] = address;
  }

  private static int steps(int needed) {
    return (needed + STEP_BYTES - 1) / STEP_BYTES;
  }

  /** Memory by itself, to be freed by whoever asks for it. */
  long allocate(long length) {
    long address = MEMORY.allocate(length);
    bytes.addAndGet(length);
    return address;
  }

  void free(long address, long length) {
    MEMORY.freeMemory(address, length);
    bytes.addAndGet(-length);
  }

  /** All that is taken from the operating system. */
  long bytes() {
    return bytes.get();
  }

  /** Frees every slot. */
  void close() {
    blocks.forEach(block -> free(block, BLOCK_BYTES));
    longOnes.forEach(this::free);
    blocks.clear();
    longOnes.clear();
  }
}
