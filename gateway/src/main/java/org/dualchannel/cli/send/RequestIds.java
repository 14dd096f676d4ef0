package org.dualchannel.cli.send;

import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Request ids made from what is asked: the same request of the same run series has the same id,
 * today and tomorrow, so the gateway recognises it.
 */
final class RequestIds {
  private final byte[] series;

  /**
   * Ids of one series of runs.
   *
   * @param series tells it from others; empty for the usual one
   */
  RequestIds(String series) {
    this.series = series.getBytes(StandardCharsets.UTF_8);
  }

  /** The id of a request that has none yet. */
  String of(Message request) {
    ByteArrayOutputStream name = new ByteArrayOutputStream();
    try {
      name.write(series);
      name.write(request.getDescriptorForType().getFullName().getBytes(StandardCharsets.UTF_8));
      name.write(0);
      request.writeTo(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return UUID.nameUUIDFromBytes(name.toByteArray()).toString();
  }
}
