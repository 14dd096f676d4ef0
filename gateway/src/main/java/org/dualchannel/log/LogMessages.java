package org.dualchannel.log;

import io.aeron.cluster.codecs.ClusterActionRequestDecoder;
import io.aeron.cluster.codecs.MembershipChangeEventDecoder;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.NewLeadershipTermEventDecoder;
import io.aeron.cluster.codecs.SessionCloseEventDecoder;
import io.aeron.cluster.codecs.SessionMessageHeaderDecoder;
import io.aeron.cluster.codecs.SessionOpenEventDecoder;
import io.aeron.cluster.codecs.TimerEventDecoder;
import org.agrona.DirectBuffer;

/**
 * The messages of the cluster within the log. Verifies each one's length, its place in the order of
 * leadership terms, and the batch of records that it carries.
 */
final class LogMessages {

  private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

  private final RecordConsumer consumer;
  private final Crc32c crc = new Crc32c();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final SessionMessageHeaderDecoder session = new SessionMessageHeaderDecoder();
  private final NewLeadershipTermEventDecoder newTerm = new NewLeadershipTermEventDecoder();
  private final SessionOpenEventDecoder sessionOpen = new SessionOpenEventDecoder();
  private long term = Long.MIN_VALUE; // until the first leadership term is seen
  private int logSessionId;
  private long firstTimestampMs;
  private long lastTimestampMs = Long.MIN_VALUE;
  private long batches;
  private final boolean fromMiddle;
  private long skippedUpTo = -1;

  /**
   * @param fromMiddle whether the log does not begin with a term of leadership, its beginning being
   *     purged
   */
  LogMessages(RecordConsumer consumer, boolean fromMiddle) {
    this.consumer = consumer;
    this.fromMiddle = fromMiddle;
  }

  /**
   * Verifies the records up to a position without handing them over.
   *
   * @param timestampMs time of the last of them
   */
  void skip(long position, long timestampMs) {
    skippedUpTo = position;
    lastTimestampMs = timestampMs;
  }

  /** Whether it is known which session wrote this leadership term. */
  boolean knowsSession() {
    return !fromMiddle || logSessionId != 0;
  }

  /** Whether a message, or the beginning of one, opens a term of leadership. */
  boolean isNewTerm(DirectBuffer buffer, int offset, int length) {
    return length >= HEADER
        && header.wrap(buffer, offset).templateId() == NewLeadershipTermEventDecoder.TEMPLATE_ID;
  }

  /** Session of the publication that wrote this leadership term. */
  int logSessionId() {
    return logSessionId;
  }

