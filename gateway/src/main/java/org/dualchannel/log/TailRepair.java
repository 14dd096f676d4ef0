package org.dualchannel.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what a crash left of an unfinished write, before the archive starts: the archive itself
 * would refuse to start on some such remains, and would leave others behind its end.
 */
final class TailRepair {

  private static final Logger LOGGER = LoggerFactory.getLogger(TailRepair.class);

  private TailRepair() {}

  /**
   * @throws LogDamagedException when the end of the log is damaged otherwise than by a crash
   */
  static void run(LogLayout layout) {
    LogRecording recording = CatalogFile.read(layout.archive());
    if (recording == null || recording.stopped()) {
      return;
    }
    TornTail torn;
    try (FrameScan scan = new FrameScan(recording)) {
      scan.runTail();
      torn = scan.tornTail();
    }
    if (torn != null) {
      LOGGER.warn(
          "{}: an unfinished write of {} bytes at offset {} is removed; it was never acknowledged",
          torn.file(),
          torn.length(),
          torn.offset());
      cut(torn, recording.segmentLength());
    }
  }

  private static void cut(TornTail torn, int segmentLength) {
    try (RandomAccessFile file = new RandomAccessFile(torn.file().toFile(), "rw")) {
      file.setLength(torn.offset());
      file.setLength(segmentLength);
      file.getFD().sync();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot repair " + torn.file(), e);
    }
  }
}
