package org.dualchannel.edge;

import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.util.function.Predicate;
import org.dualchannel.identity.Principals;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.v1.PrescriptionServiceGrpc;

/**
 * Refuses the commands of a caller that has its share of the room, before they are read: a flood is
 * refused thousands of times a second, and reading what is refused afterwards would take the
 * processor from the others. Reads pass, and batches and streams, whose items are refused one by
 * one. Comes after the principal is known.
 */
final class Door implements ServerInterceptor {
  private static final Status REFUSAL =
      Errors.of(Rejection.of(Reason.OVERLOADED, "cause", "too many calls of this caller wait"));

  private static final String BATCH =
      PrescriptionServiceGrpc.getBatchSubmitPrescriptionsMethod().getFullMethodName();

  private final Predicate<Principal> hasRoom;
  private final Meter meter;

  /**
   * @param hasRoom whether a command of the caller would find room now
   */
  Door(Predicate<Principal> hasRoom, Meter meter) {
    this.hasRoom = hasRoom;
    this.meter = meter;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    MethodDescriptor<Q, A> method = call.getMethodDescriptor();
    if (!isCommand(method) || hasRoom.test(Principals.current())) {
      return next.startCall(call, headers);
    }
    StatusRuntimeException refused = Errors.exception(REFUSAL);
    call.close(refused.getStatus(), refused.getTrailers());
    meter.answered(method.getBareMethodName(), Reason.OVERLOADED, 0);
    return new ServerCall.Listener<>() {};
  }

  private static boolean isCommand(MethodDescriptor<?, ?> method) {
    return method.getType() == MethodDescriptor.MethodType.UNARY
        && !method.isSafe()
        && !method.getFullMethodName().equals(BATCH);
  }
}
