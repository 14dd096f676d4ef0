package org.dualchannel.report;

import java.sql.SQLException;
import java.util.ArrayDeque;
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
  static final int BATCH = 10_000;

  /** A transaction that has as much is not added to: 150,000 submits while a checkpoint is made. */
  private static final long BATCH_BYTES = 1 << 26;

  /** Little comes in while a batch is less than this part of one. */
  private static final int QUIET = 10;

  private static final long RETRY_MS = 1_000;
  private static final long POLL_MS = 50;

  /**
   * How long a batch waits for more. A commit costs the database milliseconds whatever is in it,
   * and without a pause it would commit all the time. Reports show what was decided a second ago.
   */
  private static final long GATHER_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Database database;
  private final BlockingQueue<Item> queue;
  private final Thread thread;
  private final int batchRecords;
  private final ArrayDeque<Item> taken = new ArrayDeque<>();
  private final Pending pending = new Pending();
  private final Checkpoints checkpoints;
  private Writer writer;
  private volatile boolean closing;
  private volatile boolean behind;
  private volatile String trouble;
  private volatile long position = -1;
  private volatile long told;

  /** One decision on its way. */
  private record Item(long index, long timeMs, Command command, Decider.Decision decision) {}

  Projector(Database database, int queueRecords, int batchRecords) {
    this(database, queueRecords, batchRecords, new Checkpoints(database));
  }

  Projector(Database database, int queueRecords, int batchRecords, Checkpoints checkpoints) {
    this.database = database;
    this.batchRecords = batchRecords;
    this.checkpoints = checkpoints;
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
    while (!(closing && queue.isEmpty() && taken.isEmpty() && pending.isEmpty())) {
      try {
        open();
        if (pending.isEmpty()) {
          gather();
        }
        commit();
        trouble = null;
      } catch (Pending.WrongLogException e) {
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

  private void open() throws SQLException, Pending.WrongLogException {
    if (writer == null) {
      writer = Writer.open(database);
      pending.goOn(writer);
      position = writer.position();
    }
  }

  /**
   * Turns decisions into rows as they come, so that they are garbage soon, until there are enough
   * for a transaction or the oldest has waited for long enough.
   */
  private void gather() throws InterruptedException, Pending.WrongLogException {
    if (taken.isEmpty()) {
      Item first = queue.poll(POLL_MS, TimeUnit.MILLISECONDS);
      if (first == null) {
        return;
      }
      taken.add(first);
    }
    long untilNs = System.nanoTime() + GATHER_NS;
    project();
    while (hasRoom() && (checkpoints.running() || System.nanoTime() - untilNs < 0)) {
      if (queue.drainTo(taken, batchRecords) > 0) {
        project();
      } else if (closing) {
        return;
      } else {
        LockSupport.parkNanos(PAUSE_NS);
      }
    }
  }

  /** A commit would only wait for a checkpoint, so meanwhile there is more room. */
  private boolean hasRoom() {
    return pending.bytes() < BATCH_BYTES
        && (pending.records() < batchRecords || checkpoints.running());
  }

  private void project() throws Pending.WrongLogException {
    while (!taken.isEmpty() && hasRoom()) {
      Item item = taken.peek();
      pending.add(item.index(), item.timeMs(), item.command(), item.decision());
      taken.remove();
    }
  }

  private void commit() throws SQLException {
    boolean quiet = pending.records() < batchRecords / QUIET;
    if (!pending.isEmpty()) {
      pending.write();
      position = writer.position();
    }
    checkpoints.startIfDue(quiet);
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
    taken.clear();
    pending.clear();
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
      checkpoints.await();
      closeWriter();
    }
  }
}
