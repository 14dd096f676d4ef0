package org.dualchannel.faultsim;

import java.util.Map;
import org.dualchannel.decide.Decider;
import org.dualchannel.pipeline.SteppedNode;
import org.dualchannel.store.EntryConsumer;
import org.dualchannel.store.Tables;

/**
 * What a simulated cluster is made of. A test plants a mistake by overriding a part, and shows that
 * the checks find it.
 */
class Parts {
  /** The parts of the product. */
  static final Parts REAL = new Parts();

  /**
   * The parts of one run of a node.
   *
   * @param tables makes its tables
   * @param deciding how it decides
   */
  record OfNode(Tables tables, SteppedNode.Deciding deciding) {}

  /** The parts of a run that begins. */
  OfNode node(int member) {
    return new OfNode(Tables.heap(), Decider::decide);
  }

  /** What takes in the sections of a snapshot. */
  Map<String, EntryConsumer> loaders(Map<String, EntryConsumer> loaders) {
    return loaders;
  }

  /**
   * How many entries of its log a member may deliver.
   *
   * @param committed entries that it knows to be committed
   * @param appended entries that it has
   */
  int deliverable(boolean leader, int committed, int appended) {
    return Math.min(committed, appended);
  }
}
