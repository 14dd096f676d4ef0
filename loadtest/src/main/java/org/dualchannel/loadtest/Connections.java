package org.dualchannel.loadtest;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.dualchannel.loadtest.h2.GrpcConnection;
import org.dualchannel.v1.GetPrescriptionRequest;
import org.dualchannel.v1.PrescriptionServiceGrpc;

/**
 * The event loops and the connections that live on them, to one server or spread over the members
 * of a cluster.
 */
final class Connections implements AutoCloseable {
  private static final long CONNECT_MS = 60_000;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final List<Target> targets;
  private final MultiThreadIoEventLoopGroup loops;
  private final List<EventLoop> each = new ArrayList<>();
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final List<GrpcConnection> connections = new ArrayList<>();

  Connections(List<Target> targets, int threads) {
    this.targets = List.copyOf(targets);
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

  /** For entering the city and for reading back: gRPC's own client, to the first member. */
  ManagedChannel channel() {
    Target target = targets.get(0);
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(target.host(), target.port())
            .usePlaintext()
            .directExecutor()
            .disableRetry()
            .eventLoopGroup(each.get(0))
            .channelType(NioSocketChannel.class)
            .build();
    channels.add(channel);
    return channel;
  }

  /**
   * Waits until a server that was just started answers at all; what it answers does not matter.
   *
   * @throws IOException when it does not within a minute
   */
  void awaitAnswering() throws IOException {
    try {
      var unused =
          PrescriptionServiceGrpc.newBlockingStub(channel())
              .withWaitForReady()
              .withDeadlineAfter(CONNECT_MS, TimeUnit.MILLISECONDS)
              .getPrescription(GetPrescriptionRequest.getDefaultInstance());
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
        throw new IOException(targets.get(0) + " does not answer", refused);
      }
    }
  }

  /**
   * Opens the connection of a lane and waits until it stands.
   *
   * @param lane its number; the lanes take the members in turn
   * @throws IOException when it does not within a minute, in which a server may still be starting
   */
  GrpcConnection open(EventLoop loop, int lane) throws IOException, InterruptedException {
    Target target = targets.get(lane % targets.size());
    InetSocketAddress address = new InetSocketAddress(target.host(), target.port());
    long giveUp = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CONNECT_MS);
    while (true) {
      try {
        GrpcConnection connection = GrpcConnection.open(loop, address, CONNECT_MS);
        connections.add(connection);
        return connection;
      } catch (IOException unreachable) {
        // An echo that was just started does not listen yet.
        if (System.nanoTime() - giveUp > 0) {
          throw unreachable;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  @Override
  public void close() {
    connections.forEach(GrpcConnection::close);
    for (ManagedChannel channel : channels) {
      channel.shutdownNow();
    }
    // Daemon threads: nobody needs to wait for their end.
    var unused = loops.shutdownGracefully(0, 2, TimeUnit.SECONDS);
  }
}
