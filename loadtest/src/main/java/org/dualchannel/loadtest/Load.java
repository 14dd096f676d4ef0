package org.dualchannel.loadtest;

import org.HdrHistogram.Histogram;

/** A server kept busy for a while. */
interface Load {
  /** Keeps it busy. */
  Leg run(int seconds) throws Exception;

  /**
   * What came of it.
   *
   * @param perSecond calls or prescriptions a second that were answered as they should
   * @param nanos from sending each call or batch to its answer
   */
  record Leg(double perSecond, Histogram nanos) {}
}
