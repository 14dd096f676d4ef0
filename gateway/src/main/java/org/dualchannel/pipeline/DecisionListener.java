package org.dualchannel.pipeline;

import org.dualchannel.decide.Decider;

/** Is told every decision in log order, replayed ones included, on the publish stage's thread. */
public interface DecisionListener {

  /**
   * One command was decided. Must not block and must not throw: it is behind the decisions, and
   * what it cannot keep up with it drops.
   *
   * @param live whether the node had caught up with its log; false while it recovers
   */
  void decided(Decider.Decision decision, boolean live);
}
