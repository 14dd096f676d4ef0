package org.dualchannel.loadtest;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.netty.channel.EventLoop;

/**
 * Makes calls on the event loop that also carries their connections, and accounts for every answer.
 * Sending and answering on one thread needs neither locks nor hand-overs.
 */
final class Caller {
  static final Metadata.Key<String> PRINCIPAL =
      Metadata.Key.of("x-dualchannel-principal", Metadata.ASCII_STRING_MARSHALLER);

  private final EventLoop loop;
  private final Tally tally;
  private final Failures failures;
  private final Runnable afterEach;
  private long inFlight;
  private long answered;

  Caller(EventLoop loop, Tally tally, Failures failures) {
    this(loop, tally, failures, () -> {});
  }

  /**
   * A caller that says when a call has ended.
   *
   * @param afterEach run on the loop after every call, however it ended
   */
  Caller(EventLoop loop, Tally tally, Failures failures, Runnable afterEach) {
    this.loop = loop;
    this.tally = tally;
    this.failures = failures;
    this.afterEach = afterEach;
  }

  /**
   * What a call is for.
   *
   * @param plannedNanos when it was due; its latency counts from here
   * @param measured false during warm-up
   */
  record Purpose(Operation operation, long plannedNanos, boolean measured) {}

  /** Looks at the response of a call that ended well. */
  interface Check {
    /** What is wrong with the response; null when nothing is. */
    String fault(byte[] response);
  }

  void call(
      Channel channel,
      MethodDescriptor<byte[], byte[]> method,
      String principal,
      byte[] request,
      Purpose purpose,
      Check check) {
    inFlight++;
    Metadata headers = new Metadata();
    headers.put(PRINCIPAL, principal);
    ClientCall<byte[], byte[]> call = channel.newCall(method, CallOptions.DEFAULT);
    call.start(new Answer(purpose, check), headers);
    call.request(1);
    call.sendMessage(request);
    call.halfClose();
  }

  long inFlight() {
    return inFlight;
  }

  /** Measured calls that ended well. */
  long answered() {
    return answered;
  }

  private void closed(Answer answer, long nowNanos, Status status, Metadata trailers) {
    inFlight--;
    account(answer, nowNanos, status, trailers);
    afterEach.run();
  }

  private void account(Answer answer, long nowNanos, Status status, Metadata trailers) {
    Purpose purpose = answer.purpose;
    if (!status.isOk()) {
      failures.add(purpose.operation, status, trailers);
      return;
    }
    String fault = answer.fault();
    if (fault != null) {
      failures.add(purpose.operation.label() + " wrong answer", fault);
      return;
    }
    if (purpose.measured) {
      answered++;
      tally.answered(purpose.operation, nowNanos - purpose.plannedNanos);
    }
  }

  private final class Answer extends ClientCall.Listener<byte[]> {
    private final Purpose purpose;
    private final Check check;
    private byte[] response;

    Answer(Purpose purpose, Check check) {
      this.purpose = purpose;
      this.check = check;
    }

    @Override
    public void onMessage(byte[] message) {
      response = message;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      long now = System.nanoTime();
      if (loop.inEventLoop()) {
        closed(this, now, status, trailers);
      } else {
        // A call that never got a connection is ended by another thread.
        loop.execute(() -> closed(this, now, status, trailers));
      }
    }

    String fault() {
      if (response == null) {
        return "the call ended well without a response";
      }
      try {
        return check.fault(response);
      } catch (StatusRuntimeException malformed) {
        return malformed.getStatus().getDescription();
      }
    }
  }
}
