package org.dualchannel.store;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * A table that can be frozen while it goes on being written to: writes then go to an overlay on the
 * heap, reads look there first, and another thread reads what lies below. Once that is done, the
 * overlay is merged back in small steps by the thread that writes.
 *
 * <p>The overlay holds encoded values. It lasts for many collections, and one array is copied by
 * each for what would be dozens of objects.
 *
 * <p>A reader that runs meanwhile never sees an entry go back: merging writes an entry to the base
 * before it leaves the overlay, and readers look at the overlay first.
 */
public final class FreezableTable<K, V> implements Table<K, V> {
  private static final byte[] REMOVED = {};

  private enum Phase {
    PLAIN,
    FROZEN,
    MERGING
  }

  private final Table<K, V> base;
  private final AtomicLong size = new AtomicLong(); // counts while there is an overlay
  private volatile Map<K, byte[]> overlay; // null while plain
  private volatile boolean released;
  private Phase phase = Phase.PLAIN; // of the writing thread
  private Iterator<Map.Entry<K, byte[]>> merging; // null unless merging

  private FreezableTable(Table<K, V> base) {
    this.base = base;
  }

  /** Makes a table freezable; it is to be used through the result only. */
  public static <K, V> FreezableTable<K, V> over(Table<K, V> base) {
    return new FreezableTable<>(base);
  }

  /**
   * Freezes the contents. The writing thread.
   *
   * @return the contents, which may be read by any one thread; {@link Section#release} lets the
   *     table merge
   * @throws IllegalStateException when the last freeze is not merged yet
   */
  public Section freeze() {
    if (phase != Phase.PLAIN) {
      throw new IllegalStateException("Table " + name() + " is frozen already");
    }
    size.set(base.size());
    released = false;
    overlay = new ConcurrentHashMap<>();
    phase = Phase.FROZEN;
    return new Contents();
  }

  /**
   * Merges some entries of the overlay, once the section was released. The writing thread.
   *
   * @param most entries to merge at most
   * @return entries merged; less than {@code most} when nothing is left to be done for now
   */
  public int merge(int most) {
    if (phase == Phase.PLAIN || phase == Phase.FROZEN && !released) {
      return 0;
    }
    if (phase == Phase.FROZEN) {
      phase = Phase.MERGING;
      merging = overlay.entrySet().iterator(); // kept, since nothing more comes into the overlay
    }
    int merged = 0;
    while (merged < most && merging.hasNext()) {
      Map.Entry<K, byte[]> entry = merging.next();
      settle(entry.getKey(), entry.getValue());
      overlay.remove(entry.getKey());
      merged++;
    }
    if (!merging.hasNext()) {
      overlay = null;
      merging = null;
      phase = Phase.PLAIN;
    }
    return merged;
  }

  private void settle(K key, byte[] value) {
    if (!overlay.containsKey(key)) {
      return; // written or removed since
    }
    if (value == REMOVED) {
      base.remove(key);
    } else {
      makeRoom();
      base.put(key, decode(value));
    }
  }

  /** The bytes of the value; refuses an entry that the base would refuse later. */
  private byte[] encode(K key, V value) {
    EntryBytes bytes = EntryBytes.ofThread();
    bytes.entry(spec(), key, value);
    return Arrays.copyOf(bytes.value.bytes, bytes.value.length);
  }

  private V decode(byte[] value) {
    return spec().valueCodec().decode(value);
  }

  /** Whether there is an overlay. The writing thread. */
  public boolean frozen() {
    return phase != Phase.PLAIN;
  }

  /** Entries in the overlay. */
  public int overlaid() {
    Map<K, byte[]> over = overlay;
    return over == null ? 0 : over.size();
  }

  @Override
  public TableSpec<K, V> spec() {
    return base.spec();
  }

  @Override
  public V get(K key) {
    Map<K, byte[]> over = overlay;
    byte[] found = over == null ? null : over.get(Objects.requireNonNull(key, "key"));
    if (found != null) {
      return found == REMOVED ? null : decode(found);
    }
    return base.get(key);
  }

  @Override
  public boolean containsKey(K key) {
    Map<K, byte[]> over = overlay;
    byte[] found = over == null ? null : over.get(Objects.requireNonNull(key, "key"));
    return found == null ? base.containsKey(key) : found != REMOVED;
  }

  @Override
  public void put(K key, V value) {
    if (phase == Phase.PLAIN) {
      base.put(key, value);
      return;
    }
    byte[] encoded = phase == Phase.FROZEN ? encode(key, value) : null;
    boolean isNew = !containsKey(key);
    if (isNew && size.get() >= capacity()) {
      throw new TableFullException(name(), capacity());
    }
    if (phase == Phase.FROZEN) {
      overlay.put(key, encoded);
    } else {
      makeRoom();
      base.put(key, value);
      overlay.remove(key);
    }
    if (isNew) {
      size.incrementAndGet();
    }
  }

  /** Of a full base a removal may still be waiting in the overlay. */
  private void makeRoom() {
    if (base.size() < base.capacity()) {
      return;
    }
    overlay
        .entrySet()
        .removeIf(
            entry -> {
              boolean removal = entry.getValue() == REMOVED;
              if (removal) {
                base.remove(entry.getKey());
              }
              return removal;
            });
  }

  @Override
  public boolean remove(K key) {
    if (phase == Phase.PLAIN) {
      return base.remove(key);
    }
    boolean removed = containsKey(key);
    if (!removed) {
      return false;
    }
    if (phase == Phase.FROZEN) {
      overlay.put(key, REMOVED);
    } else {
      base.remove(key);
      overlay.remove(key);
    }
    size.decrementAndGet();
    return true;
  }

  @Override
  public long size() {
    return overlay == null ? base.size() : size.get();
  }

  @Override
  public long capacity() {
    return base.capacity();
  }

  @Override
  public long offHeapBytes() {
    return base.offHeapBytes();
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    Map<K, byte[]> over = overlay;
    if (over == null) {
      base.forEach(action);
      return;
    }
    base.forEach(
        (key, value) -> {
          if (!over.containsKey(key)) {
            action.accept(key, value);
          }
        });
    over.forEach(
        (key, value) -> {
          if (value != REMOVED) {
            action.accept(key, decode(value));
          }
        });
  }

  @Override
  public void forEachEncoded(EntryConsumer action) {
    if (overlay == null) {
      base.forEachEncoded(action);
    } else {
      Table.super.forEachEncoded(action);
    }
  }

  @Override
  public void close() {
    phase = Phase.PLAIN;
    overlay = null;
    merging = null;
    base.close();
  }

  /**
   * Takes the entries of a snapshot in, while it is not frozen and nobody else writes. Each key
   * comes once, so several threads may.
   */
  public EntryConsumer loader() {
    return (key, keyLength, value, valueLength) -> {
      if (phase != Phase.PLAIN) {
        throw new IllegalStateException("Table " + name() + " is frozen");
      }
      base.putEncoded(key, keyLength, value, valueLength);
    };
  }

  private final class Contents implements Section {
    @Override
    public String name() {
      return base.name();
    }

    @Override
    public boolean table() {
      return true;
    }

    @Override
    public void writeTo(EntryConsumer out) {
      if (released) {
        throw new IllegalStateException("the contents of " + name() + " are not there any more");
      }
      base.forEachEncoded(out);
    }

    @Override
    public void release() {
      released = true;
    }
  }
}
