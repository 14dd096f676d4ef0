package org.dualchannel.loadtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dualchannel.loadtest.chart.LineChart;

/** Looks at the resident memory of a process every so often. */
final class MemoryWatch implements AutoCloseable {
  private final Path status;
  private final int everySeconds;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "loadtest-memory");
            thread.setDaemon(true);
            return thread;
          });
  private final List<LineChart.Point> rss = new ArrayList<>();
  private long begunNanos;

  MemoryWatch(long pid, int everySeconds) {
    this.status = Path.of("/proc", Long.toString(pid), "status");
    this.everySeconds = everySeconds;
  }

  /** From here on. */
  void begin() {
    begunNanos = System.nanoTime();
    var unused = timer.scheduleAtFixedRate(this::look, 0, everySeconds, TimeUnit.SECONDS);
  }

  private void look() {
    try (Stream<String> lines = Files.lines(status)) {
      long kilobytes =
          lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElse(0);
      double seconds = (System.nanoTime() - begunNanos) / 1e9;
      synchronized (rss) {
        rss.add(new LineChart.Point(seconds, kilobytes * 1_024.0));
      }
    } catch (IOException elsewhere) {
      // Only Linux says.
    }
  }

  /** Resident bytes over seconds. */
  List<LineChart.Point> rss() {
    synchronized (rss) {
      return List.copyOf(rss);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
