package org.dualchannel.snapshot;

import java.util.Arrays;
import org.dualchannel.codec.ByteSink;
import org.dualchannel.codec.ByteSource;

/**
 * What a snapshot is of.
 *
 * @param logPosition position of the log at which it was taken; the log goes on from there
 * @param index number of the last record in it; 0 when it is empty
 * @param timeMs log time of that record
 * @param ledgerHash hash of the ledger after that record
 */
public record SnapshotHeader(long logPosition, long index, long timeMs, byte[] ledgerHash) {
  /** Bytes of the header in the file, its checksum included. */
  static final int LENGTH = 8 + 4 + 4 + 3 * 8 + 32 + 4;

  /** Version of the file's form. */
  static final int SCHEMA_VERSION = 1;

  /** Kept for later. By which rules is decided after the snapshot is in its sections. */
  static final int RESERVED = 1;

  /** "DCHSNAP" and a zero. */
  private static final long MAGIC = 0x0050414E53484344L;

  byte[] encode() {
    ByteSink sink = new ByteSink(LENGTH);
    sink.putFixedLong(MAGIC);
    sink.putFixedInt(SCHEMA_VERSION);
    sink.putFixedInt(RESERVED);
    sink.putFixedLong(logPosition);
    sink.putFixedLong(index);
    sink.putFixedLong(timeMs);
    sink.putRaw(ledgerHash, 0, ledgerHash.length);
    sink.putFixedInt(Frames.crc(sink.array(), 0, sink.length()));
    return sink.toByteArray();
  }

  static SnapshotHeader decode(byte[] bytes) throws SnapshotDamagedException {
    ByteSource source = new ByteSource(bytes);
    if (source.readFixedLong() != MAGIC) {
      throw new SnapshotDamagedException(0, "not a snapshot");
    }
    int schema = source.readFixedInt();
    int reserved = source.readFixedInt();
    int crcAt = LENGTH - Integer.BYTES;
    int crc = new ByteSource(bytes, crcAt, Integer.BYTES).readFixedInt();
    if (crc != Frames.crc(bytes, 0, crcAt)) {
      throw new SnapshotDamagedException(0, "the checksum of the header does not fit");
    }
    if (schema != SCHEMA_VERSION || reserved != RESERVED) {
      throw new SnapshotDamagedException(
          8, "of form " + schema + "." + reserved + ", which this release does not read");
    }
    long logPosition = source.readFixedLong();
    long index = source.readFixedLong();
    long timeMs = source.readFixedLong();
    return new SnapshotHeader(
        logPosition, index, timeMs, Arrays.copyOfRange(bytes, crcAt - 32, crcAt));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SnapshotHeader header
        && logPosition == header.logPosition
        && index == header.index
        && timeMs == header.timeMs
        && Arrays.equals(ledgerHash, header.ledgerHash);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(logPosition * 31 + index);
  }

  @Override
  public String toString() {
    return "snapshot of record " + index + " at log position " + logPosition;
  }
}
