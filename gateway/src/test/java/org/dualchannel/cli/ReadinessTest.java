package org.dualchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks over HTTP and who asks over gRPC hear the same. */
class ReadinessTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir private Path dir;

  @Test
  void aNodeThatHasRecoveredIsNotReadyBeforeItTakesCalls() throws Exception {
    Map<String, String> settings =
        Map.of("log.kind", "memory", "report.kind", "off", "tables.kind", "heap");
    try (RunningNode node = RunningNode.begin(dir, settings)) {
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (!node.recovered()) {
        assertTrue(System.nanoTime() - deadline < 0, "does not recover");
        LockSupport.parkNanos(1_000_000);
      }
      assertEquals(ServingStatus.NOT_SERVING, overGrpc(node));
      HttpResponse<String> early = overHttp(node);
      assertEquals(503, early.statusCode(), early.body());
      assertTrue(early.body().contains("serving"), early.body());

      node.awaitReady();
      assertEquals(ServingStatus.SERVING, overGrpc(node));
      assertEquals(200, overHttp(node).statusCode());
    }
  }

  private static ServingStatus overGrpc(RunningNode node) {
    return HealthGrpc.newBlockingStub(node.channel())
        .withDeadlineAfter(10, TimeUnit.SECONDS)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }

  private HttpResponse<String> overHttp(RunningNode node) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://" + node.http() + "/readyz")).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
