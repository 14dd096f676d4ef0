package org.dualchannel.audit;

import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.dualchannel.codec.MalformedBytesException;
import org.dualchannel.log.LogDamagedException;
import org.dualchannel.log.LogReader;
import org.dualchannel.log.RecordConsumer;
import org.dualchannel.pipeline.LedgerMismatchException;

/**
 * Replays a log from its files, verifies every checksum and the hash chain against its seals,
 * settles every settlement again, and adds up every person's year on books of its own.
 */
public final class Audit {
  private final Replay replay = new Replay((decision, state) -> {});

  private Audit() {}

  /**
   * Audits the data directory of a node that does not run.
   *
   * @throws org.dualchannel.log.LogFailedException when there is no log, or a node uses it
   */
  public static AuditReport run(Path dataDir) {
    return new Audit().audit(dataDir);
  }

  private AuditReport audit(Path dataDir) {
    LogReader.Summary summary = null;
    try (LogReader reader = LogReader.open(dataDir)) {
      replay.begin(dataDir, reader);
      summary = reader.read(consumer(reader));
      replay.compareYears();
    } catch (LogDamagedException e) {
      replay.difference(e.getMessage());
    } catch (AuditStopped e) {
      replay.difference(e.getMessage());
    }
    return replay.report(summary);
  }

  private RecordConsumer consumer(LogReader reader) {
    return (timestampMs, buffer, offset, length) -> {
      try {
        replay.record(timestampMs, bytes(buffer, offset, length));
      } catch (MalformedBytesException | LedgerMismatchException e) {
        throw new AuditStopped(
            reader.file() + " at offset " + reader.offset() + ": " + e.getMessage());
      }
    };
  }

  private static byte[] bytes(DirectBuffer buffer, int offset, int length) {
    byte[] record = new byte[length];
    buffer.getBytes(offset, record);
    return record;
  }

  /** The log cannot be replayed further; what came before was audited. */
  private static final class AuditStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AuditStopped(String message) {
      super(message, null, false, false);
    }
  }
}
