package org.dualchannel.edge;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.rules.Reason;
import org.dualchannel.v1.WatchOffersResponse;

/** The open streams of WatchOffers, at most so many, and their heartbeats. */
final class OfferStreams implements AutoCloseable {
  /** What the contract promises. */
  private static final long MAX_HEARTBEAT_MS = 30_000;

  private final OfferBoard board;
  private final GatewayConfig.Watch limits;
  private final ScheduledExecutorService thread;
  private final LongSupplier nanoTime;
  private final long heartbeatNanos;
  private final Set<OfferStream> open = ConcurrentHashMap.newKeySet();
  private final ScheduledFuture<?> heartbeats;

  /**
   * Streams over a board.
   *
   * @param thread one thread, which alone writes to the streams
   * @param nanoTime a clock for heartbeats
   */
  OfferStreams(
      OfferBoard board,
      GatewayConfig.Watch limits,
      ScheduledExecutorService thread,
      LongSupplier nanoTime) {
    this.board = board;
    this.limits = limits;
    this.thread = thread;
    this.nanoTime = nanoTime;
    long everyMs = Math.min(limits.heartbeatMs(), MAX_HEARTBEAT_MS) / 2;
    this.heartbeatNanos = TimeUnit.MILLISECONDS.toNanos(everyMs);
    this.heartbeats =
        thread.scheduleWithFixedDelay(this::beat, everyMs, everyMs, TimeUnit.MILLISECONDS);
  }

  void open(
      String area,
      String dispenser,
      ResumeToken after,
      ServerCallStreamObserver<WatchOffersResponse> out) {
    if (open.size() >= limits.maxStreams()) {
      throw Refused.of(Reason.OVERLOADED);
    }
    OfferStream stream =
        new OfferStream(area, dispenser, out, limits.bufferEvents(), thread, nanoTime);
    out.setOnReadyHandler(stream::wake);
    stream.onEnd(
        () -> {
          board.forget(stream);
          open.remove(stream);
        });
    out.setOnCancelHandler(stream::cancelled);
    open.add(stream);
    stream.begin(board.listen(stream, after, limits.bufferEvents()));
  }

  private void beat() {
    ResumeToken token = board.position();
    long timeMs = board.timeMs();
    open.forEach(stream -> stream.beat(token, timeMs, heartbeatNanos));
  }

  int count() {
    return open.size();
  }

  /** Ends every stream; clients resume at another node, or here after the restart. */
  @Override
  public void close() {
    heartbeats.cancel(false);
    open.forEach(stream -> stream.end(Reason.NOT_READY));
  }
}
