package org.dualchannel.audit;

import java.nio.file.Path;
import java.util.HexFormat;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.State;
import org.dualchannel.log.LogReader;
import org.dualchannel.pipeline.LedgerStage;
import org.dualchannel.pipeline.LogRecord;
import org.dualchannel.snapshot.SnapshotHeader;
import org.dualchannel.store.StateHash;
import org.dualchannel.store.Tables;

/**
 * Decides the records of a log again, on a state of its own, and checks them by the auditor's books
 * and the seals.
 */
public final class Replay {
  private final State state = new State(Tables.heapWithoutLimits(), Tables.heapWithoutLimits());
  private final Decider decider = new Decider(state);
  private final LedgerStage ledger = new LedgerStage(0, body -> {});
  private final Books books = new Books(id -> state.policies().byId(id));
  private final Tally tally = new Tally();
  private final MonthlySums sums = new MonthlySums();
  private final AuditedSnapshots snapshots = new AuditedSnapshots(books::difference);
  private final Watcher watcher;
  private long since;

  /** Is told of every decision after the books were. */
  @FunctionalInterface
  public interface Watcher {
    /**
     * One record was decided again.
     *
     * @param state as the decision left it
     */
    void decided(Decider.Decision decision, State state);
  }

  public Replay(Watcher watcher) {
    this.watcher = watcher;
  }

  /** Looks at the snapshots, and takes one in where the log's beginning is purged. */
  void begin(Path dataDir, LogReader reader) {
    snapshots.open(dataDir, reader.startPosition());
    SnapshotHeader header = snapshots.goOn(decider, ledger, reader);
    if (header != null) {
      since = header.index();
      state.settlementsInOrder(books::takeOver);
    }
  }

  /**
   * The next record of the log.
   *
   * @throws org.dualchannel.codec.MalformedBytesException when it is no record of this release
   * @throws org.dualchannel.pipeline.LedgerMismatchException when it is a seal that says otherwise
   */
  public void record(long timestampMs, byte[] record) {
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
    watcher.decided(decision, state);
  }

  /** The state as far as it was replayed. */
  public State state() {
    return state;
  }

  /** Compares every person's year with the decider's, when all records were replayed. */
  public void compareYears() {
    books.compareWith(state::accumulatorsByYear);
  }

  void difference(String what) {
    books.difference(what);
  }

  /**
   * What was found.
   *
   * @param summary what the files hold; null when reading stopped before their end, or when the
   *     records did not come out of files
   */
  public AuditReport report(LogReader.Summary summary) {
    StateHash stateHash = StateHash.of(state.tables());
    return new AuditReport(
        summary,
        since,
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
}
