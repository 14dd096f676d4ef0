package org.dualchannel.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The results as one line of JSON, for programs. The key of a figure is the benchmark's name, the
 * size of its state, its tables and the unit, such as {@code decide_submit_10000_heap_ns}.
 */
final class FigureLine {
  private FigureLine() {}

  static String of(List<Row> rows) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (Row row : rows) {
      String key = key(row.name() + ' ' + row.size() + ' ' + row.tables());
      figures.put(key + "_ns", row.ns());
      figures.put(key + "_per_s", row.perSecond());
      figures.put(key + "_error_percent", 100 * row.errorShare());
      figures.put(key + "_cpu_ns", row.cpuNs());
      figures.put(key + "_bytes", row.bytes());
    }
    for (Growth growth : Growth.among(rows)) {
      figures.put(key(growth.of()) + "_growth", growth.ratio());
    }
    return of(figures);
  }

  /** The same of other figures; what is no number is left out. */
  static String of(Map<String, Double> figures) {
    return figures.entrySet().stream()
        .filter(each -> Double.isFinite(each.getValue()))
        .map(each -> String.format(Locale.ROOT, ", \"%s\": %.3f", each.getKey(), each.getValue()))
        .collect(Collectors.joining("", "{\"mode\": \"bench\"", "}"));
  }

  static String key(String words) {
    return words.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }
}
