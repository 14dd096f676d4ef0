package org.dualchannel.loadtest;

import java.io.FileNotFoundException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a mode found: lines for people, and named figures for programs in one line of JSON. */
final class Report {
  private static final double NANOS_PER_MICRO = 1_000.0;
  private static final int TICKS_PER_HALF = 5;

  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private Histogram latencies;

  Report(String mode) {
    figures.put("mode", mode);
  }

  Report line(String format, Object... arguments) {
    lines.add(String.format(Locale.ROOT, format, arguments));
    return this;
  }

  /**
   * A figure; names are snake_case with their unit. Doubles are given to one decimal place, other
   * numbers as they are.
   */
  Report figure(String name, Object value) {
    figures.put(name, value);
    return this;
  }

  /** The latencies, in nanoseconds; adds p50, p99 and p99.9 to the figures. */
  Report latencies(Histogram nanos) {
    latencies = nanos;
    figure("p50_us", micros(nanos, 50));
    figure("p99_us", micros(nanos, 99));
    return figure("p999_us", micros(nanos, 99.9));
  }

  static double micros(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
  }

  void print(PrintWriter out) {
    lines.forEach(out::println);
  }

  /** One object in one line. */
  String json() {
    StringBuilder json = new StringBuilder("{");
    figures.forEach(
        (name, value) -> {
          json.append(json.length() > 1 ? ", " : "").append('"').append(name).append("\": ");
          if (value instanceof Double number) {
            json.append(String.format(Locale.ROOT, "%.1f", number));
          } else if (value instanceof Number) {
            json.append(value);
          } else {
            json.append('"').append(value).append('"');
          }
        });
    return json.append('}').toString();
  }

  /** Writes the percentile distribution in microseconds, in the form that HdrHistogram plots. */
  void writeHgrm(Path file) throws FileNotFoundException {
    if (latencies == null) {
      return;
    }
    try (PrintStream stream = new PrintStream(file.toFile(), StandardCharsets.UTF_8.name())) {
      latencies.outputPercentileDistribution(stream, TICKS_PER_HALF, NANOS_PER_MICRO);
    } catch (UnsupportedEncodingException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
