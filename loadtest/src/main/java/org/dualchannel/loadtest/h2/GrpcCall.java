package org.dualchannel.loadtest.h2;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;

/** One call: what is still to be sent, and the message that is being received. */
final class GrpcCall {
  private static final int PREFIX = 5;

  final Route route;
  private final CallListener listener;

  /** Id of its stream; 0 while it waits to be opened. */
  int stream;

  /** Bytes that the server still takes of it. */
  long window;

  /** It is in the queue of those that wait for room. */
  boolean queued;

  /** Bytes received since the server was last told that they are consumed. */
  int unacknowledged;

  private final ArrayDeque<byte[]> unsent = new ArrayDeque<>(1);
  private int sent;
  private boolean noMore;
  private boolean halfClosed;
  private boolean ended;

  private long prefix;
  private int prefixBytes;
  private byte[] body;
  private int received;

  GrpcCall(Route route, CallListener listener) {
    this.route = route;
    this.listener = listener;
  }

  void add(byte[] message) {
    unsent.add(message);
  }

  void noMore() {
    noMore = true;
  }

  boolean hasEnded() {
    return ended;
  }

  /** Nothing is left to be sent for now. */
  boolean isIdle() {
    return unsent.isEmpty() && (!noMore || halfClosed);
  }

  /** Bytes of the next message that are left, with its prefix; 0 when only the end is. */
  int left() {
    byte[] next = unsent.peek();
    return next == null ? 0 : PREFIX + next.length - sent;
  }

  /** Whether the stream ends with the next so many bytes. */
  boolean endsWith(int bytes) {
    return noMore && (unsent.isEmpty() || (unsent.size() == 1 && bytes == left()));
  }

  /** Writes so many bytes, at most {@link #left}. */
  void write(ByteBuf out, int bytes) {
    halfClosed = endsWith(bytes);
    byte[] next = unsent.peek();
    if (next == null) {
      return;
    }
    int to = sent + bytes;
    while (sent < PREFIX && sent < to) {
      // Not compressed, then the length with its highest byte first.
      out.writeByte(sent == 0 ? 0 : next.length >>> (8 * (PREFIX - 1 - sent)));
      sent++;
    }
    if (sent < to) {
      out.writeBytes(next, sent - PREFIX, to - sent);
      sent = to;
    }
    if (sent == PREFIX + next.length) {
      unsent.remove();
      sent = 0;
    }
  }

  /** Takes the payload of a frame; passes on the messages that are complete. */
  void receive(ByteBuf payload) {
    while (payload.isReadable()) {
      if (body == null && !readPrefix(payload)) {
        return;
      }
      int count = Math.min(payload.readableBytes(), body.length - received);
      payload.readBytes(body, received, count);
      received += count;
      if (received == body.length) {
        byte[] message = body;
        body = null;
        received = 0;
        prefixBytes = 0;
        listener.onMessage(message);
      }
    }
  }

  private boolean readPrefix(ByteBuf payload) {
    while (prefixBytes < PREFIX && payload.isReadable()) {
      prefix = prefix << 8 | payload.readUnsignedByte();
      prefixBytes++;
    }
    if (prefixBytes < PREFIX) {
      return false;
    }
    body = new byte[(int) prefix];
    prefix = 0;
    return true;
  }

  void end(Status status) {
    if (ended) {
      return;
    }
    ended = true;
    if (status.getCode() == Code.OK_VALUE && (body != null || prefixBytes > 0)) {
      listener.onEnd(
          Status.newBuilder()
              .setCode(Code.INTERNAL_VALUE)
              .setMessage("the call ended within a message")
              .build());
    } else {
      listener.onEnd(status);
    }
  }
}
