package org.dualchannel.loadtest;

import java.util.List;
import java.util.Locale;
import org.dualchannel.loadtest.chart.LineChart;

/**
 * The straight line that fits some points best, by least squares.
 *
 * @param perMinute rise of bytes
 * @param mean of the bytes
 * @param count of points
 */
record Slope(double perMinute, double mean, int count) {
  private static final int LEAST_POINTS = 2;

  /** Of bytes over seconds. */
  static Slope of(List<LineChart.Point> points) {
    double meanX = points.stream().mapToDouble(LineChart.Point::x).average().orElse(0);
    double meanY = points.stream().mapToDouble(LineChart.Point::y).average().orElse(0);
    double covariance = 0;
    double variance = 0;
    for (LineChart.Point point : points) {
      covariance += (point.x() - meanX) * (point.y() - meanY);
      variance += (point.x() - meanX) * (point.x() - meanX);
    }
    return new Slope(variance == 0 ? 0 : covariance / variance * 60, meanY, points.size());
  }

  /** Whether there were enough points to tell. */
  boolean known() {
    return count >= LEAST_POINTS;
  }

  String words() {
    return String.format(
        Locale.ROOT, "%,.1f MiB, %+.2f MiB a minute", mean / (1 << 20), perMinute / (1 << 20));
  }
}
