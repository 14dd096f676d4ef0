package org.dualchannel.log;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Publication;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the log itself keeps in a snapshot.
 *
 * @param position position of the log
 * @param lastTimestampMs time of the last record before it, or the least number; later records are
 *     never given an earlier one
 */
record ServiceSnapshot(long position, long lastTimestampMs) {
  private static final int VERSION = 1;
  private static final int LENGTH = 4 + 8 + 8 + 4;
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

  static void write(ExclusivePublication publication, ServiceSnapshot snapshot) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);
    buffer.putInt(0, VERSION, ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(4, snapshot.position(), ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(12, snapshot.lastTimestampMs(), ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(20, new Crc32c().of(buffer, 0, 20), ByteOrder.LITTLE_ENDIAN);
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (true) {
      long result = publication.offer(buffer, 0, LENGTH);
      if (result > 0) {
        return;
      }
      boolean passing =
          result == Publication.BACK_PRESSURED
              || result == Publication.ADMIN_ACTION
              || result == Publication.NOT_CONNECTED;
      if (!passing || System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("the archive does not take it: " + result);
      }
      LockSupport.parkNanos(10_000);
    }
  }

  /** The one message of the image, which ends after it. */
  static ServiceSnapshot read(Image image) {
    ServiceSnapshot[] found = new ServiceSnapshot[1];
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (found[0] == null) {
      int polled =
          image.poll(
              (buffer, offset, length, header) -> {
                UnsafeBuffer bytes = new UnsafeBuffer(buffer, offset, length);
                if (length != LENGTH
                    || bytes.getInt(0, ByteOrder.LITTLE_ENDIAN) != VERSION
                    || bytes.getInt(20, ByteOrder.LITTLE_ENDIAN) != new Crc32c().of(bytes, 0, 20)) {
                  throw new IllegalStateException("not a snapshot of this release");
                }
                found[0] =
                    new ServiceSnapshot(
                        bytes.getLong(4, ByteOrder.LITTLE_ENDIAN),
                        bytes.getLong(12, ByteOrder.LITTLE_ENDIAN));
              },
              1);
      if (polled == 0) {
        if (image.isClosed() || image.isEndOfStream() || System.nanoTime() - deadline > 0) {
          throw new IllegalStateException("it is empty");
        }
        LockSupport.parkNanos(10_000);
      }
    }
    return found[0];
  }
}
