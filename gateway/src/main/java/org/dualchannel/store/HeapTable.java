package org.dualchannel.store;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** Objects in a map of the JDK. Refuses what the off-heap table refuses. */
final class HeapTable<K, V> implements Table<K, V> {
  private final TableSpec<K, V> spec;
  private final long capacity;
  private final AtomicLong size = new AtomicLong();
  private volatile Map<K, V> map = new ConcurrentHashMap<>();

  HeapTable(TableSpec<K, V> spec, long capacity) {
    this.spec = spec;
    this.capacity = capacity;
  }

  @Override
  public TableSpec<K, V> spec() {
    return spec;
  }

  @Override
  public V get(K key) {
    return open().get(Objects.requireNonNull(key, "key"));
  }

  @Override
  public void put(K key, V value) {
    Map<K, V> entries = open();
    EntryBytes.ofThread().entry(spec, key, value);
    if (!entries.containsKey(key)) {
      if (size.get() >= capacity) {
        throw new TableFullException(name(), capacity);
      }
      size.incrementAndGet();
    }
    entries.put(key, value);
  }

  @Override
  public boolean remove(K key) {
    boolean removed = open().remove(Objects.requireNonNull(key, "key")) != null;
    if (removed) {
      size.decrementAndGet();
    }
    return removed;
  }

  @Override
  public boolean containsKey(K key) {
    return open().containsKey(Objects.requireNonNull(key, "key"));
  }

  @Override
  public long size() {
    open();
    return size.get();
  }

  @Override
  public long capacity() {
    return capacity;
  }

  @Override
  public long offHeapBytes() {
    open();
    return 0;
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    open().forEach(action);
  }

  @Override
  public void close() {
    map = null;
  }

  private Map<K, V> open() {
    Map<K, V> open = map;
    if (open == null) {
      throw new IllegalStateException("Table " + name() + " is closed");
    }
    return open;
  }
}
