package org.dualchannel.log;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A log whose parts share a thread keeps what every log promises. */
class OneThreadTest extends ReplicatedLogContract {

  @TempDir private Path dir;

  @Override
  AeronLog open(RecordConsumer consumer) {
    return AeronLog.open(AeronLogs.context(dir).oneThread(true), consumer);
  }

  @Override
  void breakDown(ReplicatedLog log, String reason) {
    ((AeronLog) log).failStop().onError(new IOException(reason));
  }
}
