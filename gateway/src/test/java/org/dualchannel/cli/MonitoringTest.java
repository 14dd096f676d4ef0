package org.dualchannel.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dualchannel.cli.nemesis.Requests;
import org.dualchannel.cli.send.Caller;
import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.PrescriptionServiceGrpc;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What is shipped for watching a node fits what a node under load shows: the dashboard, the alarms,
 * the table of metrics in the manual, and {@code top}.
 */
class MonitoringTest {

  private static final Path SHIPPED = Path.of("src", "main", "dist", "monitoring");
  private static final Path PAGE = Path.of("..", "docs", "operations.md");
  private static final String BEGIN = "<!-- metrics: written by MonitoringTest -->\n";
  private static final String END = "<!-- end of metrics -->\n";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long DEADLINE_S = 90;
  private static final long PACK = 1;

  @TempDir private static Path dir;
  private static RunningNode node;
  private static Thread load;
  private static volatile boolean stop;
  private static volatile boolean collect;

  @BeforeAll
  static void startUnderALittleLoad() throws Exception {
    node =
        RunningNode.start(
            Files.createDirectory(dir.resolve("data")),
            Map.of("report.kind", "off", "tables.kind", "heap"));
    node.importSampleCity();
    Requests.prepare(node.channel(), 10);
    load = new Thread(MonitoringTest::load, "load");
    load.start();
  }

  /** Prescriptions that are sold with one and the same pack: all but the first are refused. */
  private static void load() {
    for (int i = 0; !stop; i++) {
      Channel channel = node.channel();
      try {
        String id =
            PrescriptionServiceGrpc.newBlockingStub(Caller.place(channel, Requests.HOSPITAL))
                .submitPrescription(Requests.submit("M-" + i, i % 10))
                .getPrescriptionId();
        DispensingServiceGrpc.DispensingServiceBlockingStub pharmacy =
            DispensingServiceGrpc.newBlockingStub(Caller.place(channel, Requests.PHARMACY));
        String secret = pharmacy.claimPrescription(Requests.claim(id)).getClaimSecret();
        pharmacy.dispensePrescription(Requests.dispense(id, secret, PACK));
      } catch (StatusRuntimeException e) {
        // The refusals are part of the load.
      }
      if (collect && i % 20 == 0) {
        System.gc();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @AfterAll
  static void end() throws InterruptedException {
    stop = true;
    if (load != null) {
      load.join();
    }
    if (node != null) {
      node.close();
    }
  }

  @Test
  void theManualListsEveryMetric() throws Exception {
    await(() -> metrics().contains("result=\"rejected\""));
    StringBuilder table =
        new StringBuilder("| metric | unit | labels | meaning |\n|---|---|---|---|\n");
    String metrics = metrics();
    Matcher family =
        Pattern.compile("# HELP (dualchannel_\\S+) (.*)\n# TYPE \\S+ (\\S+)\n").matcher(metrics);
    Set<String> rows = new TreeSet<>();
    while (family.find()) {
      rows.add(
          "| `"
              + family.group(1)
              + "` | "
              + unit(family.group(1), family.group(2))
              + " | "
              + String.join(", ", labels(metrics, family.group(1)))
              + " | "
              + family.group(2)
              + (family.group(3).equals("histogram") ? " (histogram)" : "")
              + " |\n");
    }
    assertTrue(rows.size() > 30, rows::toString);
    rows.forEach(table::append);
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    assertTrue(from >= BEGIN.length() && to >= from, "the page has no place for the table");
    if (Boolean.getBoolean("update.docs")) {
      Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
      return;
    }
    assertEquals(
        table.toString(),
        page.substring(from, to),
        "write it anew with: mvn -pl gateway -am test -Dtest=MonitoringTest -Dupdate.docs=true"
            + " -Dsurefire.failIfNoSpecifiedTests=false");
  }

  private static String unit(String name, String help) {
    if (name.matches(".*_seconds(_total)?")) {
      return "s";
    }
    if (name.matches(".*_bytes(_total)?")) {
      return "bytes";
    }
    return help.startsWith("Whether") ? "0 or 1" : "count";
  }

  private static Set<String> labels(String metrics, String name) {
    Set<String> labels = new TreeSet<>();
    Matcher sample =
        Pattern.compile("(?m)^" + name + "(?:_bucket|_sum|_count)?\\{([^}]*)\\}").matcher(metrics);
    while (sample.find()) {
      Matcher label = Pattern.compile("([a-z_]+)=\"").matcher(sample.group(1));
      while (label.find()) {
        if (!label.group(1).equals("le")) {
          labels.add('`' + label.group(1) + '`');
        }
      }
    }
    return labels;
  }

  @Test
  void theFiguresOfTheLogAreReal() throws Exception {
    await(() -> value("dualchannel_log_written_bytes_total") > 10_000);
    assertTrue(value("dualchannel_log_write_seconds_total") > 0);
    assertTrue(value("dualchannel_log_write_longest_seconds") > 0);
    assertEquals(1, value("dualchannel_log_leads"));
    assertEquals(1, value("dualchannel_ready"));
    assertTrue(value("dualchannel_aeron_elections_total") >= 1);
    assertTrue(value("dualchannel_aeron_cycle_longest_seconds{part=\"archive\"}") > 0);
    assertTrue(value("dualchannel_disk_free_bytes") > 0);
    assertTrue(value("dualchannel_disk_free_bytes") <= value("dualchannel_disk_size_bytes"));
  }

  @Test
  void topShowsOneFrame() throws Exception {
    await(() -> metrics().contains("result=\"rejected\""));

    CommandRun run = CommandRun.of("top", "--target", node.http(), "--once");

    assertEquals(Main.OK, run.exitCode(), run::told);
    String frame = run.out();
    for (String part :
        List.of(
            "ready, leader", "append_to_commit", "ring intake", "pending calls", "S2-18", "heap")) {
      assertTrue(frame.contains(part), () -> part + " is not in\n" + frame);
    }
    assertTrue(frame.lines().allMatch(line -> line.length() < 80), frame);
    assertTrue(frame.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 0x7f)), frame);
    assertFalse(frame.contains("NaN"), frame);
    assertTrue(
        Pattern.compile("(?m)^disk .* longest [0-9.]+ [mu]?s$").matcher(frame).find(), frame);
    assertTrue(Pattern.compile("(?m)^edge +[0-9.]+ +[0-9.]+ [mu]?s").matcher(frame).find(), frame);
  }

  @Test
  @Timeout(value = 2 * DEADLINE_S, unit = TimeUnit.SECONDS)
  void everyPanelAndEveryAlarmHasDataInARealPrometheus() throws Exception {
    Prometheus.assumeInstalled("prometheus");
    collect = true;
    Path rules = SHIPPED.resolve("alerts.yml");
    Set<String> missing = panels();
    assertTrue(missing.size() > 40, missing::toString);
    missing.addAll(metricsOf(Files.readString(rules)));
    try (Prometheus prometheus = Prometheus.start(dir, node.http(), rules)) {
      await(
          () -> {
            if (missing.stream().anyMatch(query -> query.contains("freeze"))) {
              CommandRun.of("snapshot", "--http", node.http());
            }
            for (String query : List.copyOf(missing)) {
              if (prometheus.values(query).stream().anyMatch(Double::isFinite)) {
                missing.remove(query);
              }
            }
            return missing.isEmpty();
          },
          missing,
          1_000);
      await(
          () ->
              !prometheus.rules().isEmpty()
                  && prometheus.rules().stream().allMatch(rule -> "ok".equals(rule.get("health"))));
      for (Map<?, ?> rule : prometheus.rules()) {
        boolean page = "page".equals(((Map<?, ?>) rule.get("labels")).get("severity"));
        assertTrue(!page || "inactive".equals(rule.get("state")), () -> rule + " on a sound node");
      }
    } finally {
      collect = false;
    }
  }

  /** The queries of the dashboard, its variables filled in as Grafana does. */
  private static Set<String> panels() throws IOException {
    Map<?, ?> dashboard =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(SHIPPED.resolve("grafana-dashboard.json")));
    Set<String> queries = new LinkedHashSet<>();
    for (Object panel : (List<?>) dashboard.get("panels")) {
      List<?> targets = (List<?>) ((Map<?, ?>) panel).get("targets");
      for (Object target : targets == null ? List.of() : targets) {
        String query = ((Map<?, ?>) target).get("expr").toString();
        queries.add(
            query
                .replace("$__rate_interval", "10s")
                .replace("$job", ".*")
                .replace("$instance", ".*"));
      }
    }
    for (String query : queries) {
      assertFalse(query.contains("$"), query);
    }
    return queries;
  }

