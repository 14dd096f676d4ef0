package org.dualchannel.log;

import io.aeron.archive.ArchiveMarkFile;
import io.aeron.archive.codecs.CatalogHeaderDecoder;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.archive.codecs.RecordingDescriptorHeaderDecoder;
import io.aeron.archive.codecs.RecordingState;
import io.aeron.cluster.ConsensusModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads and verifies the archive's catalogue without starting the archive. */
final class CatalogFile {

  static final String NAME = "archive.catalog";

  private static final int HEADER = CatalogHeaderDecoder.BLOCK_LENGTH;
  private static final int DESCRIPTOR_HEADER = RecordingDescriptorHeaderDecoder.BLOCK_LENGTH;
  private static final int ALIGNMENT = BitUtil.CACHE_LINE_LENGTH;
  private static final int STATE = RecordingDescriptorHeaderDecoder.stateEncodingOffset();
  private static final long NULL_TIMESTAMP = -1;

  private final Path file;
  private final UnsafeBuffer bytes;
  private final Crc32c crc = new Crc32c();

  private CatalogFile(Path file, UnsafeBuffer bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /**
   * The one recording that is the log; null when the archive is still without one.
   *
   * @throws LogDamagedException when a byte is not what the archive can have written
   */
  static LogRecording read(Path archiveDir) {
    LogRecording log = null;
    for (LogRecording recording : readAll(archiveDir)) {
      if (recording.streamId() == ConsensusModule.Configuration.LOG_STREAM_ID_DEFAULT) {
        if (log != null) {
          throw new LogDamagedException(
              archiveDir.resolve(NAME), 0, "a second recording of the log");
        }
        log = recording;
      }
    }
    return log;
  }

  /** All recordings that are there: the log, and the snapshots of the cluster. */
  static List<LogRecording> readAll(Path archiveDir) {
    Path file = archiveDir.resolve(NAME);
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return new CatalogFile(file, new UnsafeBuffer(Files.readAllBytes(file))).read();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private List<LogRecording> read() {
    if (bytes.capacity() < HEADER) {
      throw damaged(0, "shorter than its header");
    }
    expect(0, ArchiveMarkFile.SEMANTIC_VERSION, "version");
    expect(CatalogHeaderDecoder.lengthEncodingOffset(), HEADER, "header length");
    expect(CatalogHeaderDecoder.alignmentEncodingOffset(), ALIGNMENT, "alignment");
    zeros(CatalogHeaderDecoder.alignmentEncodingOffset() + 4, HEADER);

    List<LogRecording> there = new ArrayList<>();
    int at = HEADER;
    long recordings = 0;
    while (at + DESCRIPTOR_HEADER <= bytes.capacity() && int32(at) != 0) {
      LogRecording recording = descriptor(at, recordings++);
      if (isValid(at)) {
        there.add(recording);
      }
      at += BitUtil.align(int32(at) + DESCRIPTOR_HEADER, ALIGNMENT);
    }
    zeros(at, bytes.capacity());
    if (int64(CatalogHeaderDecoder.nextRecordingIdEncodingOffset()) != recordings) {
      throw damaged(
          CatalogHeaderDecoder.nextRecordingIdEncodingOffset(),
          "next recording is not " + recordings);
    }
    return there;
  }

  private LogRecording descriptor(int at, long expectedId) {
    int length = int32(at);
    if (length < RecordingDescriptorDecoder.BLOCK_LENGTH
        || at + DESCRIPTOR_HEADER + length > bytes.capacity()) {
      throw damaged(at, "descriptor length " + length);
    }
    if (!isValid(at) && int32(at + STATE) != RecordingState.DELETED.value()) {
      expect(at + STATE, RecordingState.VALID.value(), "state");
    }
    int checksumAt = at + RecordingDescriptorHeaderDecoder.checksumEncodingOffset();
    zeros(checksumAt + 4, at + DESCRIPTOR_HEADER);
    int body = at + DESCRIPTOR_HEADER;
    int checksum = int32(checksumAt);
    if (crc.of(bytes, body, length) != checksum && crcBeforeRecovery(body, length) != checksum) {
      throw damaged(at, String.format("checksum of the descriptor is not %08x", checksum));
    }
    long id = int64(body + RecordingDescriptorDecoder.recordingIdEncodingOffset());
    if (id != expectedId) {
      throw damaged(at, "recording " + id + " where " + expectedId + " belongs");
    }
    return new LogRecording(
        file.getParent(),
        id,
        int64(body + RecordingDescriptorDecoder.startPositionEncodingOffset()),
        int64(body + RecordingDescriptorDecoder.stopPositionEncodingOffset()),
        int32(body + RecordingDescriptorDecoder.initialTermIdEncodingOffset()),
        int32(body + RecordingDescriptorDecoder.segmentFileLengthEncodingOffset()),
        int32(body + RecordingDescriptorDecoder.termBufferLengthEncodingOffset()),
        int32(body + RecordingDescriptorDecoder.mtuLengthEncodingOffset()),
        int32(body + RecordingDescriptorDecoder.streamIdEncodingOffset()),
        int32(body + RecordingDescriptorDecoder.sessionIdEncodingOffset()));
  }

  /**
   * Recovery after a crash writes the stop position that it found without renewing the checksum,
   * which then still belongs to the descriptor of a running recording. The position itself is
   * verified against the frames.
   */
  private int crcBeforeRecovery(int body, int length) {
    byte[] copy = new byte[length];
    bytes.getBytes(body, copy);
    UnsafeBuffer before = new UnsafeBuffer(copy);
    before.putLong(
        RecordingDescriptorDecoder.stopPositionEncodingOffset(),
        LogRecording.UNKNOWN,
        ByteOrder.LITTLE_ENDIAN);
    before.putLong(
        RecordingDescriptorDecoder.stopTimestampEncodingOffset(),
        NULL_TIMESTAMP,
        ByteOrder.LITTLE_ENDIAN);
    return crc.of(before, 0, length);
  }

  /** One that was purged stays in the catalogue, marked as deleted. */
  private boolean isValid(int at) {
    return int32(at + STATE) == RecordingState.VALID.value();
  }

  private void expect(int at, int value, String field) {
    if (int32(at) != value) {
      throw damaged(at, field + " is " + int32(at) + ", not " + value);
    }
  }

  private void zeros(int from, int to) {
    int nonZero = Zeros.firstOther(bytes, from, to);
    if (nonZero != to) {
      throw damaged(nonZero, "not zero where nothing is written");
    }
  }

  private int int32(int at) {
    return bytes.getInt(at, ByteOrder.LITTLE_ENDIAN);
  }

  private long int64(int at) {
    return bytes.getLong(at, ByteOrder.LITTLE_ENDIAN);
  }

  private LogDamagedException damaged(long offset, String what) {
    return new LogDamagedException(file, offset, what);
  }
}
