package org.dualchannel.loadtest.h2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.collection.IntObjectHashMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * What one connection sends: opens streams as far as the server allows, keeps to its windows, and
 * gathers frames until they are taken to be written at once.
 */
final class Outbound {
  /** What the server may send unacknowledged, on the connection and on a stream. */
  static final int WINDOW = 16 << 20;

  private static final int FIRST_WINDOW = 65_535;
  private static final int FIRST_FRAME_SIZE = 16_384;
  private static final int FIRST_BUFFER = 16_384;

  private final FieldTable fields = new FieldTable();
  private final IntObjectHashMap<GrpcCall> open = new IntObjectHashMap<>();

  /** Open calls with something to send that the server has no room for. */
  private final ArrayDeque<GrpcCall> waiting = new ArrayDeque<>();

  /** Calls beyond the number that may be open, in their order. */
  private final ArrayDeque<GrpcCall> unopened = new ArrayDeque<>();

  private ByteBufAllocator allocator;
  private ByteBuf out;
  private int nextStream = 1;
  private long window = FIRST_WINDOW;
  private long streamWindow = FIRST_WINDOW;
  private int frameSize = FIRST_FRAME_SIZE;
  private long mostOpen = Integer.MAX_VALUE;

  void allocator(ByteBufAllocator of) {
    allocator = of;
  }

  /** What was gathered since; null when nothing. */
  ByteBuf take() {
    ByteBuf taken = out;
    out = null;
    return taken;
  }

  void release() {
    if (out != null) {
      out.release();
      out = null;
    }
  }

  private ByteBuf out() {
    if (out == null) {
      out = allocator.ioBuffer(FIRST_BUFFER);
    }
    return out;
  }

  void preface(byte[] preface) {
    out().writeBytes(preface);
    Frame.header(out, 2 * Frame.SETTING, Frame.SETTINGS, 0, 0);
    Frame.setting(out, Frame.ENABLE_PUSH, 0);
    Frame.setting(out, Frame.INITIAL_WINDOW_SIZE, WINDOW);
    Frame.windowUpdate(out, 0, WINDOW - FIRST_WINDOW);
  }

  void send(GrpcCall call) {
    if (!unopened.isEmpty() || open.size() >= mostOpen) {
      unopened.add(call);
    } else {
      open(call);
    }
  }

  /** It has got more to send. */
  void more(GrpcCall call) {
    if (call.stream != 0 && !call.queued) {
      push(call);
    }
  }

  /** Sends what waits, as far as there is room now. */
  void pump() {
    for (int left = waiting.size(); left > 0 && window > 0; left--) {
      GrpcCall call = waiting.remove();
      call.queued = false;
      if (!call.hasEnded()) {
        push(call);
      }
    }
    while (!unopened.isEmpty() && open.size() < mostOpen) {
      open(unopened.remove());
    }
  }

  private void open(GrpcCall call) {
    byte[] block = call.route.block(fields);
    call.stream = nextStream;
    call.window = streamWindow;
    nextStream += 2;
    open.put(call.stream, call);
    Frame.header(out(), block.length, Frame.HEADERS, Frame.END_HEADERS, call.stream);
    out.writeBytes(block);
    push(call);
  }

  /** Sends what there is room for; the call waits with the rest. */
  private void push(GrpcCall call) {
    while (!call.isIdle()) {
      int left = call.left();
      int bytes = (int) Math.min(Math.min(left, frameSize), Math.min(window, call.window));
      if (bytes <= 0 && left > 0) {
        call.queued = true;
        waiting.add(call);
        return;
      }
      int flags = call.endsWith(bytes) ? Frame.END_STREAM : 0;
      Frame.header(out(), bytes, Frame.DATA, flags, call.stream);
      call.write(out, bytes);
      window -= bytes;
      call.window -= bytes;
    }
  }

  /** The call of a stream; null when it has ended. */
  GrpcCall find(int stream) {
    return open.get(stream);
  }

  GrpcCall remove(int stream) {
    return open.remove(stream);
  }

  /** Takes out the calls that the server will not answer. */
  List<GrpcCall> removeAfter(int lastStream) {
    List<GrpcCall> lost = new ArrayList<>();
    for (GrpcCall call : open.values().toArray(new GrpcCall[0])) {
      if (call.stream > lastStream) {
        open.remove(call.stream);
        lost.add(call);
      }
    }
    lost.addAll(unopened);
    unopened.clear();
    return lost;
  }

  void windowUpdate(int stream, int bytes) {
    if (stream == 0) {
      window += bytes;
    } else {
      GrpcCall call = open.get(stream);
      if (call != null) {
        call.window += bytes;
      }
    }
    pump();
  }

  void setting(int name, long value) throws Http2Exception {
    switch (name) {
      case Frame.HEADER_TABLE_SIZE -> {
        if (!fields.limit((int) Math.min(value, FieldTable.DEFAULT_CAPACITY))) {
          throw new Http2Exception(Http2Error.INTERNAL_ERROR, "header table made smaller");
        }
      }
      case Frame.MAX_CONCURRENT_STREAMS -> mostOpen = value;
      case Frame.INITIAL_WINDOW_SIZE -> {
        long more = value - streamWindow;
        streamWindow = value;
        open.values().forEach(call -> call.window += more);
      }
      case Frame.MAX_FRAME_SIZE -> frameSize = (int) value;
      default -> {
        // Nothing that matters.
      }
    }
  }

  void acknowledgeSettings() {
    Frame.header(out(), 0, Frame.SETTINGS, Frame.ACK, 0);
    pump();
  }

  void pong(ByteBuf payload) {
    Frame.header(out(), payload.readableBytes(), Frame.PING, Frame.ACK, 0);
    out.writeBytes(payload);
  }

  void consumed(int stream, int bytes) {
    Frame.windowUpdate(out(), stream, bytes);
  }
}
