package org.dualchannel.log;

import org.agrona.DirectBuffer;

/**
 * An ordered log of records that survives a crash.
 *
 * <p>What is appended comes back through the {@link RecordConsumer} given when the log was opened:
 * first everything that was committed before, then, after {@link RecordConsumer#onLive()}, what is
 * committed from now on, in one order that is the same on every member and after every restart. A
 * record that came back is durable; one that did not come back yet may be lost with the process.
 *
 * <p>{@link #append} and {@link #poll} belong to one thread, the appender; {@link #status} may be
 * asked by any thread.
 */
public interface ReplicatedLog extends AutoCloseable {

  /**
   * Offers a batch built by {@link RecordBatch}: its records are committed together or not at all.
   *
   * @return false when the log cannot take it now (not connected yet, or under back-pressure); the
   *     caller polls and tries again
   * @throws LogFailedException when the log has stopped for good
   * @throws IllegalArgumentException when the batch is empty or longer than {@link #maxBatchBytes}
   */
  boolean append(DirectBuffer batch, int offset, int length);

  /**
   * The duty cycle of the appender thread: keep-alive, events of the cluster, reconnecting a lost
   * session. To be called in a loop even when there is nothing to append.
   *
   * @return an amount of work done; 0 means that the thread may idle
   * @throws LogFailedException when the log has stopped for good
   */
  int poll();

  /** The longest batch that {@link #append} takes, in bytes. */
  int maxBatchBytes();

  /**
   * Number of the way that appends take to the log. It is another one after the leader has changed
   * or a lost session was made anew: what was appended under an earlier number and did not come
   * back may be lost, and whoever still wants it appends it again. For the appender thread.
   */
  default long way() {
    return 0;
  }

  /** Whether this member leads; safe on any thread. */
  default boolean leads() {
    return status().isLeader();
  }

  /** Who the members are and which of them leads; safe on any thread. */
  default LogMembership membership() {
    return LogMembership.ALONE;
  }

  /** What the log knows of itself now; safe on any thread. */
  LogStatus status();

  /** What the log's machinery counts of itself; -1 when it does not count that. Any thread. */
  default long figure(LogFigure figure) {
    return -1;
  }

  /**
   * Asks for a snapshot on all members: {@link RecordConsumer#onSnapshot} follows. Any thread.
   *
   * @return whether it was asked for; false when this member does not lead, or one is under way
   */
  default boolean requestSnapshot() {
    return false;
  }

  /**
   * Gives up the log's own snapshots before a position, and, if so wished, the records before it as
   * far as whole files hold nothing else. Any thread.
   *
   * @param position where a snapshot was taken that nobody will start before any more
   * @return position of the first byte kept; -1 when that was not changed
   */
  default long purge(long position, boolean records) {
    return -1;
  }

  /** Stops at once. What was appended but has not come back may or may not be in the log. */
  @Override
  void close();
}
