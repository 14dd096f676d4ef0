package org.dualchannel.cli.top;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.dualchannel.cli.top.Scrape.Sample;

/** One frame of the view: what two scrapes of a node, some time apart, say. Plain ASCII. */
public final class Frame {

  private static final List<String> STAGES =
      List.of("edge", "intake_wait", "append_to_commit", "decide", "reply", "freeze", "snapshot");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int BAR = 20;
  private static final int TABLES = 5;
  private static final int RULES = 8;
  private static final double MIB = 1024 * 1024;

  private final Scrape before;
  private final Scrape now;
  private final double seconds;
  private final StringBuilder out = new StringBuilder();

  private Frame(Scrape before, Scrape now) {
    this.before = before;
    this.now = now;
    seconds = Math.max(1e-3, (now.nanos() - before.nanos()) / 1e9);
  }

  /** Draws the frame; lines of at most 79 characters, the last one ended. */
  public static String draw(String address, Instant time, Scrape before, Scrape now) {
    Frame frame = new Frame(before, now);
    frame.head(address, time);
    frame.calls();
    frame.stages();
    frame.fill();
    frame.machine();
    frame.refusals();
    return frame.out.toString();
  }

  private void head(String address, Instant time) {
    line("dualchannel top  %s  %s", address, TIME.format(time));
    line(
        "node   %s, %s, term %.0f, up %s",
        state(), part(), now.sum("dualchannel_log_term"), duration("process_uptime_seconds"));
    double committed = now.sum("dualchannel_log_committed_bytes");
    line(
        "log    %s committed, %s behind, %.0f records decided",
        bytes(committed),
        bytes(Math.max(0, committed - now.sum("dualchannel_log_applied_bytes"))),
        now.sum("dualchannel_log_decided"));
  }

  private String state() {
    if (now.is("dualchannel_failed")) {
      return "STOPPED FOR GOOD";
    }
    if (now.is("dualchannel_read_only")) {
      return "READ-ONLY (disk or clock)";
    }
    return now.is("dualchannel_ready") ? "ready" : "NOT READY";
  }

  private String part() {
    if (now.is("dualchannel_log_leads")) {
      return "leader";
    }
    return now.is("dualchannel_log_connected") ? "follower" : "NO LEADER";
  }

  private void calls() {
    line(
        "calls  %s/s   accepted %s/s   rejected %s/s   undecided %s/s",
        rate(stageCount("edge")),
        rate(outcome("accepted")),
        rate(outcome("rejected")),
        rate(change("dualchannel_undecided_total", any -> true)));
    line("");
  }

  private double outcome(String result) {
    return change("dualchannel_outcomes_total", each -> each.label("result").equals(result));
  }

  private double stageCount(String stage) {
    return change("dualchannel_stage_seconds_count", each -> each.label("stage").equals(stage));
  }

  /** How much a counter grew between the scrapes, for each second; a restart counts from zero. */
  private double change(String name, Predicate<Sample> which) {
    double then = before.sum(name, which);
    double today = now.sum(name, which);
    if (Double.isNaN(today)) {
      return 0;
    }
    return (Double.isNaN(then) || then > today ? today : today - then) / seconds;
  }

  private void stages() {
    line(
        "%-18s %9s %9s %9s %9s %9s %9s",
        "stage, last 10 s", "now/s", "p50", "p90", "p99", "p99.9", "longest");
    for (String stage : STAGES) {
      line(
          "%-18s %9s %9s %9s %9s %9s %9s",
          stage,
          rate(stageCount(stage)),
          recent(stage, "0.5"),
          recent(stage, "0.9"),
          recent(stage, "0.99"),
          recent(stage, "0.999"),
          recent(stage, "1"));
    }
    line("");
  }

  private String recent(String stage, String quantile) {
    for (Sample sample : now.all("dualchannel_stage_recent_seconds")) {
      if (sample.label("stage").equals(stage) && sample.label("quantile").equals(quantile)) {
        return time(sample.value());
      }
    }
    return "-";
  }

