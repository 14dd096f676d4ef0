package org.dualchannel.edge;

import org.dualchannel.rules.Reason;

/** Is told of every answered call; whoever assembles the node turns it into metrics. */
public interface Meter {
  /** Measures nothing. */
  Meter NONE = (method, refused, nanos) -> {};

  /**
   * A call, or one item of a batch, was answered.
   *
   * @param method a constant of the program, such as {@code DispensePrescription}
   * @param refused why; null when it succeeded
   * @param nanos from its arrival to its answer
   */
  void answered(String method, Reason refused, long nanos);
}
