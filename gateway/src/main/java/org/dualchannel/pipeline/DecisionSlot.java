package org.dualchannel.pipeline;

import java.util.concurrent.atomic.AtomicInteger;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;

/** A slot of the decision ring: one record on its way through the stages. */
final class DecisionSlot {
  /** Last stages that have not done with it yet. */
  final AtomicInteger stagesLeft = new AtomicInteger();

  long timestampMs;
  boolean live;
  byte[] record;
  Command command;
  long index;
  Decider.Decision decision;
  long deliveredNs;
  long decidedNs;
  boolean failed;

  /** Run by the last stage in place of a record; null for records. */
  Runnable marker;

  /** Frozen by the stages in place of a record; null for records. */
  SnapshotInProgress snapshot;

  void clear() {
    timestampMs = 0;
    live = false;
    record = null;
    command = null;
    index = 0;
    decision = null;
    deliveredNs = 0;
    decidedNs = 0;
    failed = false;
    marker = null;
    snapshot = null;
  }
}
