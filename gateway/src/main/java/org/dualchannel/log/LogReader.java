package org.dualchannel.log;

import io.aeron.cluster.ConsensusModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;

/**
 * Reads the log of a stopped node from its files, without starting anything, and verifies every
 * byte on the way: frame headers field by field, both checksums, the order of messages, alignment,
 * and that nothing but zeros follows the end. The catalogue is verified before.
 *
 * <p>Works after a clean stop and after a crash, before or after the next start; see {@link
 * Summary#tornBytes} for what a crash may leave.
 */
public final class LogReader implements AutoCloseable {

  /**
   * What a reading found.
   *
   * @param records records delivered
   * @param batches log messages that they came in
   * @param recordBytes their bytes, framing left out
   * @param startPosition position of the first byte kept
   * @param endPosition position of the log's end
   * @param firstTimestampMs time of the first batch, 0 when there is none
   * @param lastTimestampMs time of the last batch, 0 when there is none
   * @param stopped whether the log was stopped in good order, or has not been since a crash
   * @param abandonedMessages messages that a leader could not finish; they were never committed
   * @param tornBytes bytes of an unfinished write at the end, left by a crash; they were never
   *     acknowledged and the next start removes them
   */
  public record Summary(
      long records,
      long batches,
      long recordBytes,
      long startPosition,
      long endPosition,
      long firstTimestampMs,
      long lastTimestampMs,
      boolean stopped,
      long abandonedMessages,
      int tornBytes) {}

  private final LogLayout layout;
  private final DirectoryLock lock;
  private MessageAssembly assembly; // null until a reading has begun
  private long records;
  private long recordBytes;
  private long skippedUpTo = -1;
  private long skippedTimestampMs = Long.MIN_VALUE;

  private LogReader(LogLayout layout, DirectoryLock lock) {
    this.layout = layout;
    this.lock = lock;
  }

  /**
   * Takes hold of a node's data directory until {@link #close}, so that no node starts on it.
   *
   * @throws LogFailedException when there is no log, a process uses it, or a newer release wrote it
   */
  public static LogReader open(Path dataDir) {
    LogLayout layout = new LogLayout(dataDir.toAbsolutePath().normalize());
    if (!Files.isDirectory(layout.archive())) {
      throw new LogFailedException("there is no log in " + dataDir);
    }
    DirectoryLock lock = DirectoryLock.acquire(layout.dataDir());
    try {
      DataSchema.check(layout.dataDir());
      return new LogReader(layout, lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Delivers every record in order. {@link RecordConsumer#onLive} and {@link
   * RecordConsumer#onFailed} are not called.
   *
   * @throws LogDamagedException at the first byte found wrong; records before it were delivered
   */
  public Summary read(RecordConsumer consumer) {
    records = 0;
    recordBytes = 0;
    LogRecording recording = CatalogFile.read(layout.archive());
    if (recording == null) {
      throw new LogDamagedException(
          layout.archive().resolve(CatalogFile.NAME), 0, "no recording of the log in it");
    }
    verifySnapshots();
    LogMessages messages = new LogMessages(counting(consumer), recording.startPosition() > 0);
    messages.skip(skippedUpTo, skippedTimestampMs);
    assembly = new MessageAssembly(messages);
    try (FrameScan scan = new FrameScan(recording)) {
      long end = scan.run(assembly::onFrame);
      assembly.finish(recording);
      TornTail torn = scan.tornTail();
      return new Summary(
          records,
          messages.batches(),
          recordBytes,
          recording.startPosition(),
          end,
          messages.firstTimestampMs(),
          messages.lastTimestampMs(),
          recording.stopped(),
          assembly.abandoned(),
          torn == null ? 0 : torn.length());
    }
  }

  /** The cluster's own snapshots are recordings too; nothing else may lie there. */
  private void verifySnapshots() {
    List<LogRecording> all = CatalogFile.readAll(layout.archive());
    for (LogRecording each : all) {
      if (each.streamId() != ConsensusModule.Configuration.LOG_STREAM_ID_DEFAULT) {
        try (FrameScan scan = new FrameScan(each)) {
          scan.run(frame -> {});
        }
      }
    }
    try (Stream<Path> files = Files.list(layout.archive())) {
      files
          .filter(file -> file.toString().endsWith(".rec"))
          .filter(file -> all.stream().noneMatch(each -> each.owns(file)))
          .findFirst()
          .ifPresent(
              file -> {
                throw new LogDamagedException(file, 0, "not a file of the log");
              });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + layout.archive(), e);
    }
  }

  /** Position of the first byte that is kept; what was before is purged. */
  public long startPosition() {
    LogRecording recording = CatalogFile.read(layout.archive());
    return recording == null ? 0 : recording.startPosition();
  }

  /**
   * From now on, verifies the records before a snapshot but does not deliver them.
   *
   * @param position where the snapshot was taken
   * @param timestampMs time of the last record before
   */
  public void skip(long position, long timestampMs) {
    skippedUpTo = position;
    skippedTimestampMs = timestampMs;
  }

  /** Within a consumer's call: the position of the log behind the record's message. */
  public long position() {
    return assembly.position();
  }

  /** Within a consumer's call: the file that the record's message begins in. */
  public Path file() {
    return assembly.file();
  }

  /** Within a consumer's call: the offset in {@link #file} at which the record's message begins. */
  public long offset() {
    return assembly.offset();
  }

  private RecordConsumer counting(RecordConsumer consumer) {
    return new RecordConsumer() {
      @Override
      public void onRecord(long timestampMs, DirectBuffer buffer, int offset, int length) {
        records++;
        recordBytes += length;
        consumer.onRecord(timestampMs, buffer, offset, length);
      }

      @Override
      public void onBatchEnd() {
        consumer.onBatchEnd();
      }
    };
  }

  @Override
  public void close() {
    lock.close();
  }
}
