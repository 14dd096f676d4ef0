package org.dualchannel.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text as people's editors leave it: UTF-8, perhaps with a byte order mark, never malformed. */
final class StrictText {
  /** Longest file that is read, in bytes. */
  static final int MAX_BYTES = 64 << 20;

  private StrictText() {}

  /**
   * Reads the whole text.
   *
   * @throws IOException when it is too long or not UTF-8
   */
  static Reader reader(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("longer than " + MAX_BYTES + " bytes");
    }
    String text =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes))
            .toString();
    return new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text);
  }
}
