package org.dualchannel.loadtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dualchannel.loadtest.chart.LineChart;

/** The pauses that a JVM wrote down with {@code -Xlog:gc:file=…:uptime}. */
final class GarbageLog {
  private static final Pattern PAUSE =
      Pattern.compile("\\[([0-9.]+)s\\].* Pause .* (\\d+)M->(\\d+)M\\((\\d+)M\\) ([0-9.]+)ms");

  private static final double MEBIBYTE = 1 << 20;

  private final List<Pause> pauses;

  /**
   * One pause; times in seconds since the JVM's start.
   *
   * @param asked whether it was a full collection that somebody asked for
   */
  private record Pause(
      double seconds, double leftBytes, double limitBytes, double millis, boolean asked) {}

  private GarbageLog(List<Pause> pauses) {
    this.pauses = List.copyOf(pauses);
  }

  static GarbageLog read(Path file) throws IOException {
    List<Pause> pauses = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      Matcher found = PAUSE.matcher(line);
      if (found.find()) {
        pauses.add(
            new Pause(
                Double.parseDouble(found.group(1)),
                Double.parseDouble(found.group(3)) * MEBIBYTE,
                Double.parseDouble(found.group(4)) * MEBIBYTE,
                Double.parseDouble(found.group(5)),
                line.contains("Pause Full (Diagnostic Command)")));
      }
    }
    return new GarbageLog(pauses);
  }

  /** Those at this time and later. */
  GarbageLog after(double seconds) {
    return new GarbageLog(
        pauses.stream().filter(pause -> pause.seconds() >= seconds).collect(Collectors.toList()));
  }

  /** Those that nobody asked for. */
  GarbageLog ofItself() {
    return new GarbageLog(pauses.stream().filter(pause -> !pause.asked()).toList());
  }

  /** Those that were asked for: what they left is what is alive. */
  GarbageLog askedFor() {
    return new GarbageLog(pauses.stream().filter(Pause::asked).toList());
  }

  double firstSeconds() {
    return pauses.isEmpty() ? 0 : pauses.get(0).seconds();
  }

  double lastSeconds() {
    return pauses.isEmpty() ? 0 : pauses.get(pauses.size() - 1).seconds();
  }

  int count() {
    return pauses.size();
  }

  /** Bytes of the heap when it was last looked at; 0 when nothing was collected. */
  double heapLimit() {
    return pauses.isEmpty() ? 0 : pauses.get(pauses.size() - 1).limitBytes();
  }

  /** Bytes that were left after each, over seconds. */
  List<LineChart.Point> leftOnHeap() {
    return pauses.stream()
        .map(pause -> new LineChart.Point(pause.seconds(), pause.leftBytes()))
        .toList();
  }

  /** The pause that so many of a hundred do not exceed; 0 when there were none. */
  double pauseMs(double percentile) {
    double[] sorted = pauses.stream().mapToDouble(Pause::millis).sorted().toArray();
    if (sorted.length == 0) {
      return 0;
    }
    int index = (int) Math.ceil(percentile / 100 * sorted.length) - 1;
    return sorted[Math.max(0, index)];
  }
}