  /**
   * One whole message.
   *
   * @param endPosition position of the log behind it
   * @throws RecordBatch.Malformed when it is not what the cluster or {@link RecordBatch} writes
   */
  void onMessage(DirectBuffer buffer, int offset, int length, long endPosition) {
    if (length < HEADER) {
      throw new RecordBatch.Malformed(0, "a message of " + length + " bytes");
    }
    header.wrap(buffer, offset);
    if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
      throw new RecordBatch.Malformed(4, "message schema " + header.schemaId());
    }
    int fixed = HEADER + header.blockLength();
    if (length < fixed) {
      throw new RecordBatch.Malformed(0, "a message of " + length + " bytes, not " + fixed);
    }
    if (header.blockLength() < leastBlock(header.templateId())) {
      throw new RecordBatch.Malformed(0, "a block of " + header.blockLength() + " bytes");
    }
    switch (header.templateId()) {
      case SessionMessageHeaderDecoder.TEMPLATE_ID ->
          onBatch(buffer, offset, length, fixed, endPosition);
      case NewLeadershipTermEventDecoder.TEMPLATE_ID -> {
        expectLength(length, fixed);
        onNewTerm(buffer, offset, endPosition);
      }
      case SessionOpenEventDecoder.TEMPLATE_ID ->
          expectLength(length, sessionOpenLength(buffer, offset, length));
      case SessionCloseEventDecoder.TEMPLATE_ID,
          TimerEventDecoder.TEMPLATE_ID,
          ClusterActionRequestDecoder.TEMPLATE_ID,
          MembershipChangeEventDecoder.TEMPLATE_ID ->
          expectLength(length, fixed);
      default -> throw new RecordBatch.Malformed(2, "message template " + header.templateId());
    }
  }

  /** Bytes that are read of a message of this kind, whatever it says of its length. */
  private static int leastBlock(int templateId) {
    return switch (templateId) {
      case SessionMessageHeaderDecoder.TEMPLATE_ID -> SessionMessageHeaderDecoder.BLOCK_LENGTH;
      case NewLeadershipTermEventDecoder.TEMPLATE_ID -> NewLeadershipTermEventDecoder.BLOCK_LENGTH;
      default -> 0;
    };
  }

  /** Whether a message without an end is nevertheless complete, so that its end mark is missing. */
  boolean isComplete(DirectBuffer buffer, int offset, int length) {
    if (length <= HEADER) {
      return false;
    }
    header.wrap(buffer, offset);
    int fixed = HEADER + header.blockLength();
    if (header.templateId() != SessionMessageHeaderDecoder.TEMPLATE_ID || length <= fixed) {
      return false;
    }
    try {
      RecordBatch.verify(buffer, offset + fixed, length - fixed, crc);
      return true;
    } catch (RecordBatch.Malformed e) {
      return false;
    }
  }

  private void onBatch(DirectBuffer buffer, int offset, int length, int fixed, long endPosition) {
    session.wrap(buffer, offset + HEADER, header.blockLength(), header.version());
    if (fromMiddle && term == Long.MIN_VALUE) {
      term = session.leadershipTermId();
    }
    if (session.leadershipTermId() != term) {
      throw new RecordBatch.Malformed(
          HEADER, "leadership term " + session.leadershipTermId() + " within term " + term);
    }
    try {
      RecordBatch.verify(buffer, offset + fixed, length - fixed, crc);
    } catch (RecordBatch.Malformed e) {
      throw new RecordBatch.Malformed(fixed + e.offset(), e.getMessage());
    }
    if (endPosition <= skippedUpTo) {
      return;
    }
    if (batches++ == 0) {
      firstTimestampMs = session.timestamp();
    }
    lastTimestampMs = Math.max(lastTimestampMs, session.timestamp());
    RecordBatch.deliver(lastTimestampMs, buffer, offset + fixed, length - fixed, consumer);
  }

  private void onNewTerm(DirectBuffer buffer, int offset, long endPosition) {
    newTerm.wrap(buffer, offset + HEADER, header.blockLength(), header.version());
    if (newTerm.leadershipTermId() <= term || newTerm.logPosition() != endPosition) {
      throw new RecordBatch.Malformed(
          HEADER,
          "leadership term "
              + newTerm.leadershipTermId()
              + " after "
              + term
              + ", its position "
              + newTerm.logPosition()
              + " at "
              + endPosition);
    }
    term = newTerm.leadershipTermId();
    logSessionId = newTerm.logSessionId();
  }

  private int sessionOpenLength(DirectBuffer buffer, int offset, int length) {
    sessionOpen.wrap(buffer, offset + HEADER, header.blockLength(), header.version());
    int expected = HEADER + header.blockLength();
    for (int variable = 0; variable < 2; variable++) { // response channel, principal
      if (length < expected + Integer.BYTES) {
        return expected + Integer.BYTES;
      }
      int variableLength = buffer.getInt(offset + expected);
      if (variableLength < 0 || variableLength > length) {
        throw new RecordBatch.Malformed(
            expected, variableLength + " bytes in a message of " + length);
      }
      expected += Integer.BYTES + variableLength;
    }
    return expected;
  }

  private static void expectLength(int length, int expected) {
    if (length != expected) {
      throw new RecordBatch.Malformed(0, "a message of " + length + " bytes, not " + expected);
    }
  }

  long batches() {
    return batches;
  }

  long firstTimestampMs() {
    return firstTimestampMs;
  }

  long lastTimestampMs() {
    return batches == 0 ? 0 : lastTimestampMs;
  }
}
