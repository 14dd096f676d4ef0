package org.dualchannel.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import net.openhft.chronicle.core.Memory;

/**
 * Encoded entries outside the heap, each in a slot of its own, found by the hash of its key. A new
 * entry costs a third of what it costs in a {@link ChronicleTable}, which has to stand being
 * written by several threads and processes, and a look-up half; here one thread writes. Memory is
 * taken as it is needed.
 *
 * <p>The table is cut into segments by the hash, and a reader has the lock of one while it copies.
 * An entry is never changed in its slot: it gets another, and the old one is given back when no
 * reader can be at it any more.
 *
 * <pre>
 *   0  length of the key, 4 bytes
 *   4  length of the value, 4 bytes
 *   8  the key, and at once behind it the value
 * </pre>
 */
public final class SlotTable<K, V> implements Table<K, V> {
  private static final Memory MEMORY = SlotMemory.MEMORY;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final int HEAD = 8;
  private static final int MIN_SEGMENTS = 16;
  private static final int MAX_SEGMENTS = 1 << 14;

  /** So that the index of one is moved in an instant when it grows. */
  private static final int ENTRIES_OF_SEGMENT = 4_096;

  private final TableSpec<K, V> spec;
  private final long capacity;
  private final SlotMemory memory = new SlotMemory();
  private final SlotIndex[] segments;
  private final AtomicLong size = new AtomicLong();
  private volatile boolean closed;

  /**
   * An empty table.
   *
   * @param capacity the most entries
   */
  public SlotTable(TableSpec<K, V> spec, long capacity) {
    this.spec = spec;
    this.capacity = capacity;
    long wanted = Long.highestOneBit(Math.max(1, capacity / ENTRIES_OF_SEGMENT));
    segments = new SlotIndex[(int) Math.max(MIN_SEGMENTS, Math.min(MAX_SEGMENTS, wanted))];
    for (int i = 0; i < segments.length; i++) {
      segments[i] = new SlotIndex(memory);
    }
  }

  @Override
  public TableSpec<K, V> spec() {
    return spec;
  }

  @Override
  public V get(K key) {
    EntryBytes bytes = EntryBytes.ofThread();
    Span span = bytes.key(spec, key);
    long hash = hash(span);
    SlotIndex segment = segment(hash);
    long stamp = segment.lock.readLock();
    try {
      requireOpen();
      int at = find(segment, hash, span);
      if (at < 0) {
        return null;
      }
      copyValue(segment.address(at), bytes.value);
    } finally {
      segment.lock.unlockRead(stamp);
    }
    return bytes.decode(spec.valueCodec(), bytes.value);
  }

  @Override
  public boolean containsKey(K key) {
    Span span = EntryBytes.ofThread().key(spec, key);
    long hash = hash(span);
    SlotIndex segment = segment(hash);
    long stamp = segment.lock.readLock();
    try {
      requireOpen();
      return find(segment, hash, span) >= 0;
    } finally {
      segment.lock.unlockRead(stamp);
    }
  }

  @Override
  public void put(K key, V value) {
    requireOpen();
    EntryBytes bytes = EntryBytes.ofThread();
    bytes.entry(spec, key, value);
    long hash = hash(bytes.key);
    SlotIndex segment = segment(hash);
    int at = find(segment, hash, bytes.key); // only this thread changes anything, so without lock
    if (at < 0 && size.get() >= capacity) {
      throw new TableFullException(name(), capacity);
    }
    long slot = written(bytes.key, bytes.value);
    if (at < 0) {
      segment.add(hash, slot);
      size.incrementAndGet();
    } else {
      long before = segment.address(at);
      segment.replace(at, slot);
      giveBack(before);
    }
  }

  private long written(Span key, Span value) {
    long slot = memory.take(HEAD + key.length + value.length);
    MEMORY.writeInt(slot, key.length);
    MEMORY.writeInt(slot + 4, value.length);
    MEMORY.writeBytes(slot + HEAD, key.bytes, 0, key.length);
    MEMORY.writeBytes(slot + HEAD + key.length, value.bytes, 0, value.length);
    return slot;
  }

