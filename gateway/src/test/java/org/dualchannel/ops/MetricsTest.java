package org.dualchannel.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dualchannel.ops.Metrics.Ring;
import org.dualchannel.ops.Metrics.Stage;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the gateway counts appears under its name, and its labels come from closed sets. */
class MetricsTest {

  private final Metrics metrics = new Metrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void stagesHaveHistograms() {
    metrics.stage(Stage.APPEND_TO_COMMIT, 2_000_000);
    metrics.stage(Stage.APPEND_TO_COMMIT, 3_000_000);
    String text = metrics.scrape();
    has(text, "dualchannel_stage_seconds_count{stage=\"append_to_commit\"} 2");
    has(text, "dualchannel_stage_seconds_sum{stage=\"append_to_commit\"} 0.005");
    has(text, "dualchannel_stage_seconds_bucket{stage=\"append_to_commit\",le=\"+Inf\"} 2");
    for (String stage : Set.of("edge", "intake_wait", "decide", "reply")) {
      has(text, "dualchannel_stage_seconds_count{stage=\"" + stage + "\"} 0");
    }
  }

  @Test
  void gaugesFollowTheirSource() {
    AtomicLong value = new AtomicLong(3);
    metrics.ring(Ring.INTAKE, value::get, 4_096);
    metrics.pendingCalls(value::get, 100);
    metrics.table("persons", value::get, 1_000);
    metrics.watchStreams(value::get);
    metrics.crowded(value::get);
    metrics.connections(value::get, value::get, value::get);
    metrics.appendedAgain(5);
    metrics.overShare(org.dualchannel.registry.Principal.Role.HOSPITAL);
    metrics.logPosition(value::get, value::get);
    value.set(7);
    String text = metrics.scrape();
    has(text, "dualchannel_ring_used{ring=\"intake\"} 7.0");
    has(text, "dualchannel_ring_capacity{ring=\"intake\"} 4096.0");
    has(text, "dualchannel_pending_calls 7.0");
    has(text, "dualchannel_pending_calls_capacity 100.0");
    has(text, "dualchannel_table_entries{table=\"persons\"} 7.0");
    has(text, "dualchannel_table_capacity{table=\"persons\"} 1000.0");
    has(text, "dualchannel_watch_streams 7.0");
    has(text, "dualchannel_crowded 7.0");
    has(text, "dualchannel_connections 7.0");
    has(text, "dualchannel_connections_refused_total 7.0");
    has(text, "dualchannel_connections_stuck_total 7.0");
    has(text, "dualchannel_calls_appended_again_total 5.0");
    has(text, "dualchannel_over_share_total{role=\"hospital\"} 1.0");
    has(text, "dualchannel_log_committed_bytes 7.0");
  }

  @Test
  void outcomesAndRulesAreCounted() {
    metrics.accepted("dispense");
    metrics.accepted("dispense");
    metrics.rejected("dispense", Reason.TRACE_CODE_SOLD);
    metrics.undecided(Reason.CAPACITY_REACHED);
    String text = metrics.scrape();
    has(
        text,
        "dualchannel_outcomes_total{command=\"dispense\",reason=\"none\",result=\"accepted\"} 2");
    has(
        text,
        "dualchannel_outcomes_total{command=\"dispense\",reason=\"TRACE_CODE_SOLD\","
            + "result=\"rejected\"} 1");
    has(text, "dualchannel_rule_rejections_total{rule=\"S2-18\"} 1");
    has(text, "dualchannel_rule_rejections_total{rule=\"S2-20\"} 1");
    has(text, "dualchannel_rule_rejections_total{rule=\"S2-6\"} 0");
    has(text, "dualchannel_undecided_total{reason=\"CAPACITY_REACHED\"} 1");
  }

  @Test
  void jvmAndProcessAreThere() {
    String text = metrics.scrape();
    for (String name :
        Set.of(
            "jvm_memory_used_bytes",
            "jvm_gc_memory_allocated_bytes_total",
            "jvm_threads_live_threads",
            "process_cpu_usage",
            "process_uptime_seconds",
            "process_files_open_files")) {
      has(text, name);
    }
  }

  @Test
  void labelSetsAreBoundedHoweverTheyAreUsed() {
    for (int i = 0; i < 10_000; i++) {
      metrics.accepted("command" + i);
      metrics.rejected("command" + i, Reason.values()[i % Reason.values().length]);
    }
    Set<String> commands = values(metrics.scrape(), "command");
    assertTrue(commands.size() <= Metrics.MAX_COMMANDS + 1, commands.size() + " commands");
    assertTrue(commands.contains("other"));

    Set<String> reasons =
        Arrays.stream(Reason.values()).map(Enum::name).collect(Collectors.toSet());
    reasons.add("none");
    assertTrue(reasons.containsAll(values(metrics.scrape(), "reason")));
  }

  @Test
  void onlyKnownLabelsExistSoNoPatientDataCan() {
    metrics.rejected("submit", Reason.PERSON_UNKNOWN);
    metrics.table("persons", () -> 1, 1);
    metrics.ring(Ring.DECISION, () -> 1, 1);
    Matcher label =
        Pattern.compile("[{,]([a-z_]+)=\"")
            .matcher(
                metrics
                    .scrape()
                    .lines()
                    .filter(line -> line.startsWith("dualchannel_"))
                    .collect(Collectors.joining("\n")));
    Set<String> labels = new TreeSet<>();
    while (label.find()) {
      labels.add(label.group(1));
    }
    assertEquals(
        new TreeSet<>(
            Set.of(
                "command", "le", "quantile", "reason", "result", "ring", "rule", "stage", "table")),
        labels);
  }

  private static Set<String> values(String text, String label) {
    Matcher matcher = Pattern.compile(label + "=\"([^\"]*)\"").matcher(text);
    Set<String> values = new TreeSet<>();
    while (matcher.find()) {
      values.add(matcher.group(1));
    }
    return values;
  }

  private static void has(String text, String part) {
    assertTrue(text.contains(part), () -> part + " is not in\n" + text);
  }
}
