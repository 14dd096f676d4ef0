package org.dualchannel.edge;

import io.grpc.Drainable;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Lets a method answer with the bytes of its message, made without the message. */
final class EncodedAnswers implements MethodDescriptor.Marshaller<byte[]> {
  private static final EncodedAnswers BYTES = new EncodedAnswers();

  private EncodedAnswers() {}

  /** The service, one unary method of which answers so. */
  static <Q> ServerServiceDefinition of(
      ServerServiceDefinition service,
      MethodDescriptor<Q, ?> method,
      ServerCalls.UnaryMethod<Q, byte[]> answered) {
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
            .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    for (ServerMethodDefinition<?, ?> each : service.getMethods()) {
      boolean wanted = each.getMethodDescriptor() == method;
      methods.add(
          wanted
              ? ServerMethodDefinition.create(
                  method.toBuilder(method.getRequestMarshaller(), BYTES).build(),
                  ServerCalls.asyncUnaryCall(answered))
              : each);
    }
    methods.forEach(each -> descriptor.addMethod(each.getMethodDescriptor()));
    ServerServiceDefinition.Builder definition =
        ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(definition::addMethod);
    return definition.build();
  }

  @Override
  public InputStream stream(byte[] answer) {
    return new Answer(answer);
  }

  /** The library asks it for its length, and to copy itself. */
  private static final class Answer extends ByteArrayInputStream implements Drainable {
    Answer(byte[] bytes) {
      super(bytes);
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      int drained = count - pos;
      target.write(buf, pos, drained);
      pos = count;
      return drained;
    }
  }

  @Override
  public byte[] parse(InputStream stream) {
    throw new UnsupportedOperationException("only the client reads answers");
  }
}
