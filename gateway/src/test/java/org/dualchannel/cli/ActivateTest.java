package org.dualchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New rules are activated when every member knows them, and not before. */
class ActivateTest {
  private final List<HttpServer> members = new ArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger decides = new AtomicInteger(1);

  @AfterEach
  void stop() {
    members.forEach(each -> each.stop(0));
  }

  @Test
  void whenAllKnowThemOneIsAsked() throws Exception {
    CommandRun run = CommandRun.of("activate", "--http", cluster(3, 2, 2));

    assertEquals(0, run.exitCode(), run.out());
    assertEquals(List.of("/admin/activate?version=2"), asked);
    assertTrue(run.out().contains("logic 2 decides on all members"), run.out());
  }

  @Test
  void notWhileOneDoesNot() throws Exception {
    CommandRun run = CommandRun.of("activate", "--http", cluster(2, 1, 2));

    assertEquals(0, run.exitCode());
    assertEquals(List.of(), asked);
    assertTrue(run.out().contains("knows up to 1"), run.out());
  }

  @Test
  void notWhileOneIsAwayOrNotNamed() throws Exception {
    String three = cluster(2, 2, 2);
    members.get(2).stop(0);
    assertEquals(1, CommandRun.of("activate", "--http", three).exitCode());
    String two = three.substring(0, three.lastIndexOf(','));
    assertEquals(1, CommandRun.of("activate", "--http", two).exitCode());
    assertEquals(List.of(), asked);
  }

  @Test
  void aNodeOfThisReleaseSaysThatThereIsNothing(@TempDir Path data) throws Exception {
    try (RunningNode node =
        RunningNode.start(
            data, Map.of("log.kind", "memory", "tables.kind", "heap", "report.kind", "off"))) {
      CommandRun run = CommandRun.of("activate", "--http", node.http());

      assertEquals(0, run.exitCode(), run.told());
      assertTrue(run.out().contains("logic 1 decides"), run.told());
      assertEquals(
          "this release knows logic 1 to 1", AdminCall.refusal(node.http(), "activate?version=2"));
      assertEquals("logic 1 decides already", AdminCall.refusal(node.http(), "activate?version=1"));
    }
  }

  /** Members that know up to these versions; the addresses of them. */
  private String cluster(int... known) throws IOException {
    List<String> addresses = new ArrayList<>();
    for (int id = 0; id < known.length; id++) {
      int number = id;
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/status", exchange -> answer(exchange, 200, status(number, known)));
      server.createContext(
          "/admin/activate",
          exchange -> {
            asked.add(exchange.getRequestURI().toString());
            decides.set(2);
            answer(exchange, 202, "asked for");
          });
      server.start();
      members.add(server);
      addresses.add("127.0.0.1:" + server.getAddress().getPort());
    }
    return String.join(",", addresses);
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange, int code, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String status(int id, int[] known) {
    return "{\"node\":"
        + id
        + ",\"members\":[\"a:1\",\"b:1\",\"c:1\"],\"ready\":true,\"role\":\"FOLLOWER\",\"leader\":0,"
        + "\"term\":0,\"commit\":1,\"applied\":1,\"records\":1,\"index\":1,\"hash\":null,"
        + "\"readOnly\":null,\"failure\":null,\"logic\":"
        + decides.get()
        + ",\"logicKnown\":"
        + known[id]
        + "}";
  }
}
