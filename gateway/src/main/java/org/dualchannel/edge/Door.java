package org.dualchannel.edge;

import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import org.dualchannel.identity.Principals;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.v1.PrescriptionServiceGrpc;

/**
 * Refuses the commands of a caller that has its share of the room, before they are read and after a
 * pause: a flood is refused thousands of times a second. Reading what is refused afterwards would
 * take the processor from the others, and so would a caller that sends again at once. Reads pass,
 * and batches and streams, whose items are refused one by one. Comes after the principal is known.
 */
final class Door implements ServerInterceptor {
  private static final Status REFUSAL =
      Errors.of(Rejection.of(Reason.OVERLOADED, "cause", "too many calls of this caller wait"));

  private static final String BATCH =
      PrescriptionServiceGrpc.getBatchSubmitPrescriptionsMethod().getFullMethodName();

  /** Refusals kept back at a time; a call takes some kilobytes meanwhile. */
  private static final int MOST_KEPT = 16_384;

  private final ToIntFunction<Principal> refusedForMs;
  private final ScheduledExecutorService later;
  private final Meter meter;
  private final AtomicInteger kept = new AtomicInteger();

  /**
   * @param refusedForMs 0 when a command of the caller would find room now; otherwise how long its
   *     refusal is to be kept back
   * @param later tells what was kept back
   */
  Door(ToIntFunction<Principal> refusedForMs, ScheduledExecutorService later, Meter meter) {
    this.refusedForMs = refusedForMs;
    this.later = later;
    this.meter = meter;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    MethodDescriptor<Q, A> method = call.getMethodDescriptor();
    int pauseMs = isCommand(method) ? refusedForMs.applyAsInt(Principals.current()) : 0;
    if (pauseMs == 0) {
      return next.startCall(call, headers);
    }
    if (kept.incrementAndGet() > MOST_KEPT || !refuseLater(call, pauseMs)) {
      refuse(call);
    }
    return new ServerCall.Listener<>() {};
  }

  private boolean refuseLater(ServerCall<?, ?> call, int pauseMs) {
    try {
      var unused = later.schedule(() -> refuse(call), pauseMs, TimeUnit.MILLISECONDS);
      return true;
    } catch (RejectedExecutionException closing) {
      return false;
    }
  }

  private void refuse(ServerCall<?, ?> call) {
    kept.decrementAndGet();
    StatusRuntimeException refused = Errors.exception(REFUSAL);
    call.close(refused.getStatus(), refused.getTrailers());
    meter.answered(call.getMethodDescriptor().getBareMethodName(), Reason.OVERLOADED, 0);
  }

  private static boolean isCommand(MethodDescriptor<?, ?> method) {
    return method.getType() == MethodDescriptor.MethodType.UNARY
        && !method.isSafe()
        && !method.getFullMethodName().equals(BATCH);
  }
}
