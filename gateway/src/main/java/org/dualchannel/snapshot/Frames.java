package org.dualchannel.snapshot;

import java.util.zip.CRC32C;

/**
 * The form of the file behind its header: frames of a length (4 bytes, little-endian), a CRC-32C of
 * the length and the payload (4 bytes), and the payload, whose first byte is the kind.
 */
final class Frames {
  /** Begins a section: kind, whether it is a table (1) or not (0), name. */
  static final byte SECTION = 'S';

  /** Entries of the section: for each the length of the key, the key, the same of the value. */
  static final byte ENTRIES = 'E';

  /** Ends the section: number of its entries. */
  static final byte SECTION_END = 'F';

  /** Ends the file: sections, entries, state hash, SHA-256 of all bytes before this frame. */
  static final byte END = 'Z';

  /** Length and checksum. */
  static final int HEAD = 8;

  /** A frame is closed before it gets longer than this, unless one entry alone is longer. */
  static final int FULL = 256 * 1024;

  /** The longest payload: one entry of the greatest length, and what goes with it. */
  static final int MAX = (1 << 20) + 64;

  private Frames() {}

  static int crc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  static int crc(int length, byte[] payload) {
    CRC32C crc = new CRC32C();
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      crc.update(length >>> shift);
    }
    crc.update(payload, 0, length);
    return (int) crc.getValue();
  }
}
