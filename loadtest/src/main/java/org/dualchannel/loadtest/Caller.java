package org.dualchannel.loadtest;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import org.dualchannel.loadtest.h2.CallListener;
import org.dualchannel.loadtest.h2.Route;

/**
 * Makes calls on the event loop that also carries their connections, and accounts for every answer.
 * Sending and answering on one thread needs neither locks nor hand-overs.
 */
final class Caller {
  static final Metadata.Key<String> PRINCIPAL =
      Metadata.Key.of("x-dualchannel-principal", Metadata.ASCII_STRING_MARSHALLER);

  private final Tally tally;
  private final Failures failures;
  private final Runnable afterEach;
  private long inFlight;
  private long answered;
  private long overloaded;
  private long refusedInWarmUp;
  private long lastAnswerNanos;

  Caller(Tally tally, Failures failures) {
    this(tally, failures, () -> {});
  }

  /**
   * A caller that says when a call has ended.
   *
   * @param afterEach run on the loop after every call, however it ended
   */
  Caller(Tally tally, Failures failures, Runnable afterEach) {
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

  void call(Route route, byte[] request, Purpose purpose, Check check) {
    inFlight++;
    route.call(request, new Answer(purpose, check));
  }

  long inFlight() {
    return inFlight;
  }

  /** Measured calls that ended well. */
  long answered() {
    return answered;
  }

  /** When the last measured call ended well; only of use once there was one. */
  long lastAnswerNanos() {
    return lastAnswerNanos;
  }

  /** Calls that the server refused because it had too much to do, warm-up included. */
  long overloaded() {
    return overloaded;
  }

  /** Those of them that were made during warm-up; they are no failures. */
  long refusedInWarmUp() {
    return refusedInWarmUp;
  }

  private void ended(Answer answer, long nowNanos, Status status) {
    inFlight--;
    account(answer, nowNanos, status);
    afterEach.run();
  }

  private void account(Answer answer, long nowNanos, Status status) {
    Purpose purpose = answer.purpose;
    if (status.getCode() == Code.CANCELLED_VALUE) {
      // The run gave up waiting and closed the connection; it has counted this one.
      return;
    }
    if (status.getCode() != Code.OK_VALUE) {
      if (status.getCode() == Code.RESOURCE_EXHAUSTED_VALUE) {
        overloaded++;
        if (!purpose.measured && Failures.reason(status).equals(Failures.OVERLOADED)) {
          refusedInWarmUp++;
          return;
        }
      }
      failures.add(purpose.operation, status);
      return;
    }
    String fault = answer.fault();
    if (fault != null) {
      failures.add(purpose.operation.label() + " wrong answer", fault);
      return;
    }
    if (purpose.measured) {
      answered++;
      lastAnswerNanos = nowNanos;
      tally.answered(purpose.operation, nowNanos - purpose.plannedNanos);
    }
  }

  private final class Answer implements CallListener {
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
    public void onEnd(Status status) {
      ended(this, System.nanoTime(), status);
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
