package org.dualchannel.faultsim;

import java.util.List;
import java.util.function.BiConsumer;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.Table;
import org.dualchannel.store.TableSpec;

/** A table whose writes go wrong. */
abstract class FaultyTable<K, V> implements Table<K, V> {
  private final Table<K, V> table;

  private FaultyTable(Table<K, V> table) {
    this.table = table;
  }

  /** Drops one entry in eight. */
  static <K, V> Table<K, V> forgetting(Table<K, V> table) {
    return new FaultyTable<>(table) {
      @Override
      public void put(K key, V value) {
        if ((key.hashCode() & 7) != 0) {
          table.put(key, value);
        }
      }
    };
  }

  /** Puts off what is written while the switch is on. */
  static <K, V> Table<K, V> late(Table<K, V> table, boolean[] on, List<Runnable> later) {
    return new FaultyTable<>(table) {
      @Override
      public void put(K key, V value) {
        if (on[0]) {
          later.add(() -> table.put(key, value));
        } else {
          table.put(key, value);
        }
      }
    };
  }

  /** Drops the first write after the table was read through, as a snapshot's writing does. */
  static <K, V> Table<K, V> deafOnceRead(Table<K, V> table) {
    return new FaultyTable<>(table) {
      private boolean read;

      @Override
      public void forEachEncoded(EntryConsumer action) {
        super.forEachEncoded(action);
        read = true;
      }

      @Override
      public void put(K key, V value) {
        if (!read) {
          table.put(key, value);
        }
        read = false;
      }
    };
  }

  @Override
  public TableSpec<K, V> spec() {
    return table.spec();
  }

  @Override
  public V get(K key) {
    return table.get(key);
  }

  @Override
  public boolean remove(K key) {
    return table.remove(key);
  }

  @Override
  public boolean containsKey(K key) {
    return table.containsKey(key);
  }

  @Override
  public long size() {
    return table.size();
  }

  @Override
  public long capacity() {
    return table.capacity();
  }

  @Override
  public long offHeapBytes() {
    return table.offHeapBytes();
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    table.forEach(action);
  }

  @Override
  public void close() {
    table.close();
  }
}
