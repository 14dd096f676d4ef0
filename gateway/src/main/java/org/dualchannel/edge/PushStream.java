package org.dualchannel.edge;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;

/**
 * One subscriber of a feed. Notices wait in a bounded queue while the client does not read; when it
 * is full the subscriber is cut off, never waited for. Only the streams' thread writes to the
 * client.
 */
final class PushStream<P, N, M> implements Feed.Listener<N> {
  private final Feed.Party party;
  private final PushWording<P, N, M> wording;
  private final ServerCallStreamObserver<M> out;
  private final int maxWaiting;
  private final Executor thread;
  private final LongSupplier nanoTime;
  private final AtomicBoolean woken = new AtomicBoolean();
  private Runnable onEnd = () -> {};

  /** Guarded by itself, with {@code ending}. */
  private final Deque<Feed.Told<N>> waiting = new ArrayDeque<>();

  private Reason ending;

  // The rest belongs to the streams' thread.
  private Feed.Start<P, N> start;
  private boolean ended;
  private long lastSentNanos;

  PushStream(
      Feed.Party party,
      PushWording<P, N, M> wording,
      ServerCallStreamObserver<M> out,
      int maxWaiting,
      Executor thread,
      LongSupplier nanoTime) {
    this.party = party;
    this.wording = wording;
    this.out = out;
    this.maxWaiting = maxWaiting;
    this.thread = thread;
    this.nanoTime = nanoTime;
  }

  void onEnd(Runnable action) {
    onEnd = action;
  }

  @Override
  public Feed.Party party() {
    return party;
  }

  /** Takes the picture at the start; notices may have come already, and come after it. */
  void begin(Feed.Start<P, N> first) {
    execute(
        () -> {
          start = first;
          if (ended) {
            first.open().close();
            return;
          }
          lastSentNanos = nanoTime.getAsLong();
          if (first.resync()) {
            resync(first.open().left());
          }
          synchronized (waiting) {
            List<Feed.Told<N>> missed = first.missed();
            for (int i = missed.size() - 1; i >= 0; i--) {
              waiting.addFirst(missed.get(i));
            }
          }
          drain();
        });
  }

  /** Until the picture is whole, tokens are empty: who resumes there has to start anew. */
  private void resync(int open) {
    send(wording.resync(open == 0 ? start.token().text() : "", open));
  }

  @Override
  public void told(Feed.Told<N> notice) {
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
      if (start != null) {
        start.open().close();
      }
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
    while (out.isReady() && start.open().left() > 0) {
      P piece = start.open().next();
      String token = start.open().left() > 0 ? "" : start.token().text();
      send(wording.piece(token, piece, party.code()));
    }
    for (Feed.Told<N> told = next(); told != null; told = next()) {
      send(wording.notice(told.token().text(), told.notice(), party.code()));
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

  private Feed.Told<N> next() {
    synchronized (waiting) {
      return ending == null && out.isReady() && start.open().left() == 0 ? waiting.poll() : null;
    }
  }

  private void send(M message) {
    lastSentNanos = nanoTime.getAsLong();
    if (!out.isCancelled()) {
      out.onNext(message);
    }
  }

  /**
   * Sends a heartbeat when nothing was sent for a while and the client reads; on the streams'
   * thread.
   *
   * @param token the feed's position, read before this
   */
  void beat(ResumeToken token, long timeMs, long quietNanos) {
    boolean idle;
    synchronized (waiting) {
      idle = waiting.isEmpty() && ending == null;
    }
    boolean quiet = nanoTime.getAsLong() - lastSentNanos >= quietNanos;
    if (!ended && start != null && idle && quiet && start.open().left() == 0 && out.isReady()) {
      send(wording.heartbeat(token.text(), timeMs));
    }
  }
}
