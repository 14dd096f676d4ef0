package org.dualchannel.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stands for a person: tells whether two rows are about the same one, and not who it is. The salt
 * is drawn for each store and never leaves it.
 */
final class Pseudonym {
  private static final int BYTES = 16;

  private final byte[] salt;
  private final MessageDigest digest;

  Pseudonym(String salt) {
    this.salt = salt.getBytes(StandardCharsets.UTF_8);
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every JDK has SHA-256", e);
    }
  }

  /** 32 hexadecimal digits. */
  String of(String area, String person) {
    digest.update(salt);
    digest.update((area + '/' + person).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }
}
