package org.dualchannel.log;

import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.RecordingLog;

/** Gives up what nobody will start from any more. Works on the running archive. */
final class LogPurge {
  private final LogLayout layout;
  private final AeronArchive archive;

  LogPurge(LogLayout layout, AeronArchive archive) {
    this.layout = layout;
    this.archive = archive;
  }

  /** Gives up the cluster's snapshots before a position. */
  void snapshotsBefore(long position) {
    try (RecordingLog recordings = new RecordingLog(layout.cluster().toFile(), false)) {
      for (RecordingLog.Entry entry : recordings.entries()) {
        int type = entry.type & ~RecordingLog.ENTRY_TYPE_INVALID_FLAG;
        if (type == RecordingLog.ENTRY_TYPE_SNAPSHOT
            && entry.logPosition < position
            && exists(entry.recordingId)) {
          archive.purgeRecording(entry.recordingId);
        }
      }
    }
  }

  /**
   * Gives up the files of the log that hold nothing from a position on.
   *
   * @return position of the first byte kept
   */
  long recordsBefore(long position) {
    long recording;
    try (RecordingLog recordings = new RecordingLog(layout.cluster().toFile(), false)) {
      recording = recordings.findLastTermRecordingId();
    }
    long[] start = new long[1];
    long[] first = new long[1];
    archive.listRecording(
        recording,
        (controlSession,
            correlation,
            id,
            startTime,
            stopTime,
            startPosition,
            stopPosition,
            initialTerm,
            segmentLength,
            termLength,
            mtu,
            session,
            stream,
            channel,
            originalChannel,
            source) -> {
          start[0] = startPosition;
          first[0] =
              AeronArchive.segmentFileBasePosition(
                  startPosition, position, termLength, segmentLength);
        });
    if (first[0] > start[0]) {
      archive.purgeSegments(recording, first[0]);
    }
    return Math.max(start[0], first[0]);
  }

  private boolean exists(long recording) {
    return archive.listRecording(recording, (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p) -> {})
        == 1;
  }
}
