package org.dualchannel.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The results as a person reads them. */
final class ResultTable {
  private static final String ROW = "%-34s %-10s %10s %14s %7s %12s %12s %10s%n";

  private ResultTable() {}

  static void print(List<Row> rows, PrintStream out) {
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
    for (Row row : rows) {
      out.printf(
          Locale.ROOT,
          ROW,
          row.name(),
          row.tables(),
          row.size(),
          time(row.ns()),
          shown("%.0f %%", 100 * row.errorShare()),
          shown(row.perSecond() < 10 ? "%.2f" : "%,.0f", row.perSecond()),
          time(row.cpuNs()),
          shown("%,.0f", row.bytes()));
    }
    for (Row row : rows) {
      if (row.commands() > 1) {
        out.printf(
            Locale.ROOT, "op/s of %s counts its %,.0f commands%n", row.name(), row.commands());
      }
    }
    for (Growth growth : Growth.among(rows)) {
      out.printf(
          Locale.ROOT,
          "growth of %s: rate at %,d ÷ at %,d = %.2f%n",
          growth.of(),
          growth.largest(),
          growth.smallest(),
          growth.ratio());
    }
  }

  private static String shown(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }

  private static String time(double ns) {
    return ns < 1e6 ? shown("%,.0f ns", ns) : shown("%,.1f ms", ns / 1e6);
  }
}
