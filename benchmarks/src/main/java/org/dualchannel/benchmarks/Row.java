package org.dualchannel.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One result; NaN stands for what was not measured.
 *
 * @param name as the benchmark is listed
 * @param tables kind of tables, or how the log is synced; empty where there is neither
 * @param size entries of the state or visits of the log; empty where there is neither
 * @param ns time of an operation
 * @param errorShare its error, as a share of it
 * @param commands how many commands an operation decides
 * @param cpuNs processor time of the measuring thread
 * @param bytes allocated
 */
record Row(
    String name,
    String tables,
    String size,
    double ns,
    double errorShare,
    double commands,
    double cpuNs,
    double bytes) {
  private static final String PACKAGE = "org.dualchannel.benchmarks.";

  static List<Row> of(Collection<RunResult> results) {
    List<Row> rows = new ArrayList<>();
    for (RunResult each : results) {
      BenchmarkParams params = each.getParams();
      Result<?> time = each.getPrimaryResult();
      double commands = secondary(each, ThreadCost.COMMANDS);
      String sync = param(params, "sync");
      rows.add(
          new Row(
              shortName(params.getBenchmark()),
              param(params, "tables") + (sync.isEmpty() ? "" : "sync " + sync),
              param(params, "entries") + param(params, "visits"),
              time.getScore() * TimeUnit.NANOSECONDS.convert(1, params.getTimeUnit()),
              time.getScoreError() / time.getScore(),
              Double.isNaN(commands) ? 1 : commands,
              secondary(each, ThreadCost.CPU),
              bytes(each)));
    }
    return rows;
  }

  /** Operations a second; of those that decide many commands, commands. */
  double perSecond() {
    return commands * 1e9 / ns;
  }

  /** What it has in common with the same in a state of another size. */
  String sizeless() {
    return (name + ' ' + tables).strip();
  }

  static String shortName(String benchmark) {
    return benchmark.substring(PACKAGE.length()).replace("Benchmark.", ".");
  }

  private static String param(BenchmarkParams params, String name) {
    return params.getParamsKeys().contains(name) ? params.getParam(name) : "";
  }

  private static double secondary(RunResult result, String label) {
    Result<?> found = result.getSecondaryResults().get(label);
    return found == null ? Double.NaN : found.getScore();
  }

  /** Ours where the benchmark tells when it begins; otherwise JMH's, getting ready included. */
  private static double bytes(RunResult result) {
    double own = secondary(result, ThreadCost.ALLOCATED);
    return Double.isNaN(own) ? secondary(result, "gc.alloc.rate.norm") : own;
  }
}
