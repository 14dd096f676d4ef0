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
 * records over, on the container's thread. Of its state only the last time outlives the process.
 */
final class CommittedRecords implements ClusteredService {

  private final RecordConsumer consumer;
  private final AppenderIdentity identity;
  private final FailStop failStop;
  private final Crc32c crc = new Crc32c();
  private final long startPosition; // of the snapshot to start from; -1 for none
  private Cluster cluster;
  private long lastTimestampMs = Long.MIN_VALUE;
  private volatile long deliveredPosition;
  private volatile LogStatus.Role role = LogStatus.Role.FOLLOWER;
  private volatile boolean live;
  private volatile Term term = new Term(-1, -1);

  /** The term that the log was last led in, and by whom. */
  record Term(long number, int leader) {}

  CommittedRecords(
      RecordConsumer consumer, AppenderIdentity identity, FailStop failStop, long startPosition) {
    this.startPosition = startPosition;
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
   * The log's own snapshot holds next to nothing: the state is in a file of the consumer's, found
   * again by the position.
   */
  @Override
  public void onTakeSnapshot(ExclusivePublication snapshotPublication) {
    stopIfFailed();
    long position = cluster.logPosition(); // a field of the container's, not a call to the cluster
    try {
      ServiceSnapshot.write(snapshotPublication, new ServiceSnapshot(position, lastTimestampMs));
      consumer.onSnapshot(position);
    } catch (RuntimeException | Error e) {
      throw stop("the snapshot at log position " + position + " failed: " + e, e);
    }
  }

  @Override
  public void onStart(Cluster started, Image snapshotImage) {
    cluster = started;
    if (snapshotImage == null) {
      if (startPosition >= 0) {
        throw stop("the log starts without the snapshot at position " + startPosition, null);
      }
      return;
    }
    try {
      ServiceSnapshot snapshot = ServiceSnapshot.read(snapshotImage);
      if (snapshot.position() != startPosition) {
        throw new IllegalStateException(
            "it is of position " + snapshot.position() + ", not " + startPosition);
      }
      lastTimestampMs = snapshot.lastTimestampMs();
      deliveredPosition = snapshot.position();
    } catch (RuntimeException e) {
      throw stop("the log's snapshot cannot be read: " + e.getMessage(), e);
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
