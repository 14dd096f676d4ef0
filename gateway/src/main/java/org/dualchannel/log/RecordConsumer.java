package org.dualchannel.log;

import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Takes the committed records, in order, on the log's one delivery thread.
 *
 * <p>Whoever needs a record's index counts: the first call has the first record of the log, or,
 * when the consumer chose to go on from a snapshot, the first one after it. An exception thrown
 * here stops the log for good. A call may wait for room downstream, but for seconds at most: a
 * thread that stands still for long counts as dead.
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
   * Where to start from, asked once while the log is opened, before anything is delivered. The
   * consumer has taken in its own snapshot of the position that it answers.
   *
   * @param positions positions at which the log took snapshots, newest first
   * @param whole whether the log is there from its beginning
   * @return one of the positions; -1 to be given every record from the beginning
   */
  default long startFrom(List<Long> positions, boolean whole) {
    return -1;
  }

  /**
   * The log takes a snapshot here: between the last record delivered and the next. The consumer
   * fixes what it has made of the records so far, and stores it in its own time. A replay takes the
   * snapshots on its way again, so that one that was lost or damaged is made good.
   *
   * @param position position of the log, by which {@link #startFrom} asks later
   */
  default void onSnapshot(long position) {}

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
