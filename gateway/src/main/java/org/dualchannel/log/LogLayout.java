package org.dualchannel.log;

import java.nio.file.Path;

/**
 * Where the log's files are within a node's data directory.
 *
 * @param dataDir the node's directory
 */
record LogLayout(Path dataDir) {

  /** Recording of the log and the archive's catalogue. */
  Path archive() {
    return dataDir.resolve("log").resolve("archive");
  }

  /** Terms of leadership and votes. */
  Path cluster() {
    return dataDir.resolve("log").resolve("cluster");
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
