package org.dualchannel.pipeline;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.dualchannel.decide.Decider;

/** What each stage of the decision ring does with a slot. */
final class Stages {
  private final long origin;
  private final Decider decider;
  private final PendingCalls pending;
  private final LedgerStage ledger;
  private final List<DecisionListener> listeners;
  private final Snapshots snapshots;
  private final PipelineMeter meter;
  private final BooleanSupplier failed;
  private volatile long lastIndex;
  private volatile long lastTimeMs;

  /**
   * The stages of one pipeline.
   *
   * @param origin number of this run of the node: calls of another are not answered here
   * @param failed whether the node has stopped for good
   */
  Stages(
      long origin,
      Decider decider,
      PendingCalls pending,
      LedgerStage ledger,
      List<DecisionListener> listeners,
      Snapshots snapshots,
      PipelineMeter meter,
      BooleanSupplier failed) {
    this.origin = origin;
    this.decider = decider;
    this.pending = pending;
    this.ledger = ledger;
    this.listeners = List.copyOf(listeners);
    this.snapshots = snapshots;
    this.meter = meter;
    this.failed = failed;
  }

  static void unmarshal(DecisionSlot slot) {
    if (slot.record != null) {
      slot.command = LogRecord.command(slot.record);
    }
  }

  void decide(DecisionSlot slot) {
    if (slot.marker != null || slot.failed || failed.getAsBoolean()) {
      return;
    }
    if (slot.snapshot != null) {
      snapshots.freezeState(slot.snapshot);
      return;
    }
    long startNs = System.nanoTime();
    slot.decision = decider.decide(slot.timestampMs, slot.command);
    slot.index = decider.index();
    slot.decidedNs = System.nanoTime();
    lastTimeMs = slot.timestampMs;
    lastIndex = slot.index;
    if (slot.live) {
      meter.decide(slot.decidedNs - startNs);
    }
    snapshots.merge();
  }

  void reply(DecisionSlot slot) {
    if (slot.decision == null || LogRecord.origin(slot.record) != origin) {
      return;
    }
    PendingCalls.Call call = pending.waiting(LogRecord.correlation(slot.record));
    if (call != null) {
      meter.appendToCommit(slot.deliveredNs - call.appendedNs);
      pending.decided(call, slot.decision.outcome());
      meter.reply(System.nanoTime() - slot.decidedNs);
    }
  }

  void publish(DecisionSlot slot) {
    if (slot.snapshot != null) {
      snapshots.freezeListeners(slot.snapshot);
    }
    if (slot.decision == null) {
      return;
    }
    for (DecisionListener listener : listeners) {
      listener.decided(slot.index, slot.timestampMs, slot.command, slot.decision, slot.live);
    }
    if (slot.live) {
      meter.decided(slot.command.body().getClass(), slot.decision.outcome());
    }
  }

  void seal(DecisionSlot slot) {
    if (slot.marker != null) {
      slot.marker.run();
    } else if (slot.snapshot != null) {
      snapshots.freezeLedger(slot.snapshot);
    } else if (slot.decision != null) {
      ledger.add(slot.timestampMs, slot.record, slot.command.body(), slot.decision, slot.live);
    }
  }

  /** A snapshot was loaded: the decider goes on after it. */
  void loaded() {
    lastIndex = decider.index();
    lastTimeMs = decider.timeMs();
  }

  /** The number of the last record decided. */
  long lastIndex() {
    return lastIndex;
  }

  /** Log time of the last record decided. */
  long lastTimeMs() {
    return lastTimeMs;
  }
}
