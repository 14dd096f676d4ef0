package org.dualchannel.audit;

import java.nio.file.Path;
import java.util.HexFormat;
import org.agrona.DirectBuffer;
import org.dualchannel.codec.MalformedBytesException;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.State;
import org.dualchannel.log.LogDamagedException;
import org.dualchannel.log.LogReader;
import org.dualchannel.log.RecordConsumer;
import org.dualchannel.pipeline.LedgerMismatchException;
import org.dualchannel.pipeline.LedgerStage;
import org.dualchannel.pipeline.LogRecord;
import org.dualchannel.snapshot.SnapshotHeader;
import org.dualchannel.store.StateHash;
import org.dualchannel.store.Tables;

/**
 * Replays a log from its files, verifies every checksum and the hash chain against its seals,
 * settles every settlement again, and adds up every person's year on books of its own.
 */
public final class Audit {
  private final State state = new State(Tables.heapWithoutLimits(), Tables.heapWithoutLimits());
  private final Decider decider = new Decider(state);
  private final LedgerStage ledger = new LedgerStage(0, body -> {});
  private final Books books = new Books(id -> state.policies().byId(id));
  private final Tally tally = new Tally();
  private final MonthlySums sums = new MonthlySums();
  private final AuditedSnapshots snapshots = new AuditedSnapshots(books::difference);

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
    SnapshotHeader since = null;
    try (LogReader reader = LogReader.open(dataDir)) {
      snapshots.open(dataDir, reader.startPosition());
      since = snapshots.goOn(decider, ledger, reader);
      if (since != null) {
        state.settlementsInOrder(books::takeOver);
      }
      summary = reader.read(consumer(reader));
      books.compareWith(state::accumulatorsByYear);
    } catch (LogDamagedException e) {
      books.difference(e.getMessage());
    } catch (AuditStopped e) {
      books.difference(e.getMessage());
    }
    StateHash stateHash = StateHash.of(state.tables());
    return new AuditReport(
        summary,
        since == null ? 0 : since.index(),
        snapshots.compared(),
        tally,
        books.settlements(),
        books.returns(),
        ledger.sealsChecked(),
        ledger.unsealed(),
        sums.sums(),
        HexFormat.of().formatHex(ledger.hash()),
        stateHash.hex(),
        books.differences());
  }

  private RecordConsumer consumer(LogReader reader) {
    return (timestampMs, buffer, offset, length) -> {
      try {
        replay(timestampMs, bytes(buffer, offset, length));
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

  private void replay(long timestampMs, byte[] record) {
    Command command = LogRecord.command(record);
    Decider.Decision decision = decider.decide(timestampMs, command);
    ledger.add(timestampMs, record, command.body(), decision, false);
    snapshots.compare(ledger.index(), ledger.hash(), () -> StateHash.of(state.tables()));
    tally.count(command, decision);
    for (Event event : decision.events()) {
      sums.add(event);
      if (event instanceof Event.Settled settled) {
        books.settled(settled.settlement());
      } else if (event instanceof Event.Reversed reversed) {
        books.reversed(reversed.settlement(), reversed.refund());
      }
    }
  }

  /** The log cannot be replayed further; what came before was audited. */
  private static final class AuditStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AuditStopped(String message) {
      super(message, null, false, false);
    }
  }
}
