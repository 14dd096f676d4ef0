package org.dualchannel.log;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the archive's catalogue says of the recording that holds the log.
 *
 * @param archiveDir directory of the catalogue and of the recording's files
 * @param id number of the recording in the archive
 * @param startPosition position of the first byte kept, in bytes since the log's beginning
 * @param stopPosition position of its end; {@link #UNKNOWN} while it is written and after a crash
 * @param initialTermId term id of the log's first term
 * @param segmentLength bytes of each file
 * @param termLength bytes of a term
 * @param mtu longest frame, header included
 * @param streamId stream that every frame names
 * @param sessionId session of the publication that wrote last
 */
record LogRecording(
    Path archiveDir,
    long id,
    long startPosition,
    long stopPosition,
    int initialTermId,
    int segmentLength,
    int termLength,
    int mtu,
    int streamId,
    int sessionId) {

  /** Stop position of a recording that was not stopped in good order. */
  static final long UNKNOWN = -1;

  boolean stopped() {
    return stopPosition != UNKNOWN;
  }

  /** Position of the first byte of the file that holds the log's first byte. */
  long firstSegmentPosition() {
    return startPosition - startPosition % termLength; // files begin with a term
  }

  Path segmentFile(long segmentPosition) {
    return archiveDir.resolve(id + "-" + segmentPosition + ".rec");
  }

  /** The same recording in another directory. */
  LogRecording in(Path otherDir) {
    return new LogRecording(
        otherDir,
        id,
        startPosition,
        stopPosition,
        initialTermId,
        segmentLength,
        termLength,
        mtu,
        streamId,
        sessionId);
  }

  /** Whether a file is one of this recording's. */
  boolean owns(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(id + "-") && name.endsWith(".rec");
  }

  /** First positions of the recording's files, in order and without gaps. */
  List<Long> segments(List<Path> files) {
    List<Long> positions = new ArrayList<>();
    for (Path file : files) {
      positions.add(positionOf(file));
    }
    positions.sort(null);
    long expected = firstSegmentPosition();
    for (long position : positions) {
      if (position != expected) {
        throw new LogDamagedException(
            segmentFile(expected), 0, "the file is missing, the next one is of " + position);
      }
      expected += segmentLength;
    }
    if (stopped() && expected < stopPosition) {
      throw new LogDamagedException(
          segmentFile(expected), 0, "the file is missing, the log ends at " + stopPosition);
    }
    return positions;
  }

  private long positionOf(Path file) {
    String name = file.getFileName().toString();
    String prefix = id + "-";
    try {
      if (name.startsWith(prefix)) {
        return Long.parseLong(name.substring(prefix.length(), name.length() - ".rec".length()));
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    throw new LogDamagedException(file, 0, "not a file of the log, which is recording " + id);
  }
}
