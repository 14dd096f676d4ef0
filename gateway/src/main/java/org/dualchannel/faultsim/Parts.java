package org.dualchannel.faultsim;

import org.dualchannel.decide.Decider;
import org.dualchannel.pipeline.SteppedNode;
import org.dualchannel.store.Tables;

/**
 * What a simulated node is made of. A test plants a mistake by overriding a part, and shows that
 * the checks find it.
 */
class Parts {
  /** The parts of the product. */
  static final Parts REAL = new Parts();

  /** The tables of one run of a member. */
  Tables tables(int member) {
    return Tables.heap();
  }

  /** How one run of a member decides. */
  SteppedNode.Deciding deciding(int member) {
    return Decider::decide;
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
