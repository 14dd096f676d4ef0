package org.dualchannel.log;

import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, before the cluster starts, which of its snapshots it starts from. The cluster would take
 * the newest; but it is worth something only if the consumer has its own part of it.
 */
final class LogSnapshots {
  private static final Logger LOGGER = LoggerFactory.getLogger(LogSnapshots.class);

  private final LogLayout layout;

  LogSnapshots(LogLayout layout) {
    this.layout = layout;
  }

  /**
   * Lets the consumer choose and makes the cluster forget the later snapshots.
   *
   * @return the position of the snapshot chosen; -1 to start from the log's beginning
   * @throws LogFailedException when there is no beginning any more and no snapshot either
   */
  long choose(RecordConsumer consumer) {
    LogRecording log = CatalogFile.read(layout.archive());
    boolean whole = log == null || log.startPosition() == 0;
    if (!Files.exists(layout.recordingLog())) {
      return chosen(consumer, List.of(), whole, log);
    }
    try (RecordingLog recordings = new RecordingLog(layout.cluster().toFile(), false)) {
      List<Long> positions = usable(recordings);
      long start = chosen(consumer, positions, whole, log);
      forgetAfter(recordings, start);
      return start;
    }
  }

  private static long chosen(
      RecordConsumer consumer, List<Long> positions, boolean whole, LogRecording log) {
    long start = consumer.startFrom(positions, whole);
    if (start != -1 && !positions.contains(start)) {
      throw new IllegalArgumentException("the log has no snapshot at position " + start);
    }
    if (start == -1 && !whole) {
      throw new LogFailedException(
          "the log begins at position "
              + log.startPosition()
              + ", what was before is purged, and there is no whole snapshot to start from: "
              + "restore a backup");
    }
    return start;
  }

  /** Positions of the snapshots whose parts are all there, newest first. */
  private List<Long> usable(RecordingLog recordings) {
    Map<Long, LogRecording> byId = new HashMap<>();
    CatalogFile.readAll(layout.archive()).forEach(each -> byId.put(each.id(), each));
    List<Long> positions = new ArrayList<>();
    for (RecordingLog.Entry entry : recordings.entries()) {
      if (isSnapshot(entry) && entry.serviceId == ConsensusModule.Configuration.SERVICE_ID) {
        boolean whole =
            recordings.entries().stream()
                .filter(part -> isSnapshot(part) && part.logPosition == entry.logPosition)
                .allMatch(part -> isWhole(byId.get(part.recordingId), part));
        if (whole) {
          positions.add(entry.logPosition);
        }
      }
    }
    positions.sort(Comparator.reverseOrder());
    return positions;
  }

  static boolean isSnapshot(RecordingLog.Entry entry) {
    return entry.isValid && entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT;
  }

  private static boolean isWhole(LogRecording recording, RecordingLog.Entry entry) {
    if (recording == null) {
      return false; // given up when newer ones had come
    }
    try (FrameScan scan = new FrameScan(recording)) {
      return scan.run(frame -> {}) > recording.startPosition() && scan.tornTail() == null;
    } catch (LogDamagedException e) {
      LOGGER.warn(
          "the log's snapshot at position {} is damaged: {}", entry.logPosition, e.getMessage());
      return false;
    }
  }

  private static void forgetAfter(RecordingLog recordings, long start) {
    RecordingLog.Entry latest;
    while ((latest = latest(recordings)) != null && latest.logPosition != start) {
      LOGGER.warn("the snapshot at log position {} is passed over", latest.logPosition);
      if (!recordings.invalidateLatestSnapshot()) {
        throw new LogFailedException(
            "the snapshot at log position " + latest.logPosition + " cannot be taken back");
      }
    }
    recordings.force(1);
  }

  private static RecordingLog.Entry latest(RecordingLog recordings) {
    return recordings.getLatestSnapshot(ConsensusModule.Configuration.SERVICE_ID);
  }
}
