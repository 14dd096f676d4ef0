package org.dualchannel.edge;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.v1.HeartbeatEvent;
import org.dualchannel.v1.ResyncEvent;
import org.dualchannel.v1.WatchOffersResponse;

/**
 * One subscriber of WatchOffers. Notices wait in a bounded queue while the client does not read;
 * when it is full the subscriber is cut off, never waited for. Only the streams' thread writes to
 * the client.
 */
final class OfferStream implements OfferBoard.Listener {
  private final String area;
  private final String dispenser;
  private final ServerCallStreamObserver<WatchOffersResponse> out;
  private final int maxWaiting;
  private final Executor thread;
  private final LongSupplier nanoTime;
  private final AtomicBoolean woken = new AtomicBoolean();
  private Runnable onEnd = () -> {};

  /** Guarded by itself, with {@code ending}. */
  private final Deque<Notice> waiting = new ArrayDeque<>();

  private Reason ending;

  // The rest belongs to the streams' thread.
  private Iterator<Offer> snapshot;
  private OfferBoard.Start start;
  private boolean ended;
  private long lastSentNanos;

  OfferStream(
      String area,
      String dispenser,
      ServerCallStreamObserver<WatchOffersResponse> out,
      int maxWaiting,
      Executor thread,
      LongSupplier nanoTime) {
    this.area = area;
    this.dispenser = dispenser;
    this.out = out;
    this.maxWaiting = maxWaiting;
    this.thread = thread;
    this.nanoTime = nanoTime;
  }

  void onEnd(Runnable action) {
    onEnd = action;
  }

  @Override
  public String area() {
    return area;
  }

  @Override
  public String dispenser() {
    return dispenser;
  }

  /** Takes the picture at the start; notices may have come already, and come after it. */
  void begin(OfferBoard.Start first) {
    execute(
        () -> {
          start = first;
          snapshot = first.open().iterator();
          lastSentNanos = nanoTime.getAsLong();
          if (first.resync()) {
            resync(first.open());
          }
          synchronized (waiting) {
            List<Notice> missed = first.missed();
            for (int i = missed.size() - 1; i >= 0; i--) {
              waiting.addFirst(missed.get(i));
            }
          }
          drain();
        });
  }

  /** Until the picture is whole, tokens are empty: who resumes there has to start anew. */
  private void resync(List<Offer> open) {
    send(
        WatchOffersResponse.newBuilder()
            .setResumeToken(open.isEmpty() ? start.token().text() : "")
            .setResync(ResyncEvent.newBuilder().setOpenOffers(open.size()))
            .build());
  }

  @Override
  public void notice(Notice notice) {
    synchronized (waiting) {
      if (ending != null) {
        return;
      }
      if (waiting.size() >= maxWaiting) {
        ending = Reason.SUBSCRIBER_TOO_SLOW;
        waiting.clear();
      } else {
        waiting.addLast(notice);
      }
    }
    wake();
  }

  /** Has the streams' thread look at this stream soon. */
  void wake() {
    if (woken.compareAndSet(false, true)) {
      execute(
          () -> {
            woken.set(false);
            drain();
          });
    }
  }

  void end(Reason reason) {
    synchronized (waiting) {
      ending = ending == null ? reason : ending;
    }
    wake();
  }

  void cancelled() {
    execute(this::close);
  }

  private void close() {
    if (!ended) {
      ended = true;
      onEnd.run();
    }
  }

  private void execute(Runnable step) {
    try {
      thread.execute(step);
    } catch (RejectedExecutionException e) {
      onEnd.run(); // the node is stopping, and the server ends the call
    }
  }

  private void drain() {
    if (ended || start == null) {
      return;
    }
    while (out.isReady() && snapshot.hasNext()) {
      Offer offer = snapshot.next();
      send(
          WatchOffersResponse.newBuilder()
              .setResumeToken(snapshot.hasNext() ? "" : start.token().text())
              .setOffered(offer.event(dispenser))
              .build());
    }
    for (Notice notice = next(); notice != null; notice = next()) {
      send(notice.message(dispenser));
    }
    Reason reason;
    synchronized (waiting) {
      reason = ending;
    }
    if (reason != null) {
      close();
      if (!out.isCancelled()) {
        out.onError(Errors.exception(Rejection.of(reason, "cause", "stopping")));
      }
    }
  }

  private Notice next() {
    synchronized (waiting) {
      return ending == null && out.isReady() && !snapshot.hasNext() ? waiting.poll() : null;
    }
  }

  private void send(WatchOffersResponse message) {
    lastSentNanos = nanoTime.getAsLong();
    if (!out.isCancelled()) {
      out.onNext(message);
    }
  }

  /**
   * Sends a heartbeat when nothing was sent for a while and the client reads; on the streams'
   * thread.
   *
   * @param token the board's position, read before this
   */
  void beat(ResumeToken token, long timeMs, long quietNanos) {
    boolean idle;
    synchronized (waiting) {
      idle = waiting.isEmpty() && ending == null;
    }
    boolean quiet = nanoTime.getAsLong() - lastSentNanos >= quietNanos;
    if (!ended && start != null && idle && quiet && !snapshot.hasNext() && out.isReady()) {
      send(
          WatchOffersResponse.newBuilder()
              .setResumeToken(token.text())
              .setHeartbeat(HeartbeatEvent.newBuilder().setLogTime(Times.timestamp(timeMs)))
              .build());
    }
  }
}
