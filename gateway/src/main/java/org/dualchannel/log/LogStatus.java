package org.dualchannel.log;

/**
 * A log's view of itself, for health and metrics.
 *
 * @param role part that this member plays now
 * @param live whether recovery has caught up on this member
 * @param connected whether the appender has a session with the leader
 * @param commitPosition position up to which the log is committed, in bytes since its beginning
 * @param deliveredPosition position up to which records were handed to the consumer; the same scale
 * @param errorCount errors that the log's machinery reported since it started, fatal or not
 * @param sessionsLost sessions with the leader that broke since it started; appends under way at
 *     that moment are in doubt
 * @param failedReason null while the log works; else why it stopped for good
 */
public record LogStatus(
    Role role,
    boolean live,
    boolean connected,
    long commitPosition,
    long deliveredPosition,
    long errorCount,
    long sessionsLost,
    String failedReason) {

  /** The part a member plays. */
  public enum Role {
    /** Its log decides. */
    LEADER,
    /** It follows a leader, or is still recovering. */
    FOLLOWER,
    /** It stands for election. */
    CANDIDATE
  }

  /** Whether this member leads. */
  public boolean isLeader() {
    return role == Role.LEADER;
  }

  /** Whether the log has stopped for good. */
  public boolean failed() {
    return failedReason != null;
  }
}
