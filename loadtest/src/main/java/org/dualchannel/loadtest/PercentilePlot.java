package org.dualchannel.loadtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.dualchannel.loadtest.chart.Axis;
import org.dualchannel.loadtest.chart.LineChart;

/** Latency by percentile, with the rare slow calls spread out. */
final class PercentilePlot {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final int STEPS_PER_NINE = 10;
  private static final int NINES = 4;

  private PercentilePlot() {}

  static LineChart of(Map<String, Histogram> nanos) {
    Axis across =
        Axis.named(
            "percentile",
            List.of(
                new Axis.Tick(0, "0"),
                new Axis.Tick(1, "90"),
                new Axis.Tick(2, "99"),
                new Axis.Tick(3, "99.9"),
                new Axis.Tick(4, "99.99")));
    LineChart chart =
        new LineChart("Latency by percentile", across, Axis.logarithmic("milliseconds"));
    nanos.forEach(
        (name, histogram) -> chart.add(new LineChart.Series(name, points(histogram), false)));
    return chart;
  }

  private static List<LineChart.Point> points(Histogram histogram) {
    List<LineChart.Point> points = new ArrayList<>();
    for (int step = 0; step <= NINES * STEPS_PER_NINE; step++) {
      double nines = (double) step / STEPS_PER_NINE;
      double rest = Math.pow(10, -nines);
      // Beyond the last value there is nothing to show.
      if (rest * histogram.getTotalCount() < 1) {
        break;
      }
      double value = histogram.getValueAtPercentile(100 * (1 - rest)) / NANOS_PER_MILLI;
      points.add(new LineChart.Point(nines, Math.max(value, 1e-3)));
    }
    return points;
  }
}
