package org.dualchannel.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The results as a person reads them. */
final class ResultTable {
  private static final String ROW = "%-34s %-10s %10s %14s %7s %12s %12s %10s%n";

  private ResultTable() {}

  static void print(Collection<RunResult> results, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%n" + ROW,
        "benchmark",
        "tables",
        "entries",
        "time/op",
        "±",
        "op/s",
        "cpu/op",
        "bytes/op");
    Map<String, TreeMap<Long, Double>> sizes = new TreeMap<>();
    for (RunResult each : results) {
      BenchmarkParams params = each.getParams();
      double ns = nanos(each.getPrimaryResult(), params);
      String entries = param(params, "entries");
      String tables = param(params, "tables");
      String other = param(params, "sync") + param(params, "visits");
      out.printf(
          Locale.ROOT,
          ROW,
          shortName(params.getBenchmark()),
          tables + (param(params, "sync").isEmpty() ? "" : "sync " + param(params, "sync")),
          entries + param(params, "visits"),
          time(ns),
          error(each.getPrimaryResult()),
          String.format(Locale.ROOT, "%,.0f", 1e9 / ns),
          time(secondary(each, ThreadCost.CPU)),
          bytes(each));
      if (!entries.isEmpty() && other.isEmpty()) {
        sizes
            .computeIfAbsent(
                shortName(params.getBenchmark()) + ' ' + tables, name -> new TreeMap<>())
            .put(Long.parseLong(entries), ns);
      }
    }
    sizes.forEach((name, byEntries) -> growth(name, byEntries, out));
  }

  /** How much slower the same is in a larger state: 1 is not at all. */
  private static void growth(String name, TreeMap<Long, Double> byEntries, PrintStream out) {
    if (byEntries.size() > 1 && name.startsWith("Decide")) {
      out.printf(
          Locale.ROOT,
          "growth of %s: rate at %,d ÷ at %,d = %.2f%n",
          name,
          byEntries.lastKey(),
          byEntries.firstKey(),
          byEntries.firstEntry().getValue() / byEntries.lastEntry().getValue());
    }
  }

  static String shortName(String benchmark) {
    return benchmark.substring("org.dualchannel.benchmarks.".length()).replace("Benchmark.", ".");
  }

  private static String param(BenchmarkParams params, String name) {
    return params.getParamsKeys().contains(name) ? params.getParam(name) : "";
  }

  private static double nanos(Result<?> result, BenchmarkParams params) {
    return result.getScore() * TimeUnit.NANOSECONDS.convert(1, params.getTimeUnit());
  }

  private static String error(Result<?> result) {
    double share = result.getScoreError() / result.getScore();
    return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static double secondary(RunResult result, String label) {
    Result<?> found = result.getSecondaryResults().get(label);
    return found == null ? Double.NaN : found.getScore();
  }

  /** Ours where the benchmark tells when it begins; otherwise JMH's, getting ready included. */
  private static String bytes(RunResult result) {
    double own = secondary(result, ThreadCost.ALLOCATED);
    double all = Double.isNaN(own) ? secondary(result, "gc.alloc.rate.norm") : own;
    return Double.isNaN(all) ? "" : String.format(Locale.ROOT, "%,.0f", all);
  }

  private static String time(double ns) {
    if (Double.isNaN(ns)) {
      return "";
    }
    return ns < 1e6
        ? String.format(Locale.ROOT, "%,.0f ns", ns)
        : String.format(Locale.ROOT, "%,.1f ms", ns / 1e6);
  }
}
