package org.dualchannel.log;

import io.aeron.cluster.client.AeronCluster;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * The log of the product: a member of an Aeron cluster, wholly in this process.
 *
 * <p>Records are delivered on a thread of the log. On a single member appends go to the leader
 * through shared memory; with three, over UDP to whichever leads.
 */
public final class AeronLog implements ReplicatedLog {

  private static final int MAX_BATCH_BYTES =
      AeronLogContext.TERM_LENGTH / 8 - AeronCluster.SESSION_HEADER_LENGTH;

  private final DirectoryLock lock;
  private final FailStop failStop;
  private final CommittedRecords committed;
  private final AeronNode node;
  private final LogSession session;
  private final int self;
  private final List<String> members;
  private final Semaphore doubts = new Semaphore(0);
  private long lastCommitPosition;
  private volatile boolean closed;

  private AeronLog(AeronLogContext ctx, RecordConsumer consumer, DirectoryLock lock) {
    this.lock = lock;
    this.failStop = new FailStop(consumer);
    AppenderIdentity identity = new AppenderIdentity();
    ctx.layout().create();
    DataSchema.write(ctx.layout().dataDir());
    TailRepair.run(ctx.layout());
    long start = new LogSnapshots(ctx.layout()).choose(consumer);
    this.committed = new CommittedRecords(consumer, identity, failStop, start);
    this.node = AeronNode.launch(ctx, identity, committed, failStop);
    this.session = connect(ctx, identity);
    this.self = ctx.memberId();
    this.members = ctx.members().stream().map(m -> m.host() + ':' + m.basePort()).toList();
    if (members.size() > 1) {
      failStop.onDoubt(doubts::release);
      Thread asking = new Thread(this::askOthers, "log-peers");
      asking.setDaemon(true);
      asking.start();
    }
  }

  /** Whenever this member waits for a part of the log in vain, finds out whether there is hope. */
  private void askOthers() {
    try {
      while (true) {
        doubts.acquire();
        doubts.drainPermits();
        if (closed) {
          return;
        }
        node.throwIfBehind();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (LogFailedException e) {
      failStop.fail(e.getMessage());
    } catch (RuntimeException e) {
      failStop.onError(e);
    }
  }

  private LogSession connect(AeronLogContext ctx, AppenderIdentity identity) {
    try {
      return new LogSession(ctx, identity, failStop);
    } catch (RuntimeException e) {
      failStop.closing();
      node.close();
      throw e;
    }
  }

  /**
   * Starts the node on its data directory and begins to deliver what the log holds.
   *
   * @throws IllegalArgumentException when the configuration is wrong
   * @throws LogFailedException when another process uses the directory, or a newer release wrote it
   * @throws LogDamagedException when the end of the log was damaged otherwise than by a crash
   */
  public static AeronLog open(AeronLogContext context, RecordConsumer consumer) {
    AeronLogContext ctx = context.conclude();
    DirectoryLock lock = DirectoryLock.acquire(ctx.layout().dataDir());
    try {
      DataSchema.check(ctx.layout().dataDir());
      return new AeronLog(ctx, consumer, lock);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public boolean append(DirectBuffer batch, int offset, int length) {
    throwIfStopped();
    if (length <= 0 || length > MAX_BATCH_BYTES) {
      throw new IllegalArgumentException("a batch has 1 to " + MAX_BATCH_BYTES + " bytes");
    }
    boolean appended = session.offer(batch, offset, length);
    node.wake();
    return appended;
  }

  @Override
  public int poll() {
    throwIfStopped();
    return session.poll();
  }

  @Override
  public long way() {
    return session.way();
  }

  @Override
  public boolean leads() {
    return committed.role() == LogStatus.Role.LEADER;
  }

  @Override
  public LogMembership membership() {
    CommittedRecords.Term term = committed.term();
    return new LogMembership(self, members, term.leader(), term.number());
  }

  private void throwIfStopped() {
    failStop.throwIfFailed();
    if (closed) {
      throw new LogFailedException("the log is closed");
    }
  }

  @Override
  public int maxBatchBytes() {
    return MAX_BATCH_BYTES;
  }

  @Override
  public synchronized LogStatus status() {
    if (!closed && !failStop.failed()) {
      lastCommitPosition = node.commitPosition(); // counts for another once its owner has ended
    }
    return new LogStatus(
        committed.role(),
        committed.live(),
        session.connected(),
        lastCommitPosition,
        committed.deliveredPosition(),
        failStop.errorCount(),
        session.lost(),
        failStop.reason());
  }

  @Override
  public long figure(LogFigure figure) {
    return node.figure(figure);
  }

  @Override
  public boolean requestSnapshot() {
    return running() && committed.live() && node.requestSnapshot();
  }

  /** Whether the cluster has not yet noted a snapshot that it was asked for. */
  boolean snapshotUnderWay() {
    return running() && node.snapshotUnderWay();
  }

  @Override
  public synchronized long purge(long position, boolean records) {
    throwIfStopped();
    return node.purge(position, records);
  }

  private synchronized boolean running() {
    return !closed && !failStop.failed();
  }

  FailStop failStop() {
    return failStop;
  }

  /** To be called by the appender thread, or after it has ended. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    failStop.closing();
    doubts.release();
    CloseHelper.quietCloseAll(session, node, lock);
  }
}
