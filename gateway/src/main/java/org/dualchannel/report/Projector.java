package org.dualchannel.report;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;
import org.dualchannel.pipeline.DecisionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings decisions from the publish stage to the database, on a thread of its own.
 *
 * <p>While the node takes calls it never waits: when the queue is full, the store stands where it
 * is until the next start, whose replay it follows. While the node recovers, nobody waits for an
 * answer, and the replay goes no faster than the store can follow, as long as its database works.
 */
final class Projector implements DecisionListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Projector.class);

  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(10);

  /** Decisions that go into one transaction at most. */
  static final int BATCH = 2_000;

  private static final long RETRY_MS = 1_000;
  private static final long POLL_MS = 50;

  /**
   * How long a batch waits for more. A commit costs the database milliseconds whatever is in it,
   * and without a pause it would commit all the time.
   */
  private static final long GATHER_NS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Database database;
  private final BlockingQueue<Item> queue;
  private final Thread thread;
  private final int batchRecords;
  private final List<Item> batch = new ArrayList<>();
  private Writer writer;
  private Projection projection;
  private volatile boolean closing;
  private volatile boolean behind;
  private volatile String trouble;
  private volatile long position = -1;
  private volatile long told;

  /** One decision on its way. */
  private record Item(long index, long timeMs, Command command, Decider.Decision decision) {}

  /** The store is of another log, or a part of this one is missing; trying again does not help. */
  private static final class WrongLogException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongLogException(String message) {
      super(message);
    }
  }

  Projector(Database database, int queueRecords, int batchRecords) {
    this.database = database;
    this.batchRecords = batchRecords;
    queue = new ArrayBlockingQueue<>(queueRecords);
    thread = new Thread(this::run, "report-projector");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void decided(Decider.Decision decision, boolean live) {
    throw new UnsupportedOperationException("needs the place in the log");
  }

  @Override
  public void decided(
      long index, long timeMs, Command command, Decider.Decision decision, boolean live) {
    told = index;
    if (behind) {
      return;
    }
    Item item = new Item(index, timeMs, command, decision);
    if (!(live ? queue.offer(item) : offerPatiently(item))) {
      behind = true;
      LOG.warn(
          "The report store cannot keep up: it stands at record {} until the next start",
          Math.max(position, index - 1));
    }
  }

  private boolean offerPatiently(Item item) {
    try {
      while (!queue.offer(item, POLL_MS, TimeUnit.MILLISECONDS)) {
        if (closing || trouble != null) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run() {
    while (!(closing && queue.isEmpty() && batch.isEmpty())) {
      try {
        fill();
        if (!batch.isEmpty() || writer == null) {
          project();
        }
        trouble = null;
      } catch (WrongLogException e) {
        stop(e.getMessage());
        return;
      } catch (SQLException | RuntimeException e) {
        failed(e);
        if (closing) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void fill() throws InterruptedException {
    if (batch.isEmpty()) {
      Item first = queue.poll(POLL_MS, TimeUnit.MILLISECONDS);
      if (first == null) {
        return;
      }
      batch.add(first);
      long untilNs = System.nanoTime() + GATHER_NS;
      while (batch.size() < batchRecords && !closing && System.nanoTime() - untilNs < 0) {
        if (queue.drainTo(batch, batchRecords - batch.size()) == 0) {
          LockSupport.parkNanos(PAUSE_NS);
        }
      }
    }
  }

  /** Writes the batch in one transaction. A batch that failed is still there the next time. */
  private void project() throws SQLException, WrongLogException {
    if (writer == null) {
      writer = Writer.open(database);
      projection = new Projection(new Pseudonym(writer.salt()));
      position = writer.position();
    }
    long reached = writer.position();
    long reachedMs = writer.timeMs();
    for (Item item : batch) {
      if (item.index() <= writer.position()) {
        refuseOtherLog(item);
        continue;
      }
      if (item.index() != reached + 1) {
        throw new WrongLogException(
            "the report store is at record " + reached + ", the next one is " + item.index());
      }
      for (Change change :
          projection.changes(item.index(), item.timeMs(), item.command(), item.decision())) {
        writer.write(change);
      }
      reached = item.index();
      reachedMs = item.timeMs();
    }
    if (reached > writer.position()) {
      writer.commit(reached, reachedMs);
      position = reached;
    }
    batch.clear();
  }

  private void refuseOtherLog(Item item) throws WrongLogException {
    if (item.index() == writer.position() && item.timeMs() != writer.timeMs()) {
      throw new WrongLogException(
          "the report store was filled from another log: delete it, it is rebuilt from this one");
    }
  }

  private void failed(Exception failure) {
    if (trouble == null) {
      LOG.warn("The report store does not work at present; it is tried again", failure);
    }
    trouble = String.valueOf(failure.getMessage());
    closeWriter();
    if (!closing) {
      try {
        Thread.sleep(RETRY_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void stop(String cause) {
    LOG.error("The report store has stopped: {}", cause);
    trouble = cause;
    behind = true;
    queue.clear();
    batch.clear();
    closeWriter();
  }

  private void closeWriter() {
    if (writer != null) {
      try {
        writer.close();
      } catch (SQLException e) {
        LOG.debug("Closing a broken connection", e);
      }
      writer = null;
    }
  }

  /** The last record in the store; -1 before it was first opened. */
  long position() {
    return position;
  }

  /** The last record that was told of. */
  long told() {
    return told;
  }

  /** Whether it follows again only after the next start. */
  boolean behind() {
    return behind;
  }

  /** What is wrong with the database at present; null when nothing is. */
  String trouble() {
    return trouble;
  }

  /** Writes what is in the queue, unless the database does not work, and stops. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!thread.isAlive()) {
      closeWriter();
    }
  }
}
