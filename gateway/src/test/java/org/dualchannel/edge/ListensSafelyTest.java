package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import java.util.Map;
import org.dualchannel.ops.ConfigException;
import org.dualchannel.ops.GatewayConfig;
import org.junit.jupiter.api.Test;

/** Where the server listens, and when it says that it serves. */
class ListensSafelyTest {
  private static GatewayConfig.Grpc config(String host) throws ConfigException {
    GatewayConfig.Grpc safe = GatewayConfig.load(null, Map.of(), Map.of("grpc.port", "0")).grpc();
    return new GatewayConfig.Grpc(
        host,
        0,
        safe.tls(),
        safe.developmentMode(),
        safe.reflection(),
        safe.maxInboundMessageBytes(),
        safe.maxConcurrentCallsPerConnection(),
        safe.maxRstFramesPerWindow(),
        safe.rstWindowSeconds(),
        safe.maxConnectionAgeMs(),
        safe.maxConnectionAgeGraceMs(),
        safe.maxConnectionIdleMs(),
        safe.keepAliveMs(),
        safe.keepAliveTimeoutMs(),
        safe.maxConnections(),
        safe.permitKeepAliveMs(),
        0);
  }

  @Test
  void withoutTlsOnlyLoopbackIsBound() throws Exception {
    for (String host : List.of("0.0.0.0", "::", "192.0.2.1", "does-not-exist.invalid")) {
      assertThrows(
          IllegalArgumentException.class, () -> GrpcServer.start(config(host), List.of()), host);
    }
    try (GrpcServer server = GrpcServer.start(config("127.0.0.1"), List.of())) {
      assertTrue(server.port() > 0);
    }
  }

  @Test
  void healthFollowsTheNode() throws Exception {
    GrpcServer server = GrpcServer.start(config("127.0.0.1"), List.of());
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    try {
      HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(channel);
      HealthCheckRequest all = HealthCheckRequest.getDefaultInstance();
      assertEquals(ServingStatus.NOT_SERVING, health.check(all).getStatus());
      server.ready(true);
      assertEquals(ServingStatus.SERVING, health.check(all).getStatus());
      server.ready(false);
      assertEquals(ServingStatus.NOT_SERVING, health.check(all).getStatus());
      assertTrue(server.drain(5_000));
    } finally {
      channel.shutdownNow();
      server.close();
    }
  }
}
