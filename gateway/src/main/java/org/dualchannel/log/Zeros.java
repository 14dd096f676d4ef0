package org.dualchannel.log;

import org.agrona.DirectBuffer;

/** Looks for the end of a run of zero bytes. */
final class Zeros {

  private Zeros() {}

  /** Index of the first byte in {@code [from, to)} that is not zero; {@code to} when all are. */
  static int firstOther(DirectBuffer buffer, int from, int to) {
    int at = from;
    while (at < to && (at & 7) != 0) {
      if (buffer.getByte(at) != 0) {
        return at;
      }
      at++;
    }
    while (at + Long.BYTES <= to && buffer.getLong(at) == 0) {
      at += Long.BYTES;
    }
    while (at < to && buffer.getByte(at) == 0) {
      at++;
    }
    return at;
  }

  /** Index behind the last byte in {@code [from, to)} that is not zero; {@code from} when none. */
  static int endOfOthers(DirectBuffer buffer, int from, int to) {
    int at = to;
    while (at > from && (at & 7) != 0) {
      if (buffer.getByte(at - 1) != 0) {
        return at;
      }
      at--;
    }
    while (at - Long.BYTES >= from && buffer.getLong(at - Long.BYTES) == 0) {
      at -= Long.BYTES;
    }
    while (at > from && buffer.getByte(at - 1) == 0) {
      at--;
    }
    return at;
  }
}
