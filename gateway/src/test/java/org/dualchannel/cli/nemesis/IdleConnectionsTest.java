package org.dualchannel.cli.nemesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dualchannel.cli.RunningNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand clients that are connected and say nothing. */
@Tag("slow")
class IdleConnectionsTest {
  private static final int IDLE = 10_000;

  /** What a client says first: the preface of HTTP/2 and empty settings. */
  private static final String HELLO = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

  @TempDir private Path dir;

  private final List<Socket> sockets = new ArrayList<>();
  private LocalCluster cluster;
  private Load load;

  @BeforeEach
  void start() throws Exception {
    int first = RunningNode.freePorts(20);
    cluster =
        new LocalCluster(
            dir,
            1,
            List.of("127.0.0.1"),
            new LocalCluster.Ports(first, first + 1, first + 5),
            List.of(
                "report.kind=off",
                "grpc.maxConnections=" + (IDLE + 5),
                "grpc.keepAliveMs=600000",
                "grpc.maxConnectionIdleMs=120000"));
    cluster.start();
    cluster.awaitReady();
    load = new Load(cluster.grpc(), new Journal(), 1_000, 10_000, 10_000);
    RunningNode.importSampleCity(load.channel(0));
    Requests.prepare(load.channel(0), 1_000);
  }

  @AfterEach
  void stop() throws Exception {
    for (Socket socket : sockets) {
      socket.close();
    }
    load.close();
    cluster.close();
  }

  @Test
  void othersAreServedMemoryIsBoundedAndTheIdleAreSentAway() throws Exception {
    callMany("w"); // warm
    long[] alone = callMany("a");
    long aloneKb = residentKb();
    while (sockets.size() < IDLE) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port(cluster.grpc().get(0)));
      OutputStream out = socket.getOutputStream();
      out.write(HELLO.getBytes(StandardCharsets.US_ASCII));
      out.write(SETTINGS);
      sockets.add(socket);
    }
    await(() -> metric("dualchannel_connections ") >= IDLE);
    long[] among = callMany("b");
    long amongKb = residentKb();
    System.out.printf(
        "alone p50 %d us p99 %d us, among %,d idle connections p50 %d us p99 %d us;"
            + " resident %,d KiB and %,d KiB%n",
        alone[0], alone[1], IDLE, among[0], among[1], aloneKb, amongKb);
    assertTrue(amongKb - aloneKb < 64L * IDLE, "64 KiB a connection");

    for (int i = 0; i < 20; i++) {
      sockets.add(new Socket(InetAddress.getLoopbackAddress(), port(cluster.grpc().get(0))));
    }
    await(() -> metric("dualchannel_connections_refused_total ") >= 10);
    callMany("c");
    await(() -> metric("dualchannel_connections ") < 10); // their idle time is over
    callMany("d");
    assertTrue(cluster.runs(0));
  }

  /** Median and 99th percentile in microseconds. */
  private long[] callMany(String name) {
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      long started = System.nanoTime();
      Requests.call(load.channel(0), Requests.submit(name + i, i), 10_000);
      took.add((System.nanoTime() - started) / 1_000);
    }
    Collections.sort(took);
    assertEquals(500, took.size());
    return new long[] {took.get(250), took.get(495)};
  }

  private long residentKb() throws Exception {
    Path status = Path.of("/proc", Long.toString(cluster.process(0).pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  private double metric(String name) {
    try {
      URI uri = URI.create("http://" + cluster.http().get(0) + "/metrics");
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
          .findFirst()
          .orElse(-1);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(240);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not within 240 s");
      LockSupport.parkNanos(200_000_000);
    }
  }
}
