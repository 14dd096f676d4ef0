package org.dualchannel.loadtest;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The event loops and the connections that live on them. */
final class Connections implements AutoCloseable {
  private static final int CONNECT_SECONDS = 10;

  private final Target target;
  private final MultiThreadIoEventLoopGroup loops;
  private final List<EventLoop> each = new ArrayList<>();
  private final List<ManagedChannel> channels = new ArrayList<>();

  Connections(Target target, int threads) {
    this.target = target;
    this.loops =
        new MultiThreadIoEventLoopGroup(
            threads, new DefaultThreadFactory("loadtest-io", true), NioIoHandler.newFactory());
    for (int i = 0; i < threads; i++) {
      each.add(loops.next());
    }
  }

  List<EventLoop> loops() {
    return each;
  }

  /**
   * Opens a connection and waits until it stands.
   *
   * @throws IOException when it does not within ten seconds
   */
  ManagedChannel open(EventLoop loop) throws IOException, InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(target.host(), target.port())
            .usePlaintext()
            .directExecutor()
            .disableRetry()
            .eventLoopGroup(loop)
            .channelType(NioSocketChannel.class)
            .build();
    channels.add(channel);
    awaitReady(channel);
    return channel;
  }

  private void awaitReady(ManagedChannel channel) throws IOException, InterruptedException {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    watch(channel, ready);
    try {
      ready.get(CONNECT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException unreachable) {
      throw new IOException(
          "cannot connect to " + target.host() + ":" + target.port(), unreachable);
    }
  }

  private static void watch(ManagedChannel channel, CompletableFuture<Void> ready) {
    ConnectivityState state = channel.getState(true);
    if (state == ConnectivityState.READY) {
      ready.complete(null);
    } else if (!ready.isDone()) {
      channel.notifyWhenStateChanged(state, () -> watch(channel, ready));
    }
  }

  @Override
  public void close() {
    for (ManagedChannel channel : channels) {
      channel.shutdownNow();
    }
    // Daemon threads: nobody needs to wait for their end.
    var unused = loops.shutdownGracefully(0, 2, TimeUnit.SECONDS);
  }
}
