package org.dualchannel.ops;

import static io.netty.handler.codec.http.HttpResponseStatus.ACCEPTED;
import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.CONFLICT;
import static io.netty.handler.codec.http.HttpResponseStatus.FORBIDDEN;
import static io.netty.handler.codec.http.HttpResponseStatus.INTERNAL_SERVER_ERROR;
import static io.netty.handler.codec.http.HttpResponseStatus.METHOD_NOT_ALLOWED;
import static io.netty.handler.codec.http.HttpResponseStatus.NOT_FOUND;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static io.netty.handler.codec.http.HttpResponseStatus.SERVICE_UNAVAILABLE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Answers the one request of a connection and closes it. Probes and scrapes are seconds apart, and
 * without a second request nobody can pile up answers that he does not read.
 */
final class HttpPages extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String ADMIN_HEADER = "x-dualchannel-admin";
  private static final String ACTIVATE = "/admin/activate?version=";
  private static final String JSON = "application/json";

  private final Metrics metrics;
  private final Health health;
  private final UnaryOperator<String> status;
  private final Admin admin; // null when nobody takes commands
  private boolean answered;

  HttpPages(Metrics metrics, Health health, UnaryOperator<String> status, Admin admin) {
    this.admin = admin;
    this.metrics = metrics;
    this.health = health;
    this.status = status;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (answered) {
      return;
    }
    answered = true;
    ctx.channel().config().setAutoRead(false);
    FullHttpResponse response = answer(request, ctx.channel().remoteAddress());
    if (request.method().equals(HttpMethod.HEAD)) {
      response.content().clear();
    }
    send(ctx, response);
  }

  private FullHttpResponse answer(FullHttpRequest request, SocketAddress caller) {
    if (request.decoderResult().isFailure()) {
      return page(BAD_REQUEST, PLAIN, "bad request\n");
    }
    if (admin != null && request.method().equals(HttpMethod.POST)) {
      if (request.uri().equals("/admin/snapshot")) {
        return asked(request, caller, admin::snapshot);
      }
      if (request.uri().matches(Pattern.quote(ACTIVATE) + "[0-9]{1,6}")) {
        int version = Integer.parseInt(request.uri().substring(ACTIVATE.length()));
        return asked(request, caller, () -> admin.activate(version));
      }
    }
    if (!isRead(request)) {
      FullHttpResponse refusal = page(METHOD_NOT_ALLOWED, PLAIN, "GET and HEAD only\n");
      refusal.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
      return refusal;
    }
    String uri = request.uri();
    int query = uri.indexOf('?');
    return switch (query < 0 ? uri : uri.substring(0, query)) {
      case "/metrics" -> page(OK, Metrics.CONTENT_TYPE, metrics.scrape());
      case "/healthz" -> report(HealthReport.of(health::liveness));
      case "/status" -> status(query < 0 ? "" : uri.substring(query + 1));
      case "/readyz" -> report(HealthReport.of(health::readiness));
      default -> page(NOT_FOUND, PLAIN, "not found; try /metrics, /healthz, /readyz or /status\n");
    };
  }

  private FullHttpResponse status(String query) {
    String json = status.apply(query);
    return json == null ? page(NOT_FOUND, PLAIN, "no status\n") : page(OK, JSON, json);
  }

  /** Only from this machine, and with a header that no page of a browser sends along. */
  private static FullHttpResponse asked(
      FullHttpRequest request, SocketAddress caller, Supplier<String> command) {
    boolean local =
        caller instanceof InetSocketAddress address && address.getAddress().isLoopbackAddress();
    if (!local || !request.headers().contains(ADMIN_HEADER)) {
      return page(
          FORBIDDEN, PLAIN, "only from this machine, with the header x-dualchannel-admin\n");
    }
    String whyNot = command.get();
    return whyNot == null
        ? page(ACCEPTED, PLAIN, "asked for\n")
        : page(CONFLICT, PLAIN, whyNot + '\n');
  }

  private static boolean isRead(FullHttpRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  private static FullHttpResponse report(HealthReport report) {
    return page(report.ok() ? OK : SERVICE_UNAVAILABLE, JSON, report.json());
  }

  private static FullHttpResponse page(HttpResponseStatus status, String type, String text) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(text.getBytes(UTF_8)));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
    response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store");
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes());
    return response;
  }

  private static void send(ChannelHandlerContext ctx, FullHttpResponse response) {
    HttpUtil.setKeepAlive(response, false);
    ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException || answered || !ctx.channel().isActive()) {
      ctx.close();
      return;
    }
    System.getLogger(HttpPages.class.getName())
        .log(System.Logger.Level.WARNING, "HTTP request failed", cause);
    send(ctx, page(INTERNAL_SERVER_ERROR, PLAIN, "internal error\n"));
  }
}
