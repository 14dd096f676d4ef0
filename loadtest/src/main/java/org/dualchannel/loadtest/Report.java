package org.dualchannel.loadtest;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.dualchannel.loadtest.chart.LineChart;
import org.dualchannel.loadtest.chart.Page;

/**
 * What a mode found: lines for people, named figures for programs in one line of JSON, the
 * distributions behind them, and plots.
 */
final class Report {
  private static final double NANOS_PER_MICRO = 1_000.0;
  private static final int TICKS_PER_HALF = 5;

  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final List<LineChart> charts = new ArrayList<>();

  /** In nanoseconds; the first is the one of the mode itself. */
  private final Map<String, Histogram> histograms = new LinkedHashMap<>();

  Report(String mode) {
    figures.put("mode", mode);
  }

  Report line(String format, Object... arguments) {
    lines.add(String.format(Locale.ROOT, format, arguments));
    return this;
  }

  /**
   * A figure; names are snake_case with their unit. Doubles are given to one decimal place, other
   * numbers and booleans as they are, lists of maps as arrays of objects.
   */
  Report figure(String name, Object value) {
    figures.put(name, value);
    return this;
  }

  /** Cores taken, as figures with this prefix. */
  Report cores(String prefix, Map<String, Double> cores) {
    cores.forEach(
        (name, value) -> figure(prefix + name + "_cores", Math.round(value * 100) / 100f));
    return this;
  }

  /** A distribution, in nanoseconds. */
  Report histogram(String name, Histogram nanos) {
    histograms.put(name, nanos);
    return this;
  }

  /** The latencies of the mode, in nanoseconds; adds p50, p99 and p99.9 to the figures. */
  Report latencies(String name, Histogram nanos) {
    histogram(name, nanos);
    figure("p50_us", micros(nanos, 50));
    figure("p99_us", micros(nanos, 99));
    return figure("p999_us", micros(nanos, 99.9));
  }

  Report chart(LineChart chart) {
    charts.add(chart);
    return this;
  }

  static double micros(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
  }

  /** Of the mode's own latencies. */
  double micros(double percentile) {
    return micros(histograms.values().iterator().next(), percentile);
  }

  void print(PrintWriter out) {
    lines.forEach(out::println);
  }

  /** One object in one line. */
  String json() {
    return Json.object(figures);
  }

  /** Writes the percentile distributions in microseconds, in the form that HdrHistogram plots. */
  void writeHgrm(Path file) throws IOException {
    boolean first = true;
    for (Map.Entry<String, Histogram> entry : histograms.entrySet()) {
      Path to = first ? file : beside(file, entry.getKey());
      try (PrintStream stream = new PrintStream(to.toFile(), StandardCharsets.UTF_8)) {
        entry.getValue().outputPercentileDistribution(stream, TICKS_PER_HALF, NANOS_PER_MICRO);
      }
      first = false;
    }
  }

  /** The file with a name before its ending. */
  static Path beside(Path file, String name) {
    String whole = file.getFileName().toString();
    int dot = whole.lastIndexOf('.');
    String stem = dot > 0 ? whole.substring(0, dot) : whole;
    String ending = dot > 0 ? whole.substring(dot) : "";
    return file.resolveSibling(stem + '.' + name + ending);
  }

  /** Writes a page with the plots, the lines and the figures. */
  void writeHtml(Path file, String command) throws IOException {
    Page page =
        new Page("Dual-Channel Gateway: " + figures.get("mode"))
            .paragraph(Machine.words())
            .printed(command);
    charts.forEach(chart -> page.plot(chart.svg()));
    if (!histograms.isEmpty()) {
      page.plot(PercentilePlot.of(histograms).svg());
    }
    Map<String, String> shown = new LinkedHashMap<>();
    figures.forEach(
        (name, value) -> {
          if (!(value instanceof List)) {
            shown.put(name, Json.value(value).replace("\"", ""));
          }
        });
    Files.writeString(file, page.printed(String.join("\n", lines).strip()).figures(shown).html());
  }

  /** Writes the first plot. */
  void writeSvg(Path file) throws IOException {
    LineChart chart = charts.isEmpty() ? PercentilePlot.of(histograms) : charts.get(0);
    Files.writeString(file, chart.svg());
  }
}