  private static List<String> metricsOf(String alarms) {
    Matcher name = Pattern.compile("\\bdualchannel_[a-z_]+").matcher(alarms);
    List<String> names = new ArrayList<>();
    while (name.find()) {
      names.add(name.group());
    }
    return names;
  }

  @Test
  void eachAlarmFiresWhenItShouldAndOnlyThen() throws Exception {
    Prometheus.assumeInstalled("promtool");
    Path here = Files.createTempDirectory(dir, "alarms");
    Files.copy(SHIPPED.resolve("alerts.yml"), here.resolve("alerts.yml"));
    Files.copy(SHIPPED.resolve("prometheus.yml"), here.resolve("prometheus.yml"));
    Files.copy(
        Path.of("src", "test", "resources", "monitoring", "alerts-test.yml"),
        here.resolve("alerts-test.yml"));
    promtool(here, "check", "config", "prometheus.yml");
    promtool(here, "test", "rules", "alerts-test.yml");
  }

  private static void promtool(Path dir, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), told);
  }

  private static String metrics() throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create("http://" + node.http() + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static double value(String series) throws IOException, InterruptedException {
    String metrics = metrics();
    return metrics
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(series + " is not in\n" + metrics));
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    await(condition, "it", 100);
  }

  private static void await(Condition condition, Object what, long everyMs) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_S);
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < deadline, () -> "still waited for: " + what);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(everyMs));
    }
  }
}
