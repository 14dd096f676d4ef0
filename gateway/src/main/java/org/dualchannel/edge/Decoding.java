package org.dualchannel.edge;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.List;
import org.dualchannel.rules.Rejection;

/**
 * Answers bytes that are no message of the method, invalid UTF-8 included, as any other malformed
 * request. The library itself would call it an internal error.
 */
final class Decoding {
  private Decoding() {}

  static ServerServiceDefinition strict(ServerServiceDefinition service) {
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
            .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
    List<ServerMethodDefinition<?, ?>> methods =
        service.getMethods().stream().<ServerMethodDefinition<?, ?>>map(Decoding::strict).toList();
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder definition =
        ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(definition::addMethod);
    return definition.build();
  }

  private static <Q, A> ServerMethodDefinition<Q, A> strict(ServerMethodDefinition<Q, A> method) {
    Strict<Q> marshaller =
        new Strict<>((PrototypeMarshaller<Q>) method.getMethodDescriptor().getRequestMarshaller());
    MethodDescriptor<Q, A> descriptor =
        method.getMethodDescriptor().toBuilder().setRequestMarshaller(marshaller).build();
    ServerCallHandler<Q, A> handler = method.getServerCallHandler();
    return ServerMethodDefinition.create(
        descriptor,
        (call, headers) -> new Listener<>(call, headers, handler, marshaller.undecodable));
  }

  /** Gives one particular object, equal to an empty message, for bytes that are none. */
  private static final class Strict<Q> implements Marshaller<Q> {
    private final PrototypeMarshaller<Q> marshaller;
    private final Q undecodable;

    @SuppressWarnings("unchecked") // a builder of a message builds that message
    Strict(PrototypeMarshaller<Q> marshaller) {
      this.marshaller = marshaller;
      this.undecodable =
          (Q) ((MessageLite) marshaller.getMessagePrototype()).newBuilderForType().build();
    }

    @Override
    public InputStream stream(Q value) {
      return marshaller.stream(value);
    }

    @Override
    public Q parse(InputStream bytes) {
      try {
        return marshaller.parse(bytes);
      } catch (StatusRuntimeException e) {
        if (e.getCause() instanceof InvalidProtocolBufferException) {
          return undecodable;
        }
        throw e;
      }
    }
  }

  /** Ends a call with a message that could not be decoded, and passes everything else on. */
  private static final class Listener<Q, A> extends ServerCall.Listener<Q> {
    private final ServerCall<Q, A> call;
    private final ServerCall.Listener<Q> next;
    private final Q undecodable;
    private boolean refused;

    Listener(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> handler, Q undecodable) {
      this.call = call;
      this.undecodable = undecodable;
      this.next = handler.startCall(call, headers);
    }

    @Override
    public void onMessage(Q message) {
      if (message != undecodable) {
        next.onMessage(message);
        return;
      }
      refused = true;
      StatusRuntimeException malformed =
          Errors.exception(
              Rejection.invalid(
                  List.of(
                      new Rejection.FieldViolation(
                          "*", "is not a message of this method in valid UTF-8", "消息无法解码"))));
      next.onCancel();
      call.close(malformed.getStatus(), malformed.getTrailers());
    }

    @Override
    public void onHalfClose() {
      if (!refused) {
        next.onHalfClose();
      }
    }

    @Override
    public void onCancel() {
      if (!refused) {
        next.onCancel();
      }
    }

    @Override
    public void onComplete() {
      if (!refused) {
        next.onComplete();
      }
    }

    @Override
    public void onReady() {
      if (!refused) {
        next.onReady();
      }
    }
  }
}
