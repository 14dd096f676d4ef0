package org.dualchannel.ops;

import java.util.List;

/**
 * What a node says about itself. Both lists are asked for on the thread that answers HTTP, so they
 * must come at once, from values that other threads publish.
 */
public interface Health {

  /**
   * One thing that was looked at.
   *
   * @param name what, such as {@code log}
   * @param ok whether it is as it should be
   * @param detail why not, or a figure worth knowing; never patient data
   */
  record Check(String name, boolean ok, String detail) {}

  /** Whether the process should be left running: not ok once the log has failed for good. */
  List<Check> liveness();

  /** Whether calls should be sent here: recovered, and accepting. */
  List<Check> readiness();
}
