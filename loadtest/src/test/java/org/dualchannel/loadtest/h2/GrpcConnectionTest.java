package org.dualchannel.loadtest.h2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The generator's own client against gRPC's server, which is what it will always talk to. */
class GrpcConnectionTest {
  private static final int LARGEST = 8 << 20;
  private static final int MOST_OPEN = 3;

  /** SETTINGS with MAX_CONCURRENT_STREAMS 1. */
  private static final byte[] SETTINGS_ONE_STREAM = {0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 1};

  /** GOAWAY, no error, whatever stream was the last. */
  private static final byte[] GOAWAY_OF_ALL = {
    0, 0, 8, 7, 0, 0, 0, 0, 0, 0x7F, -1, -1, -1, 0, 0, 0, 0
  };

  private static final MethodDescriptor.Marshaller<byte[]> BYTES =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException broken) {
            throw new UncheckedIOException(broken);
          }
        }
      };

  private final MultiThreadIoEventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop loop = loops.next();
  private final ConcurrentLinkedQueue<String> principals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private Server server;
  private GrpcConnection connection;

  @BeforeEach
  void connect() throws Exception {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .maxConcurrentCallsPerConnection(MOST_OPEN)
            .maxInboundMessageSize(LARGEST)
            .addService(
                ServerServiceDefinition.builder("test.Mirror")
                    .addMethod(method("Echo"), handler(false))
                    .addMethod(method("Refuse"), handler(true))
                    .build())
            .build()
            .start();
    connection =
        GrpcConnection.open(loop, new InetSocketAddress("127.0.0.1", server.getPort()), 10_000);
  }

  @AfterEach
  void close() {
    connection.close();
    server.shutdownNow();
    var unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static MethodDescriptor<byte[], byte[]> method(String name) {
    return MethodDescriptor.newBuilder(BYTES, BYTES)
        .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
        .setFullMethodName("test.Mirror/" + name)
        .build();
  }

  /** Sends every message back, then OK or a refusal with details. */
  private ServerCallHandler<byte[], byte[]> handler(boolean refuses) {
    return (call, headers) -> {
      principals.add(
          headers.get(
              Metadata.Key.of("x-dualchannel-principal", Metadata.ASCII_STRING_MARSHALLER)));
      int now = open.incrementAndGet();
      mostOpen.accumulateAndGet(now, Math::max);
      call.request(1);
      return new ServerCall.Listener<>() {
        private boolean answered;

        @Override
        public void onMessage(byte[] message) {
          if (!refuses) {
            if (!answered) {
              call.sendHeaders(new Metadata());
              answered = true;
            }
            call.sendMessage(message);
          }
          call.request(1);
        }

        @Override
        public void onHalfClose() {
          open.decrementAndGet();
          if (refuses) {
            Status refusal =
                Status.newBuilder()
                    .setCode(Code.FAILED_PRECONDITION_VALUE)
                    .setMessage("不行, not 100 % fine")
                    .addDetails(Any.pack(ErrorInfo.newBuilder().setReason("NO").build()))
                    .build();
            var exception = StatusProto.toStatusException(refusal);
            call.close(exception.getStatus(), exception.getTrailers());
          } else {
            call.close(io.grpc.Status.OK, new Metadata());
          }
        }
      };
    };
  }

  /** Gathers what comes back. */
  private static final class Heard implements CallListener {
    private final List<byte[]> messages = new ArrayList<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();

    @Override
    public void onMessage(byte[] message) {
      messages.add(message);
    }

    @Override
    public void onEnd(Status status) {
      assertTrue(end.complete(status), "ends once");
    }

    Status end() throws Exception {
      return end.get(20, TimeUnit.SECONDS);
    }
  }

  private Heard call(Route route, byte[] message) {
    Heard heard = new Heard();
    loop.execute(() -> route.call(message, heard));
    return heard;
  }

  private static byte[] bytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void manyCallsInManyNamesComeBackWhole() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      // More names than the header table has room for.
      routes.add(connection.route("test.Mirror/Echo", "hospital/" + i + "x".repeat(i)));
    }
    List<byte[]> sent = new ArrayList<>();
    List<Heard> heard = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      sent.add(bytes(random, i == 5 ? 0 : random.nextInt(3_000)));
      heard.add(call(routes.get(random.nextInt(routes.size())), sent.get(i)));
    }
    for (int i = 0; i < sent.size(); i++) {
      assertEquals(Code.OK_VALUE, heard.get(i).end().getCode(), heard.get(i).end().getMessage());
      assertEquals(1, heard.get(i).messages.size());
      assertArrayEquals(sent.get(i), heard.get(i).messages.get(0));
    }
    assertTrue(principals.stream().allMatch(name -> name.matches("hospital/\\d+x*")));
    assertTrue(mostOpen.get() <= MOST_OPEN, mostOpen + " open at once");
  }

  @Test
  void messagesLargerThanAnyWindowComeBackWhole() throws Exception {
    Route route = connection.route("test.Mirror/Echo", "hospital/1");
    List<byte[]> sent = new ArrayList<>();
    List<Heard> heard = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sent.add(bytes(new SplittableRandom(i), 5_000_000 + i));
      heard.add(call(route, sent.get(i)));
    }
    for (int i = 0; i < sent.size(); i++) {
      assertEquals(Code.OK_VALUE, heard.get(i).end().getCode());
      assertArrayEquals(sent.get(i), heard.get(i).messages.get(0));
    }
  }

  @Test
  void aStreamKeepsTheOrderOfItsMessages() throws Exception {
    Route route = connection.route("test.Mirror/Echo", "hospital/1");
    Heard heard = new Heard();
    List<byte[]> sent = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      sent.add(bytes(new SplittableRandom(i), i * 53));
    }
    loop.execute(
        () -> {
          Route.Stream stream = route.stream(heard);
          sent.forEach(stream::send);
          stream.halfClose();
        });
    assertEquals(Code.OK_VALUE, heard.end().getCode());
    assertEquals(sent.size(), heard.messages.size());
    for (int i = 0; i < sent.size(); i++) {
      assertArrayEquals(sent.get(i), heard.messages.get(i));
    }
  }

  @Test
  void aRefusalCarriesItsDetails() throws Exception {
    Route route = connection.route("test.Mirror/Refuse", "hospital/1");
    for (int i = 0; i < 5; i++) {
      Status status = call(route, new byte[10]).end();
      assertEquals(Code.FAILED_PRECONDITION_VALUE, status.getCode());
      assertEquals("不行, not 100 % fine", status.getMessage());
      assertEquals("NO", status.getDetails(0).unpack(ErrorInfo.class).getReason());
      assertEquals(
          Code.OK_VALUE,
          call(connection.route("test.Mirror/Echo", "hospital/1"), new byte[1]).end().getCode());
    }
    Status unknown = call(connection.route("test.Mirror/Nothing", "hospital/1"), new byte[1]).end();
    assertEquals(Code.UNIMPLEMENTED_VALUE, unknown.getCode());
    assertTrue(unknown.getMessage().contains("test.Mirror/Nothing"), unknown.getMessage());
  }

  @Test
  void callsOfABrokenConnectionEnd() throws Exception {
    Heard open = new Heard();
    loop.execute(() -> connection.route("test.Mirror/Echo", "hospital/1").stream(open));
    call(connection.route("test.Mirror/Echo", "hospital/1"), new byte[1]).end();
    server.shutdownNow();
    assertEquals(Code.UNAVAILABLE_VALUE, open.end().getCode());
    Status later = call(connection.route("test.Mirror/Echo", "hospital/1"), new byte[1]).end();
    assertEquals(Code.UNAVAILABLE_VALUE, later.getCode());
  }

  @Test
  void itStandsOnceTheServerHasSaidWhatItAllows() throws Exception {
    try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = new InetSocketAddress("127.0.0.1", slow.getLocalPort());
      CompletableFuture<GrpcConnection> opening = new CompletableFuture<>();
      Thread caller = new Thread(() -> complete(opening, address));
      caller.start();
      try (Socket accepted = slow.accept()) {
        // The client's preface is here, so its end of the connection is up.
        accepted.getInputStream().readNBytes(24);
        assertFalse(opening.isDone(), "opened without a word of the server");
        accepted.getOutputStream().write(SETTINGS_ONE_STREAM);
        try (GrpcConnection opened = opening.get(10, TimeUnit.SECONDS)) {
          Heard first = new Heard();
          Heard second = new Heard();
          loop.submit(
                  () -> {
                    opened.route("test.Mirror/Echo", "hospital/1").call(new byte[1], first);
                    opened.route("test.Mirror/Echo", "hospital/1").call(new byte[1], second);
                  })
              .get();
          accepted.getOutputStream().write(GOAWAY_OF_ALL);
          assertTrue(second.end().getMessage().contains("closing"), "was not held back");
        }
      }
      caller.join();
    }
  }

  @Test
  void aServerThatSaysNothingIsNoServer() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = new InetSocketAddress("127.0.0.1", mute.getLocalPort());
      assertThrows(IOException.class, () -> GrpcConnection.open(loop, address, 50));
      mute.accept().close();
    }
  }

  private void complete(CompletableFuture<GrpcConnection> opening, InetSocketAddress address) {
    try {
      opening.complete(GrpcConnection.open(loop, address, 10_000));
    } catch (IOException | InterruptedException failed) {
      opening.completeExceptionally(failed);
    }
  }
}
