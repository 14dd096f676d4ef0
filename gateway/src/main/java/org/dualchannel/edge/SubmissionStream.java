package org.dualchannel.edge;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import org.dualchannel.rules.Rejection;
import org.dualchannel.v1.StreamPrescriptionsRequest;

/**
 * One call of StreamPrescriptions. A few batches may be under way; their answers go out in the
 * order in which the batches came. The next batch is asked for when one has been answered and the
 * client reads the answers, so a client that does not read is not served either; and fewer are
 * asked for while there is no room for all of their items.
 *
 * <p>All fields are guarded by {@code this}; answers come in on any thread.
 */
final class SubmissionStream implements StreamObserver<StreamPrescriptionsRequest> {
  /** Batches of one stream that may be under way. */
  static final int MAX_UNDER_WAY = 4;

  private static final String METHOD = "StreamPrescriptions";

  private final Gate gate;
  private final BatchSubmission batches;
  private final ServerCallStreamObserver<byte[]> out;
  private final Deque<Batch> underWay = new ArrayDeque<>();
  private final BatchWindow window = new BatchWindow(MAX_UNDER_WAY);
  private boolean clientDone;
  private boolean ended;

  /** One batch; its results are null until all are there. */
  private static final class Batch {
    private final long sequence;
    private BatchSubmission.Results results;

    Batch(long sequence) {
      this.sequence = sequence;
    }
  }

  SubmissionStream(Gate gate, BatchSubmission batches, StreamObserver<byte[]> out) {
    this.gate = gate;
    this.batches = batches;
    this.out = (ServerCallStreamObserver<byte[]>) out;
    this.out.disableAutoRequest();
    this.out.setOnReadyHandler(this::emit);
    this.out.setOnCancelHandler(this::end);
    this.out.request(MAX_UNDER_WAY);
  }

  @Override
  public void onNext(StreamPrescriptionsRequest request) {
    Batch batch = new Batch(request.getBatchSequence());
    synchronized (this) {
      if (ended) {
        return;
      }
      underWay.add(batch);
    }
    try {
      gate.check(checks -> BatchSubmission.check(checks, request.getRequestsCount()));
      batches.submit(request.getRequestsList(), results -> gathered(batch, results));
    } catch (Refused refused) {
      fail(refused.rejection());
    } catch (RuntimeException fault) {
      fail(Faults.logged(METHOD, fault));
    }
  }

  private synchronized void gathered(Batch batch, BatchSubmission.Results results) {
    batch.results = results;
    emit();
  }

  /** Sends what is next in order and there, as far as the client reads. */
  private synchronized void emit() {
    while (!ended && out.isReady() && !underWay.isEmpty() && underWay.peek().results != null) {
      Batch batch = underWay.poll();
      out.onNext(batch.results.ofStream(batch.sequence));
      int more = window.answered(batch.results.pushedBack());
      if (more > 0) {
        out.request(more);
      }
    }
    completeWhenDone();
  }

  private void completeWhenDone() {
    if (!ended && clientDone && underWay.isEmpty()) {
      ended = true;
      out.onCompleted();
    }
  }

  /** A malformed message ends the stream; what was decided of it is told to a retry. */
  private synchronized void fail(Rejection rejection) {
    if (!ended) {
      end();
      out.onError(Errors.exception(rejection));
      gate.meter.answered(METHOD, rejection.reason(), 0);
    }
  }

  private synchronized void end() {
    ended = true;
    underWay.clear();
  }

  @Override
  public void onError(Throwable cancelled) {
    end();
  }

  @Override
  public synchronized void onCompleted() {
    clientDone = true;
    completeWhenDone();
  }
}
