package org.dualchannel.edge;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Accepts connections up to a limit and closes those beyond it at once, so that callers cannot use
 * up the files that the process may have open: a log that cannot open one has to stop for good.
 *
 * <p>A connection that takes nothing of what is sent to it for a while is closed. The HTTP/2 layer
 * would wait: it says goodbye first, and that is never read either.
 */
@ChannelHandler.Sharable
final class ConnectionLimit extends ChannelInboundHandlerAdapter
    implements ChannelFactory<ServerChannel>, AutoCloseable {
  /**
   * What is read of a connection before it is the others' turn, about twenty calls: with netty's
   * own megabyte, who sends without pause keeps the rest of the thread waiting.
   */
  private static final int READ_BYTES = 16_384;

  private static final long QUIET_MS = 100;
  private static final long STOP_MS = 2_000;

  final EventLoopGroup acceptor = group(1, "grpc-accept");
  final EventLoopGroup workers = group(0, "grpc-io");
  private final int limit;
  private final long stuckNs;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong stuck = new AtomicLong();

  /**
   * @param stuckMs how long a connection may take nothing of what is sent
   */
  ConnectionLimit(int limit, long stuckMs) {
    this.limit = limit;
    this.stuckNs = TimeUnit.MILLISECONDS.toNanos(stuckMs);
    long everyMs = Math.max(10, stuckMs / 4);
    acceptor.scheduleWithFixedDelay(
        () -> connections.forEach(Connection::look), everyMs, everyMs, TimeUnit.MILLISECONDS);
  }

  /** What is on its way out of one connection; belongs to the thread of that connection. */
  private final class Connection {
    private final Channel channel;
    private Object message;
    private long progress;
    private long sinceNs;

    Connection(Channel channel) {
      this.channel = channel;
    }

    /** Only where something waits to be sent has the connection's thread to look. */
    void look() {
      ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
      if (out != null && out.totalPendingWriteBytes() > 0) {
        channel.eventLoop().execute(this::closeIfStuck);
      }
    }

    private void closeIfStuck() {
      ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
      Object first = out == null ? null : out.current();
      long now = System.nanoTime();
      if (first == null || first != message || out.currentProgress() != progress) {
        message = first;
        progress = first == null ? 0 : out.currentProgress();
        sinceNs = now;
      } else if (now - sinceNs > stuckNs) {
        stuck.incrementAndGet();
        channel.unsafe().close(channel.newPromise());
      }
    }
  }

  private static EventLoopGroup group(int threads, String name) {
    return new MultiThreadIoEventLoopGroup(
        threads,
        new DefaultThreadFactory(name, true),
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  /** How much is read of a connection at a time. */
  static RecvByteBufAllocator turns() {
    return new AdaptiveRecvByteBufAllocator(64, 2_048, READ_BYTES).maxMessagesPerRead(1);
  }

  @Override
  public ServerChannel newChannel() {
    ServerChannel channel =
        Epoll.isAvailable() ? new EpollServerSocketChannel() : new NioServerSocketChannel();
    channel.pipeline().addFirst(this);
    return channel;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    Channel channel = (Channel) accepted;
    if (open.incrementAndGet() > limit) {
      open.decrementAndGet();
      refused.incrementAndGet();
      channel.unsafe().closeForcibly();
      return;
    }
    Connection connection = new Connection(channel);
    channel
        .closeFuture()
        .addListener(
            closed -> {
              open.decrementAndGet();
              connections.remove(connection);
            });
    context.fireChannelRead(channel); // registers it
    connections.add(connection);
    if (!channel.isOpen()) {
      connections.remove(connection);
    }
  }

  int open() {
    return open.get();
  }

  /** Connections closed because they took nothing of what was sent. */
  long stuck() {
    return stuck.get();
  }

  long refused() {
    return refused.get();
  }

  @Override
  public void close() {
    acceptor.shutdownGracefully(QUIET_MS, STOP_MS, TimeUnit.MILLISECONDS);
    workers.shutdownGracefully(QUIET_MS, STOP_MS, TimeUnit.MILLISECONDS);
  }
}
