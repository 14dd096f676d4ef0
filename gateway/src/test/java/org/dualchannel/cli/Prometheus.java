package org.dualchannel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A real Prometheus, of the Debian package, that reads the metrics of one node every second. */
final class Prometheus implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final Path log;
  private final String address;

  private Prometheus(Process process, Path log, String address) {
    this.process = process;
    this.log = log;
    this.address = address;
  }

  /** Leaves the test out, and says why, where a program is not installed. */
  static void assumeInstalled(String program) {
    boolean found =
        Path.of("/usr/bin", program).toFile().canExecute()
            || Path.of("/usr/local/bin", program).toFile().canExecute();
    Assumptions.assumeTrue(
        found, program + " is not installed (apt-get install prometheus): left out");
  }

  /** Starts one that scrapes a target and evaluates the rules of a file. */
  static Prometheus start(Path dir, String target, Path rules) throws IOException {
    Path config =
        Files.writeString(
            dir.resolve("prometheus.yml"),
            "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
                + "rule_files: ['"
                + rules.toAbsolutePath()
                + "']\n"
                + "scrape_configs:\n"
                + "  - job_name: dualchannel\n"
                + "    static_configs: [{targets: ['"
                + target
                + "']}]\n");
    String address = "127.0.0.1:" + FreePorts.run(1);
    Path log = dir.resolve("prometheus.log");
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + dir.resolve("tsdb"),
                "--web.listen-address=" + address,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new Prometheus(process, log, address);
  }

  /** The values that a query has now; empty while there are none, or no Prometheus yet. */
  List<Double> values(String query) throws InterruptedException {
    Map<?, ?> data = get("/api/v1/query?query=" + URLEncoder.encode(query, UTF_8));
    List<Double> values = new ArrayList<>();
    if (data != null) {
      for (Object each : (List<?>) data.get("result")) {
        List<?> value = (List<?>) ((Map<?, ?>) each).get("value");
        values.add(Double.valueOf(value.get(1).toString().replace("+Inf", "Infinity")));
      }
    }
    return values;
  }

  /** The rules that it knows. */
  List<Map<?, ?>> rules() throws InterruptedException {
    Map<?, ?> data = get("/api/v1/rules");
    List<Map<?, ?>> rules = new ArrayList<>();
    if (data != null) {
      for (Object group : (List<?>) data.get("groups")) {
        ((List<?>) ((Map<?, ?>) group).get("rules")).forEach(rule -> rules.add((Map<?, ?>) rule));
      }
    }
    return rules;
  }

  private Map<?, ?> get(String path) throws InterruptedException {
    if (!process.isAlive()) {
      throw new AssertionError("Prometheus has ended:\n" + log());
    }
    try {
      HttpResponse<String> answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create("http://" + address + path))
                  .timeout(Duration.ofSeconds(10))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 400) {
        throw new AssertionError(path + " is wrong: " + answer.body());
      }
      if (answer.statusCode() != 200) {
        return null;
      }
      Map<?, ?> body = new Yaml(new SafeConstructor(new LoaderOptions())).load(answer.body());
      return (Map<?, ?>) body.get("data");
    } catch (IOException e) {
      return null;
    }
  }

  private String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
