package org.dualchannel.loadtest;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The small gateway of the tests as a process, started and configured like the real one. */
public final class FakeServe {
  private FakeServe() {}

  /** Takes {@code serve --data DIR --config FILE}, and is ready a while after it answers at all. */
  public static void main(String[] args) throws Exception {
    if (!args[0].equals("serve") || !args[1].equals("--data") || !args[3].equals("--config")) {
      throw new IllegalArgumentException(String.join(" ", args));
    }
    Files.createDirectories(Path.of(args[2]));
    Map<String, Map<String, Object>> config = new Yaml().load(Files.readString(Path.of(args[4])));
    InetSocketAddress address =
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), (Integer) config.get("http").get("port"));
    long readyAt = System.nanoTime() + 300_000_000L;
    FakeGateway gateway = new FakeGateway((Integer) config.get("grpc").get("port"));
    HttpServer http = HttpServer.create(address, 0);
    http.createContext(
        "/readyz",
        exchange -> {
          exchange.sendResponseHeaders(System.nanoTime() - readyAt < 0 ? 503 : 200, -1);
          exchange.close();
        });
    http.start();
    System.out.println("serving at " + gateway.address());
  }
}
