package org.dualchannel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second how much room is left on the disk of the data directory, and has commands
 * refused while it is little: a node whose disk is full in the middle of a write has stopped for
 * good, one that refuses in time answers reads and goes on by itself once there is room.
 */
final class DiskWatch implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(DiskWatch.class);
  private static final long MIB = 1024 * 1024;

  private final String where;
  private final FreeSpace freeSpace;
  private final long minFreeMb;
  private final Consumer<String> readOnly;
  private final ScheduledExecutorService timer;
  private boolean low;

  /** Tells how much room there is, in MiB. */
  interface FreeSpace {
    long mib() throws IOException;
  }

  /**
   * @param minFreeMb room that has to be left, in MiB; 0 looks at nothing
   * @param readOnly takes the cause when room becomes little, and null when there is enough again
   */
  DiskWatch(Path dataDir, long minFreeMb, Consumer<String> readOnly) {
    this(
        dataDir.toString(),
        () -> Files.getFileStore(dataDir).getUsableSpace() / MIB,
        minFreeMb,
        readOnly);
  }

  DiskWatch(String where, FreeSpace freeSpace, long minFreeMb, Consumer<String> readOnly) {
    this.where = where;
    this.freeSpace = freeSpace;
    this.minFreeMb = minFreeMb;
    this.readOnly = readOnly;
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "disk-watch");
              thread.setDaemon(true);
              return thread;
            });
    if (minFreeMb > 0) {
      look();
      timer.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }
  }

  void look() {
    try {
      long freeMb = freeSpace.mib();
      boolean isLow = freeMb < minFreeMb;
      if (isLow) {
        readOnly.accept(
            "read-only: " + freeMb + " MiB are free on its disk, " + minFreeMb + " are needed");
      } else if (low) {
        readOnly.accept(null);
      }
      if (isLow != low) {
        LOGGER.warn(
            "{}: {} MiB are free on the disk, commands are {}",
            where,
            freeMb,
            isLow ? "refused" : "taken again");
      }
      low = isLow;
    } catch (IOException e) {
      LOGGER.warn("cannot tell how much room the disk has: {}", e.toString());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
