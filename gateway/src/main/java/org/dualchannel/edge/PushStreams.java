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

/** The open streams of one push call, at most so many, and their heartbeats. */
final class PushStreams<P, N, M> implements AutoCloseable {
  /** What the contract promises. */
  private static final long MAX_HEARTBEAT_MS = 30_000;

  private final Feed<P, N> feed;
  private final PushWording<P, N, M> wording;
  private final GatewayConfig.Watch limits;
  private final ScheduledExecutorService thread;
  private final LongSupplier nanoTime;
  private final long heartbeatNanos;
  private final Set<PushStream<P, N, M>> open = ConcurrentHashMap.newKeySet();
  private final ScheduledFuture<?> heartbeats;

  /**
   * Streams over a feed.
   *
   * @param thread one thread, which alone writes to the streams
   * @param nanoTime a clock for heartbeats
   */
  PushStreams(
      Feed<P, N> feed,
      PushWording<P, N, M> wording,
      GatewayConfig.Watch limits,
      ScheduledExecutorService thread,
      LongSupplier nanoTime) {
    this.feed = feed;
    this.wording = wording;
    this.limits = limits;
    this.thread = thread;
    this.nanoTime = nanoTime;
    long everyMs = Math.min(limits.heartbeatMs(), MAX_HEARTBEAT_MS) / 2;
    this.heartbeatNanos = TimeUnit.MILLISECONDS.toNanos(everyMs);
    this.heartbeats =
        thread.scheduleWithFixedDelay(this::beat, everyMs, everyMs, TimeUnit.MILLISECONDS);
  }

  void open(Feed.Party party, ResumeToken after, ServerCallStreamObserver<M> out) {
    if (open.size() >= limits.maxStreams()) {
      throw Refused.of(Reason.OVERLOADED);
    }
    PushStream<P, N, M> stream =
        new PushStream<>(party, wording, out, limits.bufferEvents(), thread, nanoTime);
    out.setOnReadyHandler(stream::wake);
    stream.onEnd(
        () -> {
          feed.forget(stream);
          open.remove(stream);
        });
    out.setOnCancelHandler(stream::cancelled);
    open.add(stream);
    stream.begin(feed.listen(stream, after, limits.bufferEvents()));
  }

  private void beat() {
    ResumeToken token = feed.position();
    long timeMs = feed.timeMs();
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
