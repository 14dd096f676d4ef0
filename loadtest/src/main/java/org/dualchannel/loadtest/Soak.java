package org.dualchannel.loadtest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dualchannel.loadtest.chart.Axis;
import org.dualchannel.loadtest.chart.LineChart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A fixed rate for long, with the memory of the gateway watched. */
@Command(
    name = "soak",
    description = {
      "Offers calls at a fixed rate for long to a gateway that it starts, and watches its memory and"
          + " its collections of garbage.",
      "The heap is called flat when what is alive would rise by less than 5 %% of the heap's limit"
          + " in ten minutes: a full collection is asked for shortly before the warm-up ends, and"
          + " one after the last call. The tables are outside the heap and grow with what is stored:"
          + " their growth is given in bytes a stored prescription.",
      "The last line is a JSON object with those of steady and flat, heap_slope_mb_per_min,"
          + " rss_slope_mb_per_min, rss_bytes_per_submit, gc_pauses, gc_pause_p99_ms and"
          + " gc_pause_max_ms."
    })
final class Soak extends ModeCommand {
  private static final double MEBIBYTE = 1 << 20;
  private static final int AGE_MARGIN_SECONDS = 300;
  private static final int COLLECT_SECONDS = 5;

  @Option(
      names = "--rate",
      defaultValue = "5000",
      paramLabel = "N",
      description = "Calls a second, over all connections. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "600",
      paramLabel = "S",
      description = "Measured time, after the warm-up. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "45",
      paramLabel = "S",
      description =
          "Time before, at the same rate: checked, not measured. Default:" + " ${DEFAULT-VALUE}.")
  private int warmUpSeconds;

  @Option(
      names = "--sample",
      defaultValue = "2",
      paramLabel = "S",
      description = "Seconds between two looks at the memory. Default: ${DEFAULT-VALUE}.")
  private int sampleSeconds;

  @Mixin private LoadOptions load;

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public Size size() {
    if (targetIsGiven()) {
      throw mistake("--target: soak watches a gateway that it starts itself");
    }
    atLeast("--rate", rate, 1);
    atLeast("--seconds", seconds, 1);
    atLeast("--warm-up", warmUpSeconds, 0);
    atLeast("--sample", sampleSeconds, 1);
    return load.size(this);
  }

  /** The generator does not reconnect, so no connection may come of age within the run. */
  @Override
  protected List<String> settings() {
    long ms = (warmUpSeconds + (long) seconds + AGE_MARGIN_SECONDS) * 1_000;
    List<String> all = new ArrayList<>(super.settings());
    all.add("grpc.maxConnectionAgeMs=" + Math.max(3_600_000, ms));
    return all;
  }

  @Override
  public Report run(Rig rig) throws Exception {
    ChildGateway gateway = rig.children().get(0);
    Processor processor = rig.processor();
    MemoryWatch memory = new MemoryWatch(gateway.pid(), sampleSeconds);
    OpenLoop.Result result;
    Thread beginning = new Thread(() -> collectBefore(gateway), "loadtest-collect");
    beginning.setDaemon(true);
    beginning.start();
    try (memory) {
      result =
          load.loop(rig, rig.connections(), rig.failures())
              .run(
                  load.mix,
                  rate,
                  warmUpSeconds,
                  seconds,
                  () -> {
                    processor.begin();
                    memory.begin();
                  });
    }
    Map<String, Double> cores = processor.cores();
    gateway.collectGarbage();
    int verified = load.verify(rig, result.remembered());
    return report(result, memory, gateway.garbageLog(), verified, cores, rig.failures().count());
  }

  /** Early enough for its pause not to be measured. */
  private void collectBefore(ChildGateway gateway) {
    try {
      TimeUnit.SECONDS.sleep(Math.max(0, warmUpSeconds - COLLECT_SECONDS));
      gateway.collectGarbage();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private Report report(
      OpenLoop.Result result,
      MemoryWatch memory,
      Path garbageLog,
      int verified,
      Map<String, Double> cores,
      long errors)
      throws Exception {
    GarbageLog garbage = GarbageLog.read(garbageLog);
    GarbageLog measured = garbage.after(garbage.lastSeconds() - seconds).ofItself();
    Slope heap = Slope.of(garbage.askedFor().leftOnHeap());
    Slope rss = Slope.of(memory.rss());
    boolean flat = heap.known() && heap.perMinute() * 10 < 0.05 * garbage.heapLimit();
    double submits =
        result.latencies().get(Operation.SUBMIT).getTotalCount() / (double) seconds * 60;
    Report report = new Report(name());
    Latencies.table(report, result);
    return report
        .line("")
        .line("achieved   %,12.1f calls/s of %,d", result.achieved(), rate)
        .line("read back  %,12d prescriptions", verified)
        .line("errors     %,12d", errors)
        .line("refused    %,12d while the gateway was warming up", result.refusedInWarmUp())
        .line("processor  %s", Processor.words(cores))
        .line(
            "heap       %s alive: %s",
            heap.words(), flat ? "flat" : heap.known() ? "not flat" : "no full collections to tell")
        .line("resident   %s, %.0f bytes a submit", rss.words(), rss.perMinute() / submits)
        .line(
            "pauses     %,d of the collector: p99 %.2f ms, longest %.2f ms",
            measured.count(), measured.pauseMs(99), measured.pauseMs(100))
        .figure("offered_rps", (double) rate)
        .figure("achieved_rps", result.achieved())
        .figure("errors", errors)
        .figure("warm_up_refused", result.refusedInWarmUp())
        .latencies("gateway", result.all())
        .figure("flat", flat)
        .figure("heap_slope_mb_per_min", (float) (heap.perMinute() / MEBIBYTE))
        .figure("rss_slope_mb_per_min", (float) (rss.perMinute() / MEBIBYTE))
        .figure("rss_bytes_per_submit", rss.perMinute() / submits)
        .figure("gc_pauses", measured.count())
        .figure("gc_pause_p99_ms", (float) measured.pauseMs(99))
        .figure("gc_pause_max_ms", (float) measured.pauseMs(100))
        .cores("", cores)
        .chart(chart(memory, measured));
  }

  private LineChart chart(MemoryWatch memory, GarbageLog garbage) {
    LineChart chart =
        new LineChart(
            "Memory at " + rate + " calls a second", Axis.linear("seconds"), Axis.linear("MiB"));
    double begun = garbage.firstSeconds();
    return chart
        .add(new LineChart.Series("resident", scaled(memory.rss(), 0), false))
        .add(
            new LineChart.Series(
                "heap after a collection", scaled(garbage.leftOnHeap(), begun), false));
  }

  private static List<LineChart.Point> scaled(List<LineChart.Point> bytes, double begun) {
    return bytes.stream()
        .map(point -> new LineChart.Point(point.x() - begun, point.y() / MEBIBYTE))
        .toList();
  }
}
