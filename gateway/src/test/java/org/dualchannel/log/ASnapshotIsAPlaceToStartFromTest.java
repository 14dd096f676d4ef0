package org.dualchannel.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The log goes on from the snapshot that its consumer chooses, and can do without what is before.
 */
class ASnapshotIsAPlaceToStartFromTest {
  @TempDir private Path dir;

  /** Counts records and keeps the positions of snapshots. */
  private static final class Counting implements RecordConsumer {
    final List<Long> records = new ArrayList<>();
    final List<Long> times = new ArrayList<>();
    final List<Long> snapshots = new ArrayList<>();
    final List<Long> offered = new ArrayList<>();
    private final long start;
    private boolean live;
    private String failure;
    private boolean whole;

    Counting(long start) {
      this.start = start;
    }

    @Override
    public synchronized long startFrom(List<Long> positions, boolean isWhole) {
      offered.addAll(positions);
      whole = isWhole;
      return start;
    }

    @Override
    public synchronized void onRecord(
        long timestampMs, DirectBuffer buffer, int offset, int length) {
      records.add(buffer.getLong(offset));
      times.add(timestampMs);
    }

    @Override
    public synchronized void onSnapshot(long position) {
      snapshots.add(position);
    }

    @Override
    public synchronized void onLive() {
      live = true;
    }

    @Override
    public synchronized void onFailed(String reason) {
      failure = reason;
    }

    synchronized int count() {
      return records.size();
    }

    synchronized int taken() {
      return snapshots.size();
    }

    synchronized boolean live() {
      assertEquals(null, failure);
      return live;
    }
  }

  @Test
  void whatIsBeforeItIsNotDeliveredAgain() {
    Counting first = new Counting(-1);
    try (AeronLog log = open(first)) {
      append(log, first, 0, 10, 8);
      snapshot(log, first);
      append(log, first, 10, 20, 8);
      snapshot(log, first);
      append(log, first, 20, 30, 8);
    }
    long newest = first.snapshots.get(1);
    long older = first.snapshots.get(0);

    Counting second = new Counting(newest);
    try (AeronLog log = open(second)) {
      assertEquals(List.of(newest, older), second.offered);
      assertEquals(first.records.subList(20, 30), second.records);
      assertEquals(first.times.subList(20, 30), second.times);
      append(log, second, 30, 40, 8);
    }

    Counting third = new Counting(older);
    try (AeronLog log = open(third)) {
      assertEquals(30, third.count(), "the newest was passed over");
      append(log, third, 40, 50, 8);
      snapshot(log, third);
    }

    Counting fourth = new Counting(-1);
    try (AeronLog log = open(fourth)) {
      assertEquals(newest, third.snapshots.get(0), "taken again on the way");
      assertEquals(List.of(third.snapshots.get(1), newest, older), fourth.offered);
      assertEquals(50, fourth.count());
      assertTrue(log.status().failedReason() == null);
    }
    Counting read = new Counting(-1);
    try (LogReader reader = LogReader.open(dir)) {
      assertEquals(50, reader.read(read).records());
    }
  }

  @Test
  void whatIsBeforeItCanBeGivenUp() throws Exception {
    Counting first = new Counting(-1);
    long kept;
    try (AeronLog log = open(first)) {
      append(log, first, 0, 24, 500_000);
      snapshot(log, first);
      append(log, first, 24, 48, 500_000);
      snapshot(log, first);
      append(log, first, 48, 50, 8);
      kept = log.purge(first.snapshots.get(1), true);
      assertTrue(kept > 0 && kept <= first.snapshots.get(1), "kept from " + kept);
      append(log, first, 50, 60, 8);
    }
    long newest = first.snapshots.get(1);

    Counting fromStart = new Counting(-1);
    LogFailedException refusal = assertThrows(LogFailedException.class, () -> open(fromStart));
    assertTrue(refusal.getMessage().contains("purged"), refusal.getMessage());
    assertEquals(List.of(newest), fromStart.offered, "the older one was given up with the log");

    Counting second = new Counting(newest);
    try (AeronLog log = open(second)) {
      assertEquals(false, second.whole);
      assertEquals(first.records.subList(48, 60), second.records);
      append(log, second, 60, 61, 8);
    }

    Counting read = new Counting(-1);
    try (LogReader reader = LogReader.open(dir)) {
      assertEquals(kept, reader.startPosition());
      reader.skip(newest, first.times.get(47));
      assertEquals(13, reader.read(read).records());
      assertEquals(first.times.subList(48, 60), read.times.subList(0, 12));
    }
    try (var files = Files.list(dir.resolve("log/archive"))) {
      assertTrue(files.noneMatch(file -> file.toString().endsWith("-0.rec") && isLog(file)));
    }
  }

  private static boolean isLog(Path file) {
    return file.getFileName().toString().startsWith("0-");
  }

  @Test
  void aCopyTakenWhileItRunsGoesOn() throws Exception {
    Path copy = dir.resolveSibling(dir.getFileName() + "-copy");
    Counting first = new Counting(-1);
    LogCopy.Copied copied;
    try (AeronLog log = open(first)) {
      append(log, first, 0, 30, 300_000);
      snapshot(log, first);
      append(log, first, 30, 40, 8);
      copied = LogCopy.copy(dir, copy);
      append(log, first, 40, 45, 8);
    }
    for (LogCopy.Piece piece : copied.pieces()) {
      try (var file = new java.io.RandomAccessFile(copy.resolve(piece.path()).toFile(), "rw")) {
        file.setLength(piece.length());
      }
    }
    assertEquals(first.snapshots, copied.snapshots());
    Counting second = new Counting(first.snapshots.get(0));
    AeronLog log = AeronLog.open(AeronLogs.context(copy), second);
    try {
      awaitLive(log, second);
      assertEquals(first.records.subList(30, 40), second.records);
      append(log, second, 100, 101, 8);
    } finally {
      log.close();
    }
  }

  private AeronLog open(Counting consumer) {
    AeronLog log = AeronLog.open(AeronLogs.context(dir), consumer);
    awaitLive(log, consumer);
    return log;
  }

  private static void awaitLive(AeronLog log, Counting consumer) {
    await(log, consumer::live);
  }

  private static void append(AeronLog log, Counting consumer, long from, long to, int length) {
    for (long number = from; number < to; number++) {
      UnsafeBuffer record = new UnsafeBuffer(new byte[length]);
      record.putLong(0, number);
      RecordBatch batch = new RecordBatch(log.maxBatchBytes());
      assertTrue(batch.add(record, 0, length));
      int before = consumer.count();
      await(log, () -> log.append(batch.buffer(), 0, batch.length()));
      await(log, () -> consumer.count() > before);
    }
  }

  private static void snapshot(AeronLog log, Counting consumer) {
    int before = consumer.taken();
    await(log, log::requestSnapshot);
    await(log, () -> consumer.taken() > before);
    await(log, () -> !log.snapshotUnderWay());
  }

  private static void await(AeronLog log, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      log.poll();
      assertTrue(System.nanoTime() - deadline < 0, "waited in vain");
      java.util.concurrent.locks.LockSupport.parkNanos(100_000);
    }
  }
}
