package org.dualchannel.store;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import net.openhft.chronicle.hash.ChronicleHashClosedException;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ExternalMapQueryContext;
import net.openhft.chronicle.map.MapEntry;

/** Encoded entries in a Chronicle Map that no file backs. */
final class ChronicleTable<K, V> implements Table<K, V> {
  /**
   * How far entries may be longer than the spec says. Room beyond the reserved one is taken from
   * the operating system when it is needed.
   */
  private static final double BLOAT = 100;

  /**
   * The least size of a segment. An entry lies in one segment whole, so this is what makes the
   * longest one fit wherever its key falls.
   */
  private static final long SEGMENT_BYTES = 4L * MAX_ENTRY_BYTES;

  /** Readers and the writer meet at the lock of one segment, so even a small table has a few. */
  private static final long MIN_SEGMENTS = 16;

  private static final long MAX_SEGMENTS = 1024;

  private final TableSpec<K, V> spec;
  private final long capacity;
  private final ChronicleMap<Span, Span> map;
  private final AtomicLong size = new AtomicLong();

  ChronicleTable(TableSpec<K, V> spec, long capacity) {
    this.spec = spec;
    this.capacity = capacity;
    map = reserve(spec, capacity);
  }

  private static ChronicleMap<Span, Span> reserve(TableSpec<?, ?> spec, long capacity) {
    long entryBytes = (long) spec.averageKeyBytes() + spec.averageValueBytes();
    long reservedBytes = Math.max(capacity * entryBytes, MIN_SEGMENTS * SEGMENT_BYTES);
    long segments = Math.min(MAX_SEGMENTS, Long.highestOneBit(reservedBytes / SEGMENT_BYTES));
    // Before any class of Chronicle: no word to its hosts, no advertisement in the log.
    System.setProperty("chronicle.analytics.disable", "true");
    System.setProperty("chronicle.announcer.disable", "true");
    try {
      return ChronicleMap.of(Span.class, Span.class)
          .name(spec.name())
          .keyReaderAndDataAccess(Span.Reader.INSTANCE, new SpanAccess())
          .valueReaderAndDataAccess(Span.Reader.INSTANCE, new SpanAccess())
          .averageKeySize(spec.averageKeyBytes())
          .averageValueSize(spec.averageValueBytes())
          .entries(reservedBytes / entryBytes + 1)
          .actualSegments((int) segments)
          .maxBloatFactor(BLOAT)
          .skipCloseOnExitHook(true)
          .create();
    } catch (OutOfMemoryError e) {
      throw new IllegalStateException(
          "There is no room off-heap for the %d entries of about %d bytes of table %s"
              .formatted(capacity, entryBytes, spec.name()),
          e);
    }
  }

  @Override
  public TableSpec<K, V> spec() {
    return spec;
  }

  @Override
  public V get(K key) {
    if (isEmpty(key)) {
      return null;
    }
    EntryBytes bytes = EntryBytes.ofThread();
    Span keySpan = bytes.key(spec, key);
    try {
      Span found = map.getUsing(keySpan, bytes.value);
      return found == null ? null : bytes.decode(spec.valueCodec(), found);
    } catch (ChronicleHashClosedException e) {
      throw closed(e);
    }
  }

  @Override
  public void put(K key, V value) {
    EntryBytes bytes = EntryBytes.ofThread();
    bytes.entry(spec, key, value);
    put(bytes);
  }

  /** Decodes them, lest the table hold what nobody can read, and does not encode them again. */
  @Override
  public void putEncoded(byte[] key, int keyLength, byte[] value, int valueLength) {
    EntryBytes bytes = EntryBytes.ofThread();
    bytes.entry(spec, key, keyLength, value, valueLength);
    Objects.requireNonNull(bytes.decode(spec.keyCodec(), bytes.key), "key");
    Objects.requireNonNull(bytes.decode(spec.valueCodec(), bytes.value), "value");
    put(bytes);
  }

  private void put(EntryBytes bytes) {
    try (ExternalMapQueryContext<Span, Span, ?> query = map.queryContext(bytes.key)) {
      query.updateLock().lock();
      MapEntry<Span, Span> entry = query.entry();
      if (entry != null) {
        entry.doReplaceValue(query.wrapValueAsData(bytes.value));
      } else if (size.get() >= capacity) {
        throw new TableFullException(name(), capacity);
      } else {
        query.absentEntry().doInsert(query.wrapValueAsData(bytes.value));
        size.incrementAndGet();
      }
    } catch (ChronicleHashClosedException e) {
      throw closed(e);
    }
  }

  @Override
  public boolean remove(K key) {
    EntryBytes bytes = EntryBytes.ofThread();
    try (ExternalMapQueryContext<Span, Span, ?> query = map.queryContext(bytes.key(spec, key))) {
      query.updateLock().lock();
      MapEntry<Span, Span> entry = query.entry();
      if (entry == null) {
        return false;
      }
      entry.doRemove();
      size.decrementAndGet();
      return true;
    } catch (ChronicleHashClosedException e) {
      throw closed(e);
    }
  }

  @Override
  public boolean containsKey(K key) {
    if (isEmpty(key)) {
      return false;
    }
    try {
      return map.containsKey(EntryBytes.ofThread().key(spec, key));
    } catch (ChronicleHashClosedException e) {
      throw closed(e);
    }
  }

  /** A look-up in vain costs a microsecond, and some tables stay empty where a rule is not used. */
  private boolean isEmpty(K key) {
    Objects.requireNonNull(key, "key");
    return size.get() == 0 && map.isOpen();
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
    return map.offHeapMemoryUsed();
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    requireOpen();
    EntryBytes bytes = new EntryBytes(); // of its own, since the action may use other tables
    map.forEachEntry(
        entry -> {
          K key = bytes.decode(spec.keyCodec(), entry.key().getUsing(bytes.key));
          V value = bytes.decode(spec.valueCodec(), entry.value().getUsing(bytes.value));
          action.accept(key, value);
        });
  }

  @Override
  public void forEachEncoded(EntryConsumer action) {
    requireOpen();
    EntryBytes bytes = new EntryBytes();
    map.forEachEntry(
        entry -> {
          Span key = entry.key().getUsing(bytes.key);
          Span value = entry.value().getUsing(bytes.value);
          action.entry(key.bytes, key.length, value.bytes, value.length);
        });
  }

  @Override
  public void close() {
    map.close();
  }

  private void requireOpen() {
    if (!map.isOpen()) {
      throw closed(null);
    }
  }

  private IllegalStateException closed(ChronicleHashClosedException cause) {
    return new IllegalStateException("Table " + name() + " is closed", cause);
  }
}
