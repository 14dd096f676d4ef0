package org.dualchannel.log;

import java.nio.file.Path;
import java.util.List;

/** Contexts for logs of tests: small files and ports that are free. */
final class AeronLogs {

  private AeronLogs() {}

  static AeronLogContext context(Path dataDir) {
    return new AeronLogContext()
        .dataDir(dataDir)
        .segmentLength(AeronLogContext.TERM_LENGTH)
        .members(List.of(new LogMember("127.0.0.1", FreePorts.next())));
  }
}
