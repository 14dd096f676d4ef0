package org.dualchannel.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dualchannel.ops.Metrics.Stage;

/**
 * The times of all stages, shown twice: as histograms since the start, from which Prometheus
 * reckons percentiles of any stretch of time and of several nodes, and as percentiles of the last
 * {@value #WINDOW_SECONDS} seconds, for whoever looks at one node without a Prometheus.
 */
final class StageMetrics implements AutoCloseable {

  static final int WINDOW_SECONDS = 10;

  private static final String NAME = "dualchannel_stage_seconds";
  private static final double[] QUANTILES = {0.5, 0.9, 0.99, 0.999, 1};

  private final Map<Stage, StageTimes> times = new EnumMap<>(Stage.class);
  private final Map<Stage, Deque<StageTimes.Counts>> past = new EnumMap<>(Stage.class);
  private final ScheduledExecutorService timer;

  StageMetrics(PrometheusMeterRegistry registry) {
    for (Stage stage : Stage.values()) {
      times.put(stage, new StageTimes());
      past.put(stage, new ArrayDeque<>());
      for (double quantile : QUANTILES) {
        Gauge.builder("dualchannel.stage.recent", () -> recent(stage, quantile))
            .description("Percentiles of the last 10 s of each stage; quantile 1 is the longest")
            .baseUnit("seconds")
            .tag("stage", label(stage))
            .tag("quantile", quantile == 1 ? "1" : String.valueOf(quantile))
            .strongReference(true)
            .register(registry);
      }
    }
    registry.getPrometheusRegistry().register(new Histograms());
    second();
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "recent-figures");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleAtFixedRate(this::second, 1, 1, TimeUnit.SECONDS);
  }

  void record(Stage stage, long nanos) {
    times.get(stage).record(nanos);
  }

  /** A second has passed. */
  private synchronized void second() {
    for (Stage stage : Stage.values()) {
      Deque<StageTimes.Counts> earlier = past.get(stage);
      earlier.addLast(times.get(stage).counts());
      if (earlier.size() > WINDOW_SECONDS) {
        earlier.removeFirst();
      }
    }
  }

  private synchronized double recent(Stage stage, double quantile) {
    return times.get(stage).counts().since(past.get(stage).getFirst()).quantileSeconds(quantile);
  }

  private static String label(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private final class Histograms implements Collector {

    private final double[] bounds = StageTimes.Counts.shownBounds();

    @Override
    public String getPrometheusName() {
      return NAME;
    }

    @Override
    public MetricSnapshot collect() {
      HistogramSnapshot.Builder all =
          HistogramSnapshot.builder().name(NAME).help("Time of one stage of a call");
      times.forEach(
          (stage, each) -> {
            StageTimes.Counts counts = each.counts();
            all.dataPoint(
                HistogramDataPointSnapshot.builder()
                    .labels(Labels.of("stage", label(stage)))
                    .classicHistogramBuckets(
                        ClassicHistogramBuckets.of(bounds, counts.shownCounts()))
                    .sum(counts.sumSeconds())
                    .build());
          });
      return all.build();
    }
  }
}
