package org.dualchannel.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what DuckDB has written ahead into its tables. A checkpoint compresses every group of rows
 * that is not full yet once more, and nothing can be committed meanwhile; so it is made seldom,
 * when little comes in if that can be waited for, and on a thread of its own, so that decisions can
 * still be taken from the queue. What lies ahead is read again at the next opening, some 220,000
 * submits a second, unless the store was closed.
 */
final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /** Written ahead, at which there is one while little comes in: 90,000 submits. */
  private static final long QUIET_BYTES = 32L << 20;

  /** Written ahead, at which there is one in any case: 370,000 submits. */
  private static final long MOST_BYTES = 128L << 20;

  private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(10);

  private final Database database;
  private final Path ahead; // null when the database sees to it itself
  private final long quietBytes;
  private final long mostBytes;
  private volatile Thread running;
  private volatile long notBeforeNs = System.nanoTime();

  Checkpoints(Database database) {
    this(database, QUIET_BYTES, MOST_BYTES);
  }

  /** With limits of its own. */
  Checkpoints(Database database, long quietBytes, long mostBytes) {
    this.database = database;
    this.ahead = database.writtenAhead();
    this.quietBytes = quietBytes;
    this.mostBytes = mostBytes;
  }

  /** Whether one is being made. Until it is not, a commit would wait for it. */
  boolean running() {
    Thread thread = running;
    return thread != null && thread.isAlive();
  }

  /**
   * Starts one when there is enough to do.
   *
   * @param quiet whether little comes in at present
   */
  void startIfDue(boolean quiet) {
    if (ahead == null || running() || System.nanoTime() - notBeforeNs < 0) {
      return;
    }
    if (bytesAhead() < (quiet ? quietBytes : mostBytes)) {
      return;
    }
    Thread thread = new Thread(this::checkpoint, "report-checkpoint");
    thread.setDaemon(true);
    thread.start();
    running = thread;
  }

  private long bytesAhead() {
    try {
      return Files.size(ahead);
    } catch (IOException e) {
      return 0; // it is there when something is in it
    }
  }

  private void checkpoint() {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("CHECKPOINT");
      }
    } catch (SQLException e) {
      // Whoever writes learns what is wrong, if it is.
      notBeforeNs = System.nanoTime() + RETRY_NS;
      LOG.debug("No checkpoint this time", e);
    }
  }

  /** Waits until none is being made. */
  void await() {
    Thread thread = running;
    if (thread != null) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
