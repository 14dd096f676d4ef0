package org.dualchannel.edge;

import io.grpc.Drainable;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Lets methods answer with the bytes of their messages, made without the messages. */
final class EncodedAnswers implements MethodDescriptor.Marshaller<byte[]> {
  private static final EncodedAnswers BYTES = new EncodedAnswers();

  private EncodedAnswers() {}

  /** A method that answers so, and how it is served. */
  record Answered<Q>(MethodDescriptor<Q, ?> method, ServerCallHandler<Q, byte[]> handler) {
    private ServerMethodDefinition<Q, byte[]> definition() {
      return ServerMethodDefinition.create(
          method.toBuilder(method.getRequestMarshaller(), BYTES).build(), handler);
    }
  }

  /** The service, some methods of which answer so. */
  static ServerServiceDefinition of(ServerServiceDefinition service, List<Answered<?>> answered) {
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
            .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    for (ServerMethodDefinition<?, ?> each : service.getMethods()) {
      methods.add(
          answered.stream()
              .filter(one -> one.method() == each.getMethodDescriptor())
              .<ServerMethodDefinition<?, ?>>map(Answered::definition)
              .findFirst()
              .orElse(each));
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
