package org.dualchannel.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.DeciderParts;
import org.dualchannel.decide.State;
import org.dualchannel.rules.Reason;
import org.dualchannel.snapshot.SnapshotHeader;
import org.dualchannel.snapshot.SnapshotImage;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.Section;

/**
 * A node without threads and without a clock: pending calls, records, decider, replies and ledger
 * as in {@link Pipeline}, moved on by its owner one call at a time. For simulation; the rings and
 * the log are the owner's.
 */
public final class SteppedNode {

  /** How a record is decided; {@code Decider::decide} unless a test plants a mistake. */
  @FunctionalInterface
  public interface Deciding {
    Decider.Decision decide(Decider decider, long logTimeMs, Command command);
  }

  /** Entries merged with one decision: few, so that decisions meet half merged tables. */
  private static final int MERGED_AT_ONCE = 4;

  private final Decider decider;
  private final Deciding deciding;
  private final PendingCalls pending;
  private final LedgerStage ledger;
  private final Consumer<byte[]> append;
  private final long origin;
  private final DeciderParts parts;
  private SteppedSnapshot snapshot; // the last that was frozen; null when none was
  private boolean merging;
  private long lastTimeMs;
  private boolean ready;

  /**
   * @param state empty state
   * @param origin number of this run of the node, unlike that of any other run
   * @param append takes records on their way to the log
   */
  public SteppedNode(
      State state,
      Deciding deciding,
      long origin,
      int maxPendingCalls,
      int sealEveryRecords,
      Consumer<byte[]> append) {
    this.decider = new Decider(state);
    this.parts = decider.parts();
    this.deciding = deciding;
    this.pending =
        new PendingCalls(maxPendingCalls, new FairShares(maxPendingCalls, 0, PipelineMeter.NONE));
    this.ledger = new LedgerStage(sealEveryRecords, this::own);
    this.append = append;
    this.origin = origin;
  }

  /** Takes a call, as {@link Pipeline#send} does. */
  public void send(Command command, long deadlineNs, long nowNs, Commands.Answer answer) {
    if (!ready) {
      answer.undecided(true, Reason.NOT_READY, "recovering");
      return;
    }
    PendingCalls.Call call = pending.enter(command.principal(), answer, deadlineNs, nowNs);
    if (call == null) {
      answer.undecided(true, Reason.OVERLOADED, "");
      return;
    }
    call.taken = true;
    append.accept(LogRecord.encode(origin, call.correlation, command));
  }

  /**
   * Takes the next committed record: decides it, answers whoever waits here, and extends the
   * ledger.
   *
   * @throws LedgerMismatchException when a seal in the log says that others decided otherwise
   */
  public Decider.Decision record(long timestampMs, byte[] record) {
    Command command = LogRecord.command(record);
    Decider.Decision decision = deciding.decide(decider, timestampMs, command);
    lastTimeMs = Math.max(lastTimeMs, timestampMs);
    if (LogRecord.origin(record) == origin) {
      PendingCalls.Call call = pending.waiting(LogRecord.correlation(record));
      if (call != null) {
        pending.decided(call, decision.outcome());
      }
    }
    ledger.add(timestampMs, record, command.body(), decision, ready);
    if (merging) {
      merging = parts.merge(MERGED_AT_ONCE) || !snapshot.written();
    }
    return decision;
  }

  /**
   * Fixes what the node knows now, as {@link Snapshots} does at a mark in the log.
   *
   * @return null while the last one is not written
   */
  public SteppedSnapshot freeze(long logPosition) {
    if (snapshot != null && !snapshot.written()) {
      return null;
    }
    if (merging && parts.merge(Integer.MAX_VALUE)) {
      throw new IllegalStateException("a snapshot was written, and a table is frozen still");
    }
    List<Section> sections = new ArrayList<>(parts.freeze());
    sections.addAll(ledger.freeze());
    SnapshotHeader header =
        new SnapshotHeader(logPosition, decider.index(), decider.timeMs(), ledger.hash());
    snapshot = new SteppedSnapshot(header, sections);
    merging = true;
    return snapshot;
  }

  /**
   * Begins with a snapshot instead of the first record.
   *
   * @param loaders may change what takes each section in, to plant a mistake
   * @return its log position; -1 when it is damaged, and nothing of it was taken in
   */
  public long startFrom(byte[] image, UnaryOperator<Map<String, EntryConsumer>> loaders) {
    try {
      SnapshotImage.verify(image);
    } catch (IOException e) {
      return -1;
    }
    Map<String, EntryConsumer> all = new HashMap<>(parts.loaders());
    all.putAll(ledger.loaders());
    try {
      SnapshotHeader header = SnapshotImage.load(image, loaders.apply(all)).header();
      parts.loaded();
      ledger.loaded();
      lastTimeMs = header.timeMs();
      return header.logPosition();
    } catch (IOException e) {
      throw new UncheckedIOException("verified, and yet not to be loaded", e);
    }
  }

  /** Everything that was committed before has been decided: calls are taken. */
  public void live() {
    ready = true;
  }

  public boolean ready() {
    return ready;
  }

  /** Answers the calls whose time is over. */
  public void expire(long nowNs) {
    if (pending.count() > 0) {
      pending.expire(nowNs);
    }
  }

  /** Puts a tick on its way when a timer is due. */
  public void tick(long nowMs) {
    if (ready && decider.nextDueMs() <= nowMs) {
      own(new Body.Tick());
    }
  }

  /** The record of a command that nobody waits for. */
  public static byte[] encode(Command command) {
    return LogRecord.encode(0, 0, command);
  }

  private void own(Body body) {
    append.accept(encode(Command.ofSystem(body)));
  }

  /** The number of the last record decided. */
  public long lastIndex() {
    return decider.index();
  }

  /** Log time of the last record decided. */
  public long lastTimeMs() {
    return lastTimeMs;
  }

  /** The ledger hash after the last record decided. */
  public byte[] ledgerHash() {
    return ledger.hash();
  }
}
