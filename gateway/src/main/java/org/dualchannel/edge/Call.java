package org.dualchannel.edge;

import com.google.rpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;

/** The answer to one unary call. A call that the client has given up is not answered. */
final class Call<A> {
  private final ServerCallStreamObserver<A> out;
  private final String method;
  private final Meter meter;
  private final long startedNanos = System.nanoTime();

  Call(StreamObserver<A> out, String method, Meter meter) {
    this.out = (ServerCallStreamObserver<A>) out;
    this.method = method;
    this.meter = meter;
    this.out.setOnCancelHandler(() -> {});
  }

  void answer(A message) {
    if (!out.isCancelled()) {
      out.onNext(message);
      out.onCompleted();
    }
    meter.answered(method, null, System.nanoTime() - startedNanos);
  }

  void refuse(Rejection rejection, long logIndex) {
    fail(Errors.of(rejection, logIndex), rejection.reason());
  }

  void fail(Status status, Reason reason) {
    if (!out.isCancelled()) {
      out.onError(Errors.exception(status));
    }
    meter.answered(method, reason, System.nanoTime() - startedNanos);
  }

  /** Runs a part of the call: what it refuses is told, and what it trips over is logged. */
  void run(Runnable part) {
    try {
      part.run();
    } catch (Refused refused) {
      refuse(refused.rejection(), 0);
    } catch (RuntimeException | StackOverflowError e) {
      refuse(Faults.logged(method, e), 0);
    }
  }
}
