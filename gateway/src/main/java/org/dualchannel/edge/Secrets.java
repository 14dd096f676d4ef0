package org.dualchannel.edge;

import java.security.SecureRandom;
import java.util.Base64;

/** Draws the secrets of claims: 128 random bits as 22 URL-safe characters. */
final class Secrets {
  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  String next() {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }
}