  @Override
  public boolean remove(K key) {
    requireOpen();
    Span span = EntryBytes.ofThread().key(spec, key);
    long hash = hash(span);
    SlotIndex segment = segment(hash);
    int at = find(segment, hash, span);
    if (at < 0) {
      return false;
    }
    long slot = segment.address(at);
    segment.remove(at);
    giveBack(slot);
    size.decrementAndGet();
    return true;
  }

  /** To be called once the index does not name the slot any more: no reader is at it then. */
  private void giveBack(long slot) {
    memory.giveBack(slot, HEAD + MEMORY.readInt(slot) + MEMORY.readInt(slot + 4));
  }

  private SlotIndex segment(long hash) {
    return segments[(int) (hash >>> 32) & (segments.length - 1)];
  }

  private static int find(SlotIndex segment, long hash, Span key) {
    int at = segment.first(hash);
    while (at >= 0 && !isOf(segment.address(at), key)) {
      at = segment.next(at, hash);
    }
    return at;
  }

  private static boolean isOf(long slot, Span key) {
    int length = key.length;
    if (MEMORY.readInt(slot) != length) {
      return false;
    }
    long from = slot + HEAD;
    int i = 0;
    for (; i + Long.BYTES <= length; i += Long.BYTES) {
      if (MEMORY.readLong(from + i) != (long) LONG.get(key.bytes, i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (MEMORY.readByte(from + i) != key.bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** Of the bytes of a key; every bit depends on all of them. */
  private static long hash(Span key) {
    long hash = key.length * 0x9E3779B97F4A7C15L;
    int i = 0;
    for (; i + Long.BYTES <= key.length; i += Long.BYTES) {
      hash = mixed(hash ^ (long) LONG.get(key.bytes, i));
    }
    long rest = 0;
    for (; i < key.length; i++) {
      rest = rest << 8 | key.bytes[i] & 0xFF;
    }
    return mixed(hash ^ rest);
  }

  private static long mixed(long bits) {
    long once = (bits ^ bits >>> 32) * 0xD6E8FEB86659FD93L;
    long twice = (once ^ once >>> 32) * 0xD6E8FEB86659FD93L;
    return twice ^ twice >>> 32;
  }

  private static void copyKey(long slot, Span to) {
    copy(slot + HEAD, MEMORY.readInt(slot), to);
  }

  private static void copyValue(long slot, Span to) {
    copy(slot + HEAD + MEMORY.readInt(slot), MEMORY.readInt(slot + 4), to);
  }

  private static void copy(long from, int length, Span to) {
    if (to.bytes.length < length) {
      to.bytes = new byte[length];
    }
    MEMORY.readBytes(from, to.bytes, 0, length);
    to.length = length;
  }

  @Override
  public long size() {
    requireOpen();
    return size.get();
  }

  @Override
  public long capacity() {
    return capacity;
  }

  @Override
  public long offHeapBytes() {
    requireOpen();
    return memory.bytes();
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    EntryBytes bytes = new EntryBytes(); // of its own, since the action may use other tables
    forEachSlot(
        slot -> {
          copyKey(slot, bytes.key);
          copyValue(slot, bytes.value);
          action.accept(
              bytes.decode(spec.keyCodec(), bytes.key),
              bytes.decode(spec.valueCodec(), bytes.value));
        });
  }

  @Override
  public void forEachEncoded(EntryConsumer action) {
    Span key = new Span();
    Span value = new Span();
    forEachSlot(
        slot -> {
          copyKey(slot, key);
          copyValue(slot, value);
          action.entry(key.bytes, key.length, value.bytes, value.length);
        });
  }

  /**
   * Locks out nobody but {@link #close}, which frees what is being read: nothing is written now.
   */
  private void forEachSlot(LongConsumer action) {
    for (SlotIndex segment : segments) {
      long stamp = segment.lock.readLock();
      try {
        requireOpen();
        segment.forEach(action);
      } finally {
        segment.lock.unlockRead(stamp);
      }
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (SlotIndex segment : segments) {
      segment.close(); // waits for its readers
    }
    memory.close();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("Table " + name() + " is closed");
    }
  }
}
