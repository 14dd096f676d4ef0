package org.dualchannel.loadtest;

import java.util.Map;
import org.HdrHistogram.Histogram;

/** The table of latencies by operation. */
final class Latencies {
  private Latencies() {}

  static void table(Report report, OpenLoop.Result result) {
    report.line("");
    report.line(
        "%-10s %12s %10s %10s %10s %10s  (µs from the planned instant)",
        "operation", "answered", "p50", "p99", "p99.9", "max");
    for (Map.Entry<Operation, Histogram> entry : result.latencies().entrySet()) {
      if (entry.getValue().getTotalCount() > 0) {
        row(report, entry.getKey().label(), entry.getValue());
      }
    }
    row(report, "all", result.all());
    row(report, "generator", result.generatorLateness());
    report.line("           (generator: how late the generator itself got to its calls)");
  }

  static void row(Report report, String name, Histogram nanos) {
    report.line(
        "%-10s %,12d %,10.1f %,10.1f %,10.1f %,10.1f",
        name,
        nanos.getTotalCount(),
        Report.micros(nanos, 50),
        Report.micros(nanos, 99),
        Report.micros(nanos, 99.9),
        Report.micros(nanos, 100));
  }
}
