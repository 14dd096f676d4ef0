package org.dualchannel.log;

import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.exceptions.AeronException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether what this member lacks of the log can still be had from the others. They may
 * have purged it behind their snapshots while this one was away or lost its disk; the cluster would
 * then ask for it again and again.
 */
final class PeerLogs {
  private static final Logger LOGGER = LoggerFactory.getLogger(PeerLogs.class);

  /** How long another member's archive is given to answer; one that is down never does. */
  private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(400);

  private final AeronLogContext ctx;
  private final AeronArchive.Context own;

  /** Where a log begins and ends. */
  private record Extent(long start, long end) {
    /** An archive without a log. */
    static final Extent NONE = new Extent(Long.MAX_VALUE, 0);
  }

  /**
   * @param own how this member's archive is reached
   */
  PeerLogs(AeronLogContext ctx, AeronArchive.Context own) {
    this.ctx = ctx;
    this.own = own;
  }

  /**
   * Asks the others. Nothing follows when one of them does not answer: it may have the rest.
   *
   * @throws LogFailedException when all that have a log have given up what comes after the last
   *     record of this member's
   */
  void throwIfBehind() {
    List<Long> starts = new ArrayList<>();
    for (LogMember member : ctx.members()) {
      if (!member.equals(ctx.self())) {
        Extent log = log(archiveOf(member));
        if (log == null) {
          return;
        }
        starts.add(log.start());
      }
    }
    starts.removeIf(start -> start == Extent.NONE.start());
    Extent here = log(own.clone());
    if (here == null || starts.isEmpty()) {
      return;
    }
    long end = here.end();
    if (starts.stream().allMatch(start -> start > end)) {
      throw new LogFailedException(
          "the log of this member ends at position "
              + end
              + ", and the others have purged what follows: theirs begin at "
              + starts
              + ". Empty this member's directory and restore a backup of the leader into it");
    }
  }

  private AeronArchive.Context archiveOf(LogMember member) {
    return own.clone()
        .controlRequestChannel("aeron:udp?endpoint=" + member.archive())
        .controlRequestStreamId(AeronArchive.Configuration.controlStreamId())
        .controlResponseChannel("aeron:udp?endpoint=" + ctx.self().host() + ":0")
        .messageTimeoutNs(PATIENCE_NS);
  }

  /** The log in an archive; null when that does not answer. */
  private static Extent log(AeronArchive.Context context) {
    context.errorHandler(e -> LOGGER.debug("while another archive was asked", e));
    Extent[] found = {Extent.NONE};
    try (AeronArchive archive = AeronArchive.connect(context)) {
      long[] running = {-1};
      archive.listRecordings(
          0,
          Integer.MAX_VALUE,
          (controlSession,
              correlation,
              id,
              startTime,
              stopTime,
              start,
              stop,
              initialTerm,
              segmentLength,
              termLength,
              mtu,
              session,
              stream,
              channel,
              originalChannel,
              source) -> {
            if (stream == ConsensusModule.Configuration.LOG_STREAM_ID_DEFAULT) {
              found[0] = new Extent(start, stop);
              running[0] = stop == AeronArchive.NULL_POSITION ? id : -1;
            }
          });
      if (running[0] >= 0) {
        found[0] = new Extent(found[0].start(), archive.getRecordingPosition(running[0]));
      }
    } catch (AeronException e) {
      LOGGER.debug("another archive does not answer", e);
      return null;
    }
    return found[0];
  }
}
