package org.dualchannel.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** A consumer that remembers what it was given, readable by another thread. */
final class Recorded implements RecordConsumer {

  private final List<String> records = new ArrayList<>();
  private final List<Long> timestampsMs = new ArrayList<>();
  private int batches;
  private int recordsBeforeLive = -1;
  private String failed;
  private String poison;

  @Override
  public synchronized void onRecord(long timestampMs, DirectBuffer buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.getBytes(offset, bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.equals(poison)) {
      throw new IllegalStateException("cannot stand " + poison);
    }
    records.add(text);
    timestampsMs.add(timestampMs);
  }

  @Override
  public synchronized void onBatchEnd() {
    batches++;
  }

  @Override
  public synchronized void onLive() {
    recordsBeforeLive = records.size();
  }

  @Override
  public synchronized void onFailed(String reason) {
    failed = reason;
  }

  /** A record that this consumer throws at. */
  synchronized Recorded poisonedBy(String record) {
    poison = record;
    return this;
  }

  synchronized List<String> records() {
    return List.copyOf(records);
  }

  synchronized int count() {
    return records.size();
  }

  synchronized List<Long> timestampsMs() {
    return List.copyOf(timestampsMs);
  }

  synchronized int batches() {
    return batches;
  }

  synchronized boolean live() {
    return recordsBeforeLive >= 0;
  }

  synchronized int recordsBeforeLive() {
    return recordsBeforeLive;
  }

  synchronized String failed() {
    return failed;
  }

  /** Plays the appender thread until the condition holds. */
  static void pollUntil(ReplicatedLog log, BooleanSupplier condition) {
    await(
        () -> {
          log.poll();
          return condition.getAsBoolean();
        });
  }

  /** Waits for the condition, for 30 seconds at most. */
  static void await(BooleanSupplier condition) {
    long deadlineNs = System.nanoTime() + 30_000_000_000L;
    IdleStrategy idle = new BackoffIdleStrategy();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadlineNs > 0) {
        throw new AssertionError("waited for 30 seconds");
      }
      idle.idle();
    }
  }

  /** Appends one batch of these records, however often the log refuses. */
  static void append(ReplicatedLog log, List<String> texts) {
    RecordBatch batch = new RecordBatch(log.maxBatchBytes());
    for (String text : texts) {
      if (!batch.add(text.getBytes(StandardCharsets.UTF_8))) {
        throw new AssertionError("too much for one batch");
      }
    }
    append(log, batch);
  }

  static void append(ReplicatedLog log, RecordBatch batch) {
    pollUntil(log, () -> log.append(batch.buffer(), 0, batch.length()));
  }
}
