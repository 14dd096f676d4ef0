package org.dualchannel.log;

import io.aeron.AeronCounters;

/**
 * What the log's machinery counts of itself; a closed set, read with {@link ReplicatedLog#figure}.
 * Names that end with {@code NANOS} are times; all but those with {@code LONGEST} only grow.
 */
public enum LogFigure {
  /** Time spent writing blocks of the log and forcing them to disk. */
  WRITE_NANOS(AeronCounters.ARCHIVE_RECORDER_TOTAL_WRITE_TIME_TYPE_ID),
  /** Bytes so written. */
  WRITE_BYTES(AeronCounters.ARCHIVE_RECORDER_TOTAL_WRITE_BYTES_TYPE_ID),
  /** The longest that one block took, to be written and forced, since the start. */
  WRITE_LONGEST_NANOS(AeronCounters.ARCHIVE_RECORDER_MAX_WRITE_TIME_TYPE_ID),

  /** Errors of the media driver. */
  DRIVER_ERRORS(system(AeronCounters.SYSTEM_COUNTER_ID_ERRORS)),
  /** Errors of the archive. */
  ARCHIVE_ERRORS(AeronCounters.ARCHIVE_ERROR_COUNT_TYPE_ID),
  /** Errors of the consensus module. */
  CONSENSUS_ERRORS(AeronCounters.CLUSTER_CONSENSUS_MODULE_ERROR_COUNT_TYPE_ID),
  /** Errors of the delivery of committed records. */
  SERVICE_ERRORS(AeronCounters.CLUSTER_CLUSTERED_SERVICE_ERROR_COUNT_TYPE_ID),

  /** The longest round of the media driver's thread. */
  DRIVER_CYCLE_LONGEST_NANOS(system(AeronCounters.SYSTEM_COUNTER_ID_CONDUCTOR_MAX_CYCLE_TIME)),
  /** The longest round of the archive's thread. */
  ARCHIVE_CYCLE_LONGEST_NANOS(AeronCounters.ARCHIVE_MAX_CYCLE_TIME_TYPE_ID),
  /** The longest round of the consensus module. */
  CONSENSUS_CYCLE_LONGEST_NANOS(AeronCounters.CLUSTER_MAX_CYCLE_TIME_TYPE_ID),
  /** The longest round of the delivery. */
  SERVICE_CYCLE_LONGEST_NANOS(AeronCounters.CLUSTER_CLUSTERED_SERVICE_MAX_CYCLE_TIME_TYPE_ID),

  /** Rounds of the media driver that took longer than its threshold. */
  DRIVER_CYCLES_EXCEEDED(
      system(AeronCounters.SYSTEM_COUNTER_ID_CONDUCTOR_CYCLE_TIME_THRESHOLD_EXCEEDED)),
  /** Rounds of the archive that took longer than its threshold. */
  ARCHIVE_CYCLES_EXCEEDED(AeronCounters.ARCHIVE_CYCLE_TIME_THRESHOLD_EXCEEDED_TYPE_ID),
  /** Rounds of the consensus module that took longer than its threshold. */
  CONSENSUS_CYCLES_EXCEEDED(AeronCounters.CLUSTER_CYCLE_TIME_THRESHOLD_EXCEEDED_TYPE_ID),
  /** Rounds of the delivery that took longer than its threshold. */
  SERVICE_CYCLES_EXCEEDED(
      AeronCounters.CLUSTER_CLUSTERED_SERVICE_CYCLE_TIME_THRESHOLD_EXCEEDED_TYPE_ID),

  /** Elections that this member took part in. */
  ELECTIONS(AeronCounters.CLUSTER_ELECTION_COUNT_TYPE_ID),
  /** Snapshots of the log itself. */
  SNAPSHOTS(AeronCounters.CLUSTER_SNAPSHOT_COUNTER_TYPE_ID),
  /** The longest that one of them took. */
  SNAPSHOT_LONGEST_NANOS(AeronCounters.CLUSTER_TOTAL_MAX_SNAPSHOT_DURATION_TYPE_ID),

  /** Requests for what was lost on the way, sent. */
  NAKS_SENT(system(AeronCounters.SYSTEM_COUNTER_ID_NAK_MESSAGES_SENT)),
  /** The same, received. */
  NAKS_RECEIVED(system(AeronCounters.SYSTEM_COUNTER_ID_NAK_MESSAGES_RECEIVED)),
  /** What was sent again. */
  RETRANSMITS(system(AeronCounters.SYSTEM_COUNTER_ID_RETRANSMITS_SENT)),
  /** Packets that the network did not take whole. */
  SHORT_SENDS(system(AeronCounters.SYSTEM_COUNTER_ID_SHORT_SENDS)),
  /** Packets that nobody of the cluster can have sent. */
  INVALID_PACKETS(system(AeronCounters.SYSTEM_COUNTER_ID_INVALID_PACKETS)),
  /** Times that a sender went beyond what its receiver had room for. */
  OVERRUNS(system(AeronCounters.SYSTEM_COUNTER_ID_FLOW_CONTROL_OVER_RUNS));

  /** Type of Aeron's counter, or, of a counter of the driver itself, less than 0. */
  private final int counter;

  LogFigure(int counter) {
    this.counter = counter;
  }

  private static int system(int id) {
    return -1 - id;
  }

  /** Whether this is the figure of a counter. */
  boolean isOf(int typeId, int key) {
    return counter >= 0
        ? typeId == counter
        : typeId == AeronCounters.DRIVER_SYSTEM_COUNTER_TYPE_ID && key == -1 - counter;
  }
}
