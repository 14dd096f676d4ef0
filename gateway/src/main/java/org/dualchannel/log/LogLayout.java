package org.dualchannel.log;

import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Where the log's files are within a node's data directory.
 *
 * @param dataDir the node's directory
 */
record LogLayout(Path dataDir) {

  /**
   * Creates the directories and forces their entries to disk: a forced file is worth nothing in a
   * directory that a power cut takes away.
   */
  void create() {
    try {
      for (Path dir : List.of(archive(), cluster())) {
        Files.createDirectories(dir);
      }
      for (Path dir : List.of(archive().getParent(), dataDir, dataDir.resolve("..").normalize())) {
        try (FileChannel channel = FileChannel.open(dir, StandardOpenOption.READ)) {
          channel.force(true);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the log's directories in " + dataDir, e);
    }
  }

  /** Recording of the log and the archive's catalogue. */
  Path archive() {
    return dataDir.resolve("log").resolve("archive");
  }

  /** Terms of leadership and votes. */
  Path cluster() {
    return dataDir.resolve("log").resolve("cluster");
  }

  /** The cluster's list of its terms and snapshots. */
  Path recordingLog() {
    return cluster().resolve(RecordingLog.RECORDING_LOG_FILE_NAME);
  }

  /** Signs of life of the running process; worth nothing once it is gone. */
  Path marks() {
    return dataDir.resolve("log").resolve("marks");
  }

  /** Buffers of the media driver, where shared memory has no room for them. */
  Path driver() {
    return dataDir.resolve("log").resolve("driver");
  }
}