  private void fill() {
    for (Sample ring : now.all("dualchannel_ring_used")) {
      String name = ring.label("ring");
      fill("ring " + name, ring.value(), now.one("dualchannel_ring_capacity", "ring", name));
    }
    fill(
        "pending calls",
        now.sum("dualchannel_pending_calls"),
        now.sum("dualchannel_pending_calls_capacity"));
    now.all("dualchannel_table_entries").stream()
        .sorted(Comparator.comparingDouble(this::fullness).reversed())
        .limit(TABLES)
        .forEach(table -> fill("table " + table.label("table"), table.value(), capacity(table)));
    line("");
  }

  private double capacity(Sample table) {
    return now.one("dualchannel_table_capacity", "table", table.label("table"));
  }

  private double fullness(Sample table) {
    return table.value() / capacity(table);
  }

  private void fill(String name, double used, double capacity) {
    double part = Math.min(1, Math.max(0, used / capacity));
    int marks = (int) Math.round(part * BAR);
    line(
        "%-27.27s [%s%s] %5.1f %% of %.0f",
        name, "#".repeat(marks), ".".repeat(BAR - marks), part * 100, capacity);
  }

  private void machine() {
    double busy = change("dualchannel_log_write_seconds_total", any -> true);
    line(
        "disk   %s free, log %s/s, busy forcing it %.0f %%, longest %s",
        bytes(now.sum("dualchannel_disk_free_bytes")),
        bytes(change("dualchannel_log_written_bytes_total", any -> true)),
        busy * 100,
        time(now.sum("dualchannel_log_write_longest_seconds")));
    double heap = heap("jvm_memory_used_bytes");
    line(
        "jvm    heap %s of %s, %s GC pauses/s, %s/s in all, cpu %.0f %%",
        bytes(heap),
        bytes(heap("jvm_memory_max_bytes")),
        rate(change("jvm_gc_pause_seconds_count", any -> true)),
        time(change("jvm_gc_pause_seconds_sum", any -> true)),
        now.sum("process_cpu_usage") * 100);
    line("");
  }

  private double heap(String name) {
    return now.sum(name, each -> each.label("area").equals("heap") && each.value() > 0);
  }

  private void refusals() {
    List<Sample> rules =
        now.all("dualchannel_rule_rejections_total").stream()
            .filter(each -> each.value() > 0)
            .sorted(
                Comparator.comparingDouble(this::growth)
                    .thenComparingDouble(Sample::value)
                    .reversed())
            .limit(RULES)
            .toList();
    if (rules.isEmpty()) {
      line("no refusals by a rule yet");
      return;
    }
    line("%-18s %9s %12s", "refusals by rule", "now/s", "since start");
    for (Sample rule : rules) {
      line("%-18.18s %9s %12.0f", rule.label("rule"), rate(growth(rule)), rule.value());
    }
  }

  private double growth(Sample rule) {
    return change(rule.name(), each -> each.label("rule").equals(rule.label("rule")));
  }

  private void line(String format, Object... args) {
    String line = String.format(Locale.ROOT, format, args);
    out.append(line.length() > 79 ? line.substring(0, 79) : line).append('\n');
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%.0f", perSecond);
  }

  /** Seconds in a unit that leaves one to three digits before the point. */
  static String time(double seconds) {
    if (Double.isNaN(seconds)) {
      return "-";
    }
    if (seconds < 1e-3) {
      return String.format(Locale.ROOT, "%.0f us", seconds * 1e6);
    }
    return seconds < 1
        ? String.format(Locale.ROOT, "%.1f ms", seconds * 1e3)
        : String.format(Locale.ROOT, "%.2f s", seconds);
  }

  static String bytes(double bytes) {
    if (Double.isNaN(bytes)) {
      return "-";
    }
    if (bytes < 1024) {
      return String.format(Locale.ROOT, "%.0f B", bytes);
    }
    if (bytes < MIB) {
      return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024);
    }
    return bytes < 1024 * MIB
        ? String.format(Locale.ROOT, "%.1f MiB", bytes / MIB)
        : String.format(Locale.ROOT, "%.1f GiB", bytes / MIB / 1024);
  }

  private String duration(String name) {
    long whole = (long) now.sum(name);
    return String.format(
        Locale.ROOT,
        "%dd %02d:%02d:%02d",
        whole / 86_400,
        whole / 3_600 % 24,
        whole / 60 % 60,
        whole % 60);
  }
}
