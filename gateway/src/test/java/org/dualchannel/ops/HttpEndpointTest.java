package org.dualchannel.ops;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dualchannel.ops.Health.Check;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP port answers probes and scrapes, and shrugs off everything else. */
@Timeout(30)
class HttpEndpointTest {

  private static final GatewayConfig.Http ANY_PORT = new GatewayConfig.Http("127.0.0.1", 0);

  private final SettableHealth health = new SettableHealth();
  private Metrics metrics;
  private HttpEndpoint endpoint;

  /** A node whose state the test sets. */
  private static final class SettableHealth implements Health {
    private volatile List<Check> live = List.of(new Check("log", true, "leader"));
    private volatile List<Check> ready = List.of(new Check("recovery", true, ""));

    @Override
    public List<Check> liveness() {
      return live;
    }

    @Override
    public List<Check> readiness() {
      return ready;
    }
  }

  @BeforeEach
  void start() throws IOException {
    metrics = new Metrics();
    endpoint = HttpEndpoint.start(ANY_PORT, metrics, health, Duration.ofMillis(700));
  }

  @AfterEach
  void stop() {
    endpoint.close();
    metrics.close();
  }

  @Test
  void healthTellsWhy() throws IOException {
    String well = get("/healthz");
    assertTrue(well.startsWith("HTTP/1.1 200 "), well);
    assertTrue(well.contains("{\"name\":\"log\",\"ok\":true,\"detail\":\"leader\"}"), well);

    health.live = List.of(new Check("log", false, "fsync failed: \"No space\"\n"));
    String ill = get("/healthz?verbose");
    assertTrue(ill.startsWith("HTTP/1.1 503 "), ill);
    assertTrue(
        ill.endsWith(
            "{\"status\":\"failed\",\"checks\":[{\"name\":\"log\",\"ok\":false,"
                + "\"detail\":\"fsync failed: \\\"No space\\\"\\u000a\"}]}\n"),
        ill);
  }

  @Test
  void aliveIsNotReady() throws IOException {
    health.ready = List.of(new Check("recovery", false, "replaying, at record 12"));
    assertTrue(get("/healthz").startsWith("HTTP/1.1 200 "));
    assertTrue(get("/readyz").startsWith("HTTP/1.1 503 "));
    health.ready =
        List.of(new Check("recovery", true, ""), new Check("accepting", false, "drains"));
    assertTrue(get("/readyz").startsWith("HTTP/1.1 503 "));
    health.ready = List.of(new Check("recovery", true, ""));
    assertTrue(get("/readyz").startsWith("HTTP/1.1 200 "));
  }

  @Test
  void aCheckThatThrowsIsNotHealth() throws IOException {
    health.live = null;
    assertTrue(get("/healthz").startsWith("HTTP/1.1 503 "));
  }

  @Test
  void metricsAreInTheTextFormOfPrometheus() throws IOException {
    metrics.accepted("submit");
    String answer = get("/metrics");
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertTrue(answer.contains("content-type: text/plain; version=0.0.4"), answer);
    assertTrue(
        answer.contains(
            "dualchannel_outcomes_total{command=\"submit\",reason=\"none\",result=\"accepted\"}"
                + " 1.0"),
        answer);
  }

  @Test
  void headHasTheHeadersOnly() throws IOException {
    String answer = exchange("HEAD /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    assertTrue(answer.matches("(?s).*content-length: [1-9].*"), answer);
    assertTrue(answer.endsWith("\r\n\r\n"), answer);
  }

  @Test
  void otherPathsAndMethodsAreRefused() throws IOException {
    assertTrue(get("/").startsWith("HTTP/1.1 404 "));
    assertTrue(get("/metrics/../../etc/passwd").startsWith("HTTP/1.1 404 "));
    String post = exchange("POST /metrics HTTP/1.1\r\nContent-Length: 2\r\n\r\nab");
    assertTrue(post.startsWith("HTTP/1.1 405 "), post);
    assertTrue(post.contains("allow: GET, HEAD"), post);
    assertTrue(exchange("DELETE /healthz HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 405 "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\n\r\nnonsense\r\n\r\n",
        "GET\r\n\r\n",
        "GET /healthz HTTP/9.x\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET /healthz HTTP/1.1\r\nbad header\r\n\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      })
  void malformedRequestsGetBadRequestOrNothing(String request) throws IOException {
    String answer = exchange(request);
    assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400 "), answer);
    assertTrue(get("/healthz").startsWith("HTTP/1.1 200 "));
  }

  @Test
  void longLinesHeadersAndBodiesAreRefused() throws IOException {
    assertTrue(get("/" + "a".repeat(5_000)).startsWith("HTTP/1.1 400 "));
    String header = "X: " + "b".repeat(10_000);
    String answer = exchange("GET /healthz HTTP/1.1\r\n" + header + "\r\n\r\n");
    assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    String body = "GET /healthz HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n" + "c".repeat(3_000);
    assertTrue(exchange(body).startsWith("HTTP/1.1 413 "));
  }

  @Test
  void randomBytesNeverHurt() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      byte[] bytes = new byte[1 + random.nextInt(3_000)];
      random.nextBytes(bytes);
      exchange(new String(bytes, ISO_8859_1) + "\r\n\r\n");
    }
    assertTrue(get("/healthz").startsWith("HTTP/1.1 200 "), "seed " + seed);
  }

  @Test
  void aSilentOrTricklingClientIsDropped() throws IOException {
    try (Socket silent = connect();
        Socket trickling = connect()) {
      trickling.getOutputStream().write("GET /healthz HT".getBytes(UTF_8));
      assertEquals(-1, silent.getInputStream().read());
      assertEquals(-1, trickling.getInputStream().read());
    }
  }

  @Test
  void onlyTheFirstOfManyRequestsIsAnswered() throws IOException {
    String answers = exchange("GET /healthz HTTP/1.1\r\n\r\n".repeat(1_000));
    assertEquals(1, answers.split("HTTP/1.1 ", -1).length - 1, answers);
  }

  @Test
  void moreConnectionsThanAllowedAreClosedAndTheOthersServed() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < HttpEndpoint.MAX_CONNECTIONS; i++) {
        sockets.add(connect());
      }
      assertEquals("", exchange("GET /healthz HTTP/1.1\r\n\r\n"), "one too many");
      for (Socket socket : sockets) {
        assertEquals(-1, socket.getInputStream().read(), "idle ones run into their deadline");
      }
      assertTrue(get("/healthz").startsWith("HTTP/1.1 200 "));
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void aTakenPortIsAClearError() {
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                HttpEndpoint.start(
                    new GatewayConfig.Http("127.0.0.1", endpoint.port()), metrics, health));
    assertTrue(failure.getMessage().contains("127.0.0.1:" + endpoint.port()));
  }

  @Test
  void afterCloseNobodyListens() throws IOException {
    try (Socket open = connect()) {
      endpoint.close();
      assertThrows(ConnectException.class, this::connect);
      assertEquals(-1, open.getInputStream().read());
    }
  }

  private String get(String path) throws IOException {
    return exchange("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  private String exchange(String request) throws IOException {
    try (Socket socket = connect()) {
      try {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        socket.shutdownOutput();
      } catch (SocketException e) {
        // The server may close before it has read everything; what it answered still counts.
      }
      return readAll(socket.getInputStream());
    }
  }

  private static String readAll(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[8_192];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        text.append(new String(buffer, 0, read, UTF_8));
      }
    } catch (SocketException e) {
      // A reset after the answer: the server closed while bytes of ours were unread.
    }
    return text.toString();
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getByName("127.0.0.1"), endpoint.port());
  }
}
