package org.dualchannel.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/** CRC-32C of a stretch of a buffer. Not thread-safe: one instance a thread. */
final class Crc32c {

  private final CRC32C crc = new CRC32C();

  int of(DirectBuffer buffer, int offset, int length) {
    crc.reset();
    update(buffer, offset, length);
    return (int) crc.getValue();
  }

  /** Of the four little-endian bytes of {@code prefix} followed by the stretch. */
  int of(int prefix, DirectBuffer buffer, int offset, int length) {
    crc.reset();
    crc.update(prefix);
    crc.update(prefix >>> 8);
    crc.update(prefix >>> 16);
    crc.update(prefix >>> 24);
    update(buffer, offset, length);
    return (int) crc.getValue();
  }

  private void update(DirectBuffer buffer, int offset, int length) {
    buffer.boundsCheck(offset, length);
    int start = buffer.wrapAdjustment() + offset;
    byte[] array = buffer.byteArray();
    if (array != null) {
      crc.update(array, start, length);
      return;
    }
    ByteBuffer bytes = buffer.byteBuffer().duplicate();
    bytes.limit(start + length).position(start);
    crc.update(bytes);
  }
}
