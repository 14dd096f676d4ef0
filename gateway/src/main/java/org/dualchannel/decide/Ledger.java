package org.dualchannel.decide;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash chain over all commands and outcomes: {@code hash(n) = SHA-256(hash(n-1), n, time(n),
 * command bytes, outcome bytes)}. Whoever has the last hash can prove every decision before it.
 */
public final class Ledger {
  /** Bytes of a hash. */
  public static final int HASH_LENGTH = 32;

  private final MessageDigest sha256 = newSha256();
  private final ByteBuffer head = ByteBuffer.allocate(Long.BYTES * 2 + Integer.BYTES);
  private byte[] hash = new byte[HASH_LENGTH];

  /** Adds one decision to the chain. */
  public void append(
      long index, long timeMs, byte[] record, int offset, int length, byte[] outcome) {
    head.clear();
    head.putLong(index).putLong(timeMs).putInt(length).flip();
    sha256.update(hash);
    sha256.update(head);
    sha256.update(record, offset, length);
    sha256.update(outcome);
    hash = sha256.digest();
  }

  /** The hash after the last decision; a copy. */
  public byte[] hash() {
    return hash.clone();
  }

  /** Goes on from the hash after some decision. */
  public void goOn(byte[] last) {
    if (last.length != HASH_LENGTH) {
      throw new IllegalArgumentException("a hash of " + last.length + " bytes");
    }
    hash = last.clone();
  }

  /** A SHA-256 of its own, for secrets and fingerprints. */
  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
