package org.dualchannel.ops;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * {@code /metrics} for Prometheus, {@code /healthz} and {@code /readyz} for probes, {@code /status}
 * for the operator, over plain HTTP.
 *
 * <p>One thread, few connections, one small request on each, and a limit on the time it may take: a
 * stranger on this port can at most be refused.
 */
public final class HttpEndpoint implements AutoCloseable {

  static final int MAX_CONNECTIONS = 64;
  private static final int MAX_LINE_BYTES = 1_024;
  private static final int MAX_HEADER_BYTES = 8_192;
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final EventLoopGroup thread;
  private final Channel server;
  private final ChannelGroup connections;

  private HttpEndpoint(EventLoopGroup thread, Channel server, ChannelGroup connections) {
    this.thread = thread;
    this.server = server;
    this.connections = connections;
  }

  /**
   * Binds and serves.
   *
   * @throws IOException when the address cannot be bound
   */
  public static HttpEndpoint start(GatewayConfig.Http config, Metrics metrics, Health health)
      throws IOException {
    return start(config, metrics, health, query -> null, null, REQUEST_TIMEOUT);
  }

  /**
   * The same with {@code /status}, and for the commands of an operator.
   *
   * @param status answers with JSON, given what stands after the question mark; on the thread of
   *     HTTP, so at once
   * @param admin does what an operator says
   */
  public static HttpEndpoint start(
      GatewayConfig.Http config,
      Metrics metrics,
      Health health,
      UnaryOperator<String> status,
      Admin admin)
      throws IOException {
    return start(config, metrics, health, status, admin, REQUEST_TIMEOUT);
  }

  static HttpEndpoint start(
      GatewayConfig.Http config, Metrics metrics, Health health, Duration requestTimeout)
      throws IOException {
    return start(config, metrics, health, query -> null, null, requestTimeout);
  }

  private static HttpEndpoint start(
      GatewayConfig.Http config,
      Metrics metrics,
      Health health,
      UnaryOperator<String> status,
      Admin admin,
      Duration requestTimeout)
      throws IOException {
    EventLoopGroup thread =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("http", true), NioIoHandler.newFactory());
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(thread)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 128)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    if (connections.size() >= MAX_CONNECTIONS) {
                      channel.close();
                      return;
                    }
                    connections.add(channel);
                    HttpDecoderConfig limits =
                        new HttpDecoderConfig()
                            .setMaxInitialLineLength(MAX_LINE_BYTES)
                            .setMaxHeaderSize(MAX_HEADER_BYTES);
                    channel
                        .pipeline()
                        .addLast(new HttpServerCodec(limits))
                        .addLast(new ConnectionDeadline(requestTimeout))
                        .addLast(new HttpObjectAggregator(MAX_LINE_BYTES, true))
                        .addLast(new HttpPages(metrics, health, status, admin));
                  }
                });
    var bound =
        bootstrap.bind(new InetSocketAddress(config.host(), config.port())).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      thread.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
      throw new IOException(
          "cannot listen on http " + config.host() + ":" + config.port(), bound.cause());
    }
    return new HttpEndpoint(thread, bound.channel(), connections);
  }

  /** The port that is served; useful when 0 was asked for. */
  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** Stops listening, drops the open connections and ends the thread. */
  @Override
  public void close() {
    server.close().awaitUninterruptibly();
    connections.close().awaitUninterruptibly();
    thread.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
