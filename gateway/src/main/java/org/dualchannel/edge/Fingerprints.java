package org.dualchannel.edge;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.dualchannel.codec.ByteSink;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.decide.Body;

/** Tells a retry from another request under the same id. */
final class Fingerprints {
  private static final RecordCodec<Body> CODEC = RecordCodec.of(Body.class);

  /** Looking one up takes longer than a fingerprint; each is as new after its digest. */
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(Fingerprints::sha256);

  private Fingerprints() {}

  /** The first 8 bytes of SHA-256 over the area and the body as the caller sent it. */
  static long of(String area, Body body) {
    ByteSink bytes = ByteSink.ofThread();
    CODEC.encode(body, bytes);
    MessageDigest sha256 = SHA_256.get();
    sha256.update(area.getBytes(StandardCharsets.UTF_8));
    sha256.update(bytes.array(), 0, bytes.length());
    return ByteBuffer.wrap(sha256.digest()).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
