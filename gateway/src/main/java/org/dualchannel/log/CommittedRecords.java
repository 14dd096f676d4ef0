package org.dualchannel.log;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;

/**
 * The end of the log at which committed messages come out: takes batches apart and hands the
 * records over, on the container's thread. It holds no state that outlives the process.
 */
final class CommittedRecords implements ClusteredService {

  private final RecordConsumer consumer;
  private final AppenderIdentity identity;
  private final FailStop failStop;
  private final Crc32c crc = new Crc32c();
  private long lastTimestampMs = Long.MIN_VALUE;
  private volatile long deliveredPosition;
  private volatile LogStatus.Role role = LogStatus.Role.FOLLOWER;
  private volatile boolean live;
  private volatile Term term = new Term(-1, -1);

  /** The term that the log was last led in, and by whom. */
  record Term(long number, int leader) {}

  CommittedRecords(RecordConsumer consumer, AppenderIdentity identity, FailStop failStop) {
    this.consumer = consumer;
    this.identity = identity;
    this.failStop = failStop;
  }

  @Override
  public void onSessionMessage(
      ClientSession session,
      long timestamp,
      DirectBuffer buffer,
      int offset,
      int length,
      Header header) {
    stopIfFailed();
    try {
      RecordBatch.verify(buffer, offset, length, crc);
      lastTimestampMs = Math.max(lastTimestampMs, timestamp);
      RecordBatch.deliver(lastTimestampMs, buffer, offset, length, consumer);
      deliveredPosition = header.position();
    } catch (RecordBatch.Malformed e) {
      throw stop(
          "the log message that ends at position "
              + header.position()
              + " is damaged, byte "
              + e.offset()
              + " of it: "
              + e.getMessage(),
          e);
    } catch (RuntimeException | Error e) {
      throw stop(
          "the record consumer failed in the message that ends at log position "
              + header.position()
              + ": "
              + e,
          e);
    }
  }

  @Override
  public void onSessionOpen(ClientSession session, long timestamp) {
    stopIfFailed();
    if (!live && identity.is(session.encodedPrincipal())) {
      try {
        consumer.onLive();
      } catch (RuntimeException | Error e) {
        throw stop("the record consumer failed when the log went live: " + e, e);
      }
      live = true;
    }
  }

  @Override
  public void onRoleChange(Cluster.Role newRole) {
    role = LogStatus.Role.valueOf(newRole.name());
  }

  @Override
  public void onNewLeadershipTermEvent(
      long leadershipTermId,
      long logPosition,
      long timestamp,
      long termBaseLogPosition,
      int leaderMemberId,
      int logSessionId,
      TimeUnit timeUnit,
      int appVersion) {
    term = new Term(leadershipTermId, leaderMemberId);
  }

  /**
   * Snapshots are not part of this release: recovery replays the whole log. One that left out the
   * consumer's state would lose it, so whoever asks for one is refused by stopping.
   */
  @Override
  public void onTakeSnapshot(ExclusivePublication snapshotPublication) {
    throw stop("a snapshot was requested, which this release cannot take", null);
  }

  @Override
  public void onStart(Cluster cluster, Image snapshotImage) {
    if (snapshotImage != null) {
      throw stop("the log holds a snapshot, which this release cannot read", null);
    }
  }

  @Override
  public void onSessionClose(ClientSession session, long timestamp, CloseReason closeReason) {
    // sessions mean nothing to the records
  }

  @Override
  public void onTimerEvent(long correlationId, long timestamp) {
    // timers are records of the layer above
  }

  @Override
  public void onTerminate(Cluster cluster) {
    // the container's termination hook tells the node
  }

  LogStatus.Role role() {
    return role;
  }

  Term term() {
    return term;
  }

  boolean live() {
    return live;
  }

  long deliveredPosition() {
    return deliveredPosition;
  }

  /** Once the log has failed not one more record goes out, wherever the failure was. */
  private void stopIfFailed() {
    if (failStop.failed()) {
      throw new AgentTerminationException("the log has stopped: " + failStop.reason());
    }
  }

  private AgentTerminationException stop(String reason, Throwable cause) {
    failStop.fail(reason);
    return new AgentTerminationException(new LogFailedException(reason, cause));
  }
}
