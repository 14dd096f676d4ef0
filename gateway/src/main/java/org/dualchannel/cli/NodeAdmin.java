package org.dualchannel.cli;

import org.dualchannel.decide.Body;
import org.dualchannel.decide.Logic;
import org.dualchannel.ops.Admin;
import org.dualchannel.pipeline.Pipeline;

/** What an operator may ask of a running node. */
record NodeAdmin(Pipeline pipeline, Logic logic) implements Admin {
  private static final String NOT_READY = "the node does not take calls";

  @Override
  public String snapshot() {
    if (!pipeline.ready()) {
      return NOT_READY;
    }
    if (pipeline.snapshots().request()) {
      return null;
    }
    return pipeline.logStatus().isLeader()
        ? "one is under way"
        : "this member does not lead; ask the leader";
  }

  @Override
  public String activate(int version) {
    if (!pipeline.ready()) {
      return NOT_READY;
    }
    if (version > Logic.NEWEST) {
      return "this release knows logic 1 to " + Logic.NEWEST;
    }
    if (version <= logic.active()) {
      return "logic " + logic.active() + " decides already";
    }
    pipeline.own(new Body.ActivateLogic(version));
    return null;
  }
}
