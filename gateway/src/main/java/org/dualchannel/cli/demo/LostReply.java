package org.dualchannel.cli.demo;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicReference;
import org.dualchannel.v1.DispensePrescriptionResponse;

/** A network that breaks after the gateway has answered and before the answer arrives. */
final class LostReply implements ClientInterceptor {
  private final AtomicReference<Object> swallowed = new AtomicReference<>();

  /** What the caller never saw. */
  DispensePrescriptionResponse swallowed() {
    return (DispensePrescriptionResponse) swallowed.get();
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
      @Override
      public void start(Listener<A> listener, Metadata headers) {
        super.start(
            new SimpleForwardingClientCallListener<A>(listener) {
              @Override
              public void onMessage(A message) {
                swallowed.set(message);
              }

              @Override
              public void onClose(Status status, Metadata trailers) {
                boolean lost = status.isOk();
                super.onClose(
                    lost ? Status.UNAVAILABLE.withDescription("connection lost") : status,
                    lost ? new Metadata() : trailers);
              }
            },
            headers);
      }
    };
  }
}
