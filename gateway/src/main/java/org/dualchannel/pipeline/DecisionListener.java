package org.dualchannel.pipeline;

import org.dualchannel.decide.Command;
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

  /**
   * As {@link #decided(Decider.Decision, boolean)}, for listeners that also ask for the place of
   * the record and the command. The pipeline calls this one only.
   *
   * @param index number of the record in the log, from 1; the outcome of a repeated command has the
   *     number of the first
   * @param timeMs log time of the record
   */
  default void decided(
      long index, long timeMs, Command command, Decider.Decision decision, boolean live) {
    decided(decision, live);
  }
}
