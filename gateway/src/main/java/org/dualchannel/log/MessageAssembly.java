package org.dualchannel.log;

import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Puts the frames of the log together to messages and passes them on.
 *
 * <p>A message may stay without its end where a leader stopped in the middle of it: at the end of
 * the log, or before the message that opens the next term of leadership. It was never committed and
 * is left out, as the cluster does.
 */
final class MessageAssembly {

  private final LogMessages messages;
  private final ExpandableArrayBuffer parts = new ExpandableArrayBuffer();
  private int length; // 0 when no message is open
  private Path file;
  private long offset;
  private LogDamagedException strangePadding; // null while every padding is of its term's writer
  private int strangeSessionId;
  private long abandoned;
  private long position;

  MessageAssembly(LogMessages messages) {
    this.messages = messages;
  }

  void onFrame(LogFrame frame) {
    if (frame.isPadding()) {
      onPadding(frame);
      return;
    }
    if (length > 0 && frame.isBegin()) {
      abandon(frame);
    }
    if (length == 0) {
      if (!frame.isBegin()) {
        throw frame.damaged(5, "a part of a message without its beginning");
      }
      file = frame.file();
      offset = frame.offset();
    }
    if (frame.isBegin() && frame.isEnd()) {
      deliver(frame, frame.buffer(), frame.payloadOffset(), frame.payloadLength());
      return;
    }
    parts.putBytes(length, frame.buffer(), frame.payloadOffset(), frame.payloadLength());
    length += frame.payloadLength();
    if (frame.isEnd()) {
      int whole = length;
      length = 0;
      deliver(frame, parts, 0, whole);
    }
  }

  private void deliver(LogFrame frame, DirectBuffer buffer, int at, int size) {
    position = frame.endPosition();
    try {
      messages.onMessage(buffer, at, size, frame.endPosition());
    } catch (RecordBatch.Malformed e) {
      throw new LogDamagedException(
          file,
          offset,
          "byte " + e.offset() + " of the message that begins here: " + e.getMessage());
    }
    if (strangePadding != null) {
      if (messages.logSessionId() != strangeSessionId) {
        throw strangePadding;
      }
      strangePadding = null;
    }
  }

  /**
   * Padding at the end of a term names its writer: this term's, or that of a term about to open.
   */
  private void onPadding(LogFrame frame) {
    if (strangePadding != null) {
      throw strangePadding;
    }
    if (messages.knowsSession() && frame.sessionId() != messages.logSessionId()) {
      strangeSessionId = frame.sessionId();
      strangePadding =
          frame.damaged(12, "session id " + frame.sessionId() + ", not " + messages.logSessionId());
    }
  }

  private void abandon(LogFrame frame) {
    if (!messages.isNewTerm(frame.buffer(), frame.payloadOffset(), frame.payloadLength())) {
      throw frame.damaged(5, "a message begins within another");
    }
    abandon();
  }

  private void abandon() {
    if (messages.isComplete(parts, 0, length)) {
      throw new LogDamagedException(
          file, offset, "the message that begins here is complete but has no end mark");
    }
    length = 0;
    abandoned++;
  }

  /** To be called at the end of the log. */
  void finish(LogRecording recording) {
    if (length > 0) {
      abandon();
    }
    if (strangePadding != null && strangeSessionId != recording.sessionId()) {
      throw strangePadding;
    }
  }

  long abandoned() {
    return abandoned;
  }

  /** File of the message delivered now. */
  Path file() {
    return file;
  }

  /** Offset in {@link #file} of the message delivered now. */
  long offset() {
    return offset;
  }

  /** Position of the log behind the message delivered now. */
  long position() {
    return position;
  }
}
