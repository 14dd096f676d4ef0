package org.dualchannel.loadtest.h2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One connection to a gRPC server, without TLS. Everything but opening and closing happens on its
 * event loop. It is not opened again when the server ends it: calls fail from then on.
 */
public final class GrpcConnection extends ByteToMessageDecoder implements AutoCloseable {
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

  private final String authority;
  private final Outbound outbound = new Outbound();
  private final Replies replies = new Replies();
  private ChannelHandlerContext context;
  private final ByteBuf headerBlock = Unpooled.buffer();
  private int headerFlags;
  private int unacknowledged;
  private boolean reading;
  private boolean flushPlanned;
  private Status broken;
  private volatile boolean closedHere;

  /** Done when the server has said what it allows; failed when it ended the connection instead. */
  private final CompletableFuture<Void> greeted = new CompletableFuture<>();

  private GrpcConnection(String authority) {
    this.authority = authority;
  }

  /**
   * Opens one. It stands once the server's first settings are here: a client that opens more
   * streams than the server allows, because it does not know yet, has them refused, and a server
   * that has refused enough of them closes the connection.
   *
   * @param loop everything of it happens there; the caller must be another thread
   * @throws IOException when it does not stand in time
   */
  public static GrpcConnection open(EventLoop loop, InetSocketAddress address, long timeoutMs)
      throws IOException, InterruptedException {
    GrpcConnection connection =
        new GrpcConnection(address.getHostString() + ':' + address.getPort());
    ChannelFuture connected =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeoutMs)
            .handler(connection)
            .connect(address);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    if (!connected.await(timeoutMs, TimeUnit.MILLISECONDS) || !connected.isSuccess()) {
      connected.cancel(false);
      throw new IOException("cannot connect to " + connection.authority, connected.cause());
    }
    try {
      connection.greeted.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException silent) {
      connection.close();
      throw new IOException("no HTTP/2 server at " + connection.authority, silent);
    }
    return connection;
  }

  /**
   * A method to be called in somebody's name.
   *
   * @param method as in {@code dualchannel.v1.PrescriptionService/SubmitPrescription}
   * @param principal as in the header of development mode
   */
  public Route route(String method, String principal) {
    return new Route(
        this,
        List.of(
            new FieldTable.Field(":method", "POST"),
            new FieldTable.Field(":scheme", "http"),
            new FieldTable.Field(":path", "/" + method),
            new FieldTable.Field(":authority", authority),
            new FieldTable.Field("te", "trailers"),
            new FieldTable.Field("content-type", "application/grpc"),
            new FieldTable.Field("user-agent", "dualchannel-loadtest"),
            new FieldTable.Field("x-dualchannel-principal", principal)));
  }

  /** Ends it; calls under way end as CANCELLED. */
  @Override
  public void close() {
    closedHere = true;
    Channel channel = context == null ? null : context.channel();
    if (channel != null) {
      var unused = channel.close();
    }
  }

  void send(GrpcCall call) {
    if (broken != null) {
      call.end(broken);
      return;
    }
    outbound.send(call);
    planFlush();
  }

  void more(GrpcCall call) {
    if (broken == null && !call.hasEnded()) {
      outbound.more(call);
      planFlush();
    }
  }

  private void planFlush() {
    if (!reading && !flushPlanned) {
      flushPlanned = true;
      context.executor().execute(this::flush);
    }
  }

  private void flush() {
    flushPlanned = false;
    ByteBuf bytes = outbound.take();
    if (bytes != null) {
      var unused = context.writeAndFlush(bytes, context.voidPromise());
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    context = ctx;
    outbound.allocator(ctx.alloc());
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    outbound.preface(PREFACE);
    flush();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    reading = true;
    super.channelRead(ctx, message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    super.channelReadComplete(ctx);
    reading = false;
    flush();
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
      throws Http2Exception {
    while (in.readableBytes() >= Frame.HEADER) {
      int start = in.readerIndex();
      int length = in.getUnsignedMedium(start);
      if (in.readableBytes() < Frame.HEADER + length) {
        return;
      }
      int type = in.getUnsignedByte(start + 3);
      int flags = in.getUnsignedByte(start + 4);
      int stream = in.getInt(start + 5) & 0x7FFF_FFFF;
      in.skipBytes(Frame.HEADER);
      frame(type, flags, stream, in.readSlice(length));
    }
  }

  private void frame(int type, int flags, int stream, ByteBuf payload) throws Http2Exception {
    switch (type) {
      case Frame.DATA -> data(flags, stream, payload);
      case Frame.HEADERS -> {
        headerFlags = flags;
        headers(flags, stream, unpadded(flags, payload));
      }
      case Frame.CONTINUATION ->
          headers((headerFlags & ~Frame.END_HEADERS) | flags, stream, payload);
      case Frame.RST_STREAM -> reset(stream, payload.readUnsignedInt());
      case Frame.SETTINGS -> settings(flags, payload);
      case Frame.PING -> {
        if ((flags & Frame.ACK) == 0) {
          outbound.pong(payload);
        }
      }
      case Frame.GOAWAY -> goAway(payload.readInt() & 0x7FFF_FFFF, payload.readUnsignedInt());
      case Frame.WINDOW_UPDATE -> outbound.windowUpdate(stream, payload.readInt() & 0x7FFF_FFFF);
      default -> {
        // Nothing that matters.
      }
    }
  }

  private static ByteBuf unpadded(int flags, ByteBuf payload) {
    int padding = (flags & Frame.PADDED) == 0 ? 0 : payload.readUnsignedByte();
    if ((flags & Frame.PRIORITY) != 0) {
      payload.skipBytes(5);
    }
    return payload.readSlice(payload.readableBytes() - padding);
  }

  private void data(int flags, int stream, ByteBuf payload) {
    int size = payload.readableBytes();
    unacknowledged += size;
    if (unacknowledged >= Outbound.WINDOW / 2) {
      outbound.consumed(0, unacknowledged);
      unacknowledged = 0;
    }
    GrpcCall call = outbound.find(stream);
    if (call == null) {
      return;
    }
    call.unacknowledged += size;
    if (call.unacknowledged >= Outbound.WINDOW / 2) {
      outbound.consumed(stream, call.unacknowledged);
      call.unacknowledged = 0;
    }
    call.receive(unpadded(flags & Frame.PADDED, payload));
    if ((flags & Frame.END_STREAM) != 0) {
      end(stream, Replies.failed(Code.INTERNAL_VALUE, "the call ended without a status"));
    }
  }

  private void headers(int flags, int stream, ByteBuf fragment) throws Http2Exception {
    ByteBuf block = fragment;
    if ((flags & Frame.END_HEADERS) == 0 || headerBlock.isReadable()) {
      headerBlock.writeBytes(fragment);
      if ((flags & Frame.END_HEADERS) == 0) {
        return;
      }
      block = headerBlock;
    }
    Status status = replies.read(stream, block);
    headerBlock.clear();
    if (status.getCode() != Replies.GOES_ON.getCode()) {
      end(stream, status);
    } else if ((flags & Frame.END_STREAM) != 0) {
      end(stream, Replies.failed(Code.INTERNAL_VALUE, "the call ended without a status"));
    }
  }

  private void reset(int stream, long code) {
    end(stream, Replies.failed(Code.UNAVAILABLE_VALUE, "reset by the server with code " + code));
  }

  private void end(int stream, Status status) {
    GrpcCall call = outbound.remove(stream);
    if (call != null) {
      // Room for the next first, which the end of this call may well bring.
      outbound.pump();
      call.end(status);
    }
  }

  private void settings(int flags, ByteBuf payload) throws Http2Exception {
    if ((flags & Frame.ACK) != 0) {
      return;
    }
    while (payload.readableBytes() >= Frame.SETTING) {
      outbound.setting(payload.readUnsignedShort(), payload.readUnsignedInt());
    }
    outbound.acknowledgeSettings();
    greeted.complete(null);
  }

  private void goAway(int lastStream, long code) {
    broken =
        Replies.failed(
            Code.UNAVAILABLE_VALUE, "the server is closing the connection, code " + code);
    outbound.removeAfter(lastStream).forEach(call -> call.end(broken));
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    super.channelInactive(ctx);
    if (broken == null) {
      broken =
          Replies.failed(
              closedHere ? Code.CANCELLED_VALUE : Code.UNAVAILABLE_VALUE,
              "the connection is closed");
    }
    outbound.removeAfter(0).forEach(call -> call.end(broken));
    outbound.release();
    greeted.completeExceptionally(new IOException(broken.getMessage()));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    broken = Replies.failed(Code.INTERNAL_VALUE, "the connection failed: " + cause);
    outbound.removeAfter(0).forEach(call -> call.end(broken));
    var unused = ctx.close();
  }
}
