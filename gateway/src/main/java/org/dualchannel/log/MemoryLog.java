package org.dualchannel.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The log without threads, files or clock: for unit tests and for simulation.
 *
 * <p>Everything happens within {@link #poll}: the first call delivers what the {@link Storage}
 * holds and goes live, each later one commits and delivers what was appended before. A restart is a
 * new log on the same storage. Not thread-safe, and for that very reason repeatable.
 */
public final class MemoryLog implements ReplicatedLog {

  /** The committed batches, which outlive the log. */
  public static final class Storage {
    private final List<Entry> entries = new ArrayList<>();
    private long position;

    /** Position of its end, in bytes. */
    public long position() {
      return position;
    }

    private void add(Entry entry) {
      entries.add(entry);
      position += entry.length();
    }

    /** Number of the entry after a position at which a snapshot was taken. */
    private int after(long snapshot) {
      long at = 0;
      for (int i = 0; i < entries.size(); i++) {
        at += entries.get(i).length();
        if (entries.get(i).batch() == null && at == snapshot) {
          return i + 1;
        }
      }
      throw new IllegalArgumentException("no snapshot at position " + snapshot);
    }

    private List<Long> snapshots() {
      List<Long> newestFirst = new ArrayList<>();
      long at = 0;
      for (Entry entry : entries) {
        at += entry.length();
        if (entry.batch() == null) {
          newestFirst.add(0, at);
        }
      }
      return newestFirst;
    }
  }

  /** A batch, or the mark of a snapshot where the batch is null. */
  private record Entry(long timestampMs, UnsafeBuffer batch) {
    int length() {
      return batch == null ? 32 : batch.capacity();
    }
  }

  private static final int MAX_BATCH_BYTES = 1 << 20;

  private final Storage storage;
  private final LongSupplier clockMs;
  private final RecordConsumer consumer;
  private final Crc32c crc = new Crc32c();
  private final Deque<byte[]> pending = new ArrayDeque<>();
  private int pendingLimit = 64;
  private int delivered;
  private long deliveredPosition;
  private volatile boolean live;
  private volatile boolean closed;
  private final AtomicBoolean snapshotRequested = new AtomicBoolean();
  private boolean refusing;
  private long errors;
  private volatile String failedReason;

  /**
   * @param storage what earlier logs left; a new one for an empty log
   * @param clockMs time given to each batch when it commits; one that goes back is held still
   */
  public MemoryLog(Storage storage, LongSupplier clockMs, RecordConsumer consumer) {
    this.storage = storage;
    this.clockMs = clockMs;
    this.consumer = consumer;
    long start = consumer.startFrom(storage.snapshots(), true);
    if (start != -1) {
      delivered = storage.after(start);
      deliveredPosition = start;
    }
  }

  /** A snapshot is taken with the next {@link #poll}. */
  @Override
  public boolean requestSnapshot() {
    return live && !closed && failedReason == null && snapshotRequested.compareAndSet(false, true);
  }

  @Override
  public boolean append(DirectBuffer batch, int offset, int length) {
    throwIfFailed();
    if (length <= 0 || length > MAX_BATCH_BYTES) {
      throw new IllegalArgumentException("a batch has 1 to " + MAX_BATCH_BYTES + " bytes");
    }
    if (!live || refusing || pending.size() >= pendingLimit) {
      return false;
    }
    byte[] copy = new byte[length];
    batch.getBytes(offset, copy);
    pending.add(copy);
    return true;
  }

  @Override
  public int poll() {
    throwIfFailed();
    int work = 0;
    while (!pending.isEmpty()) {
      storage.add(new Entry(nextTimestampMs(), new UnsafeBuffer(pending.remove())));
    }
    if (snapshotRequested.compareAndSet(true, false)) {
      storage.add(new Entry(nextTimestampMs(), null));
    }
    while (delivered < storage.entries.size() && failedReason == null) {
      deliver(storage.entries.get(delivered++));
      work++;
    }
    if (!live && failedReason == null) {
      live = true;
      consumer.onLive();
      work++;
    }
    return work;
  }

  private long nextTimestampMs() {
    int size = storage.entries.size();
    long last = size == 0 ? Long.MIN_VALUE : storage.entries.get(size - 1).timestampMs();
    return Math.max(last, clockMs.getAsLong());
  }

  private void deliver(Entry entry) {
    UnsafeBuffer batch = entry.batch();
    if (batch == null) {
      deliveredPosition += entry.length();
      consumer.onSnapshot(deliveredPosition);
      return;
    }
    try {
      RecordBatch.verify(batch, 0, batch.capacity(), crc);
      RecordBatch.deliver(entry.timestampMs(), batch, 0, batch.capacity(), consumer);
      deliveredPosition += batch.capacity();
    } catch (RecordBatch.Malformed e) {
      fail(
          "the log message at position "
              + deliveredPosition
              + " is damaged, byte "
              + e.offset()
              + " of it: "
              + e.getMessage());
    } catch (RuntimeException e) {
      fail("the record consumer failed at position " + deliveredPosition + ": " + e);
    }
  }

  /** Forgets what was appended and is not committed, as a crash would; returns how many batches. */
  public int loseUncommitted() {
    int lost = pending.size();
    pending.clear();
    return lost;
  }

  /** While true, {@link #append} answers false, as under back-pressure. */
  public void refuse(boolean refuse) {
    this.refusing = refuse;
  }

  /** Batches taken between two polls before {@link #append} answers false; 64 at first. */
  public void pendingLimit(int limit) {
    this.pendingLimit = limit;
  }

  /** Stops for good, as after an I/O error; what is not committed is lost. */
  public void fail(String reason) {
    if (failedReason == null) {
      errors++;
      failedReason = reason;
      pending.clear();
      consumer.onFailed(reason);
    }
  }

  private void throwIfFailed() {
    if (failedReason != null) {
      throw new LogFailedException(failedReason);
    }
    if (closed) {
      throw new LogFailedException("the log is closed");
    }
  }

  @Override
  public int maxBatchBytes() {
    return MAX_BATCH_BYTES;
  }

  @Override
  public LogStatus status() {
    return new LogStatus(
        LogStatus.Role.LEADER,
        live,
        live && !closed,
        storage.position(),
        deliveredPosition,
        errors,
        0,
        failedReason);
  }

  @Override
  public void close() {
    closed = true;
    pending.clear();
  }
}
