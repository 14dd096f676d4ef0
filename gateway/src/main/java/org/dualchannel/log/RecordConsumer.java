package org.dualchannel.log;

import org.agrona.DirectBuffer;

/**
 * Takes the committed records, in order, on the log's one delivery thread.
 *
 * <p>Whoever needs a record's index counts: the first record of the log is the first call, after a
 * restart too. An exception thrown here stops the log for good. A call may wait for room
 * downstream, but for seconds at most: a thread that stands still for long counts as dead.
 */
public interface RecordConsumer {

  /**
   * One committed record.
   *
   * @param timestampMs time of its batch, epoch milliseconds of the leader's clock; never less than
   *     that of the record before
   * @param buffer holds the record from {@code offset} for {@code length} bytes, during this call
   *     only
   */
  void onRecord(long timestampMs, DirectBuffer buffer, int offset, int length);

  /** The batch that the last records came in is complete. */
  default void onBatchEnd() {}

  /**
   * Recovery has caught up: every record committed before this member joined has been delivered.
   * Called once, on the delivery thread.
   */
  default void onLive() {}

  /**
   * The log has stopped for good and delivers nothing more. Called once, on any thread.
   *
   * @param reason text for the operator
   */
  default void onFailed(String reason) {}
}
