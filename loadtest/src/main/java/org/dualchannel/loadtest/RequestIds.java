package org.dualchannel.loadtest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.SplittableRandom;

/**
 * Makes the random UUIDs (version 4) of {@code request_id}, written straight as ASCII. Not safe for
 * use by several threads.
 */
final class RequestIds {
  /** Stands for a request id while a template is encoded. */
  static final String PLACEHOLDER = "00000000-0000-4000-8000-000000000000";

  static final int LENGTH = PLACEHOLDER.length();

  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  private final SplittableRandom random;

  RequestIds(SplittableRandom random) {
    this.random = random;
  }

  void write(byte[] target, int slot) {
    long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    int at = hex(target, slot, high >>> 32, 8);
    at = hex(target, dash(target, at), high >>> 16, 4);
    at = hex(target, dash(target, at), high, 4);
    at = hex(target, dash(target, at), low >>> 48, 4);
    hex(target, dash(target, at), low, 12);
  }

  byte[] next() {
    byte[] id = new byte[LENGTH];
    write(id, 0);
    return id;
  }

  String nextText() {
    return new String(next(), US_ASCII);
  }

  private static int dash(byte[] target, int at) {
    target[at] = '-';
    return at + 1;
  }

  private static int hex(byte[] target, int at, long value, int digits) {
    for (int i = 0; i < digits; i++) {
      target[at + i] = HEX[(int) (value >>> (4 * (digits - 1 - i))) & 0xF];
    }
    return at + digits;
  }
}
