package org.dualchannel.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Percentiles are right within a sixteenth, nothing is lost, and recording makes no garbage. */
class StageTimesTest {

  @Test
  void percentilesAreWithinASixteenthOfTheTruth() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    StageTimes times = new StageTimes();
    long[] all = new long[20_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = (long) Math.exp(Math.log(2_000) + random.nextDouble() * Math.log(5e5));
      times.record(all[i]);
    }
    Arrays.sort(all);
    StageTimes.Counts counts = times.counts();
    for (double part : new double[] {0.001, 0.5, 0.9, 0.99, 0.999, 1}) {
      double truth = all[(int) Math.ceil(part * all.length) - 1] / 1e9;
      double told = counts.quantileSeconds(part);
      assertTrue(
          told > truth * (1 - 1e-9) && told <= truth * (1 + 1.0 / 16),
          part + ": " + told + " for " + truth + ", seed " + seed);
    }
    assertEquals(all.length, counts.total());
    assertEquals(all.length, Arrays.stream(counts.shownCounts()).sum());
    assertEquals(Arrays.stream(all).sum() / 1e9, counts.sumSeconds(), 1e-9);
  }

  @Test
  void whatIsBeyondTheBucketsIsInTheOutermost() {
    StageTimes times = new StageTimes();
    times.record(0);
    times.record(1_023);
    times.record(Long.MAX_VALUE / 4);
    long[] shown = times.counts().shownCounts();
    assertEquals(2, shown[0]);
    assertEquals(1, shown[shown.length - 1]);
    double[] bounds = StageTimes.Counts.shownBounds();
    assertEquals(shown.length, bounds.length);
    assertEquals(Double.POSITIVE_INFINITY, bounds[bounds.length - 1]);
    for (int i = 1; i < bounds.length; i++) {
      assertTrue(bounds[i] > bounds[i - 1]);
    }
  }

  @Test
  void onlyWhatCameAfterwardsIsInTheDifference() {
    StageTimes times = new StageTimes();
    times.record(1_000_000_000);
    StageTimes.Counts earlier = times.counts();
    assertTrue(Double.isNaN(times.counts().since(earlier).quantileSeconds(0.5)));
    times.record(2_000_000);
    assertEquals(2e-3, times.counts().since(earlier).quantileSeconds(1), 2e-3 / 16);
  }

  @Test
  void recordingAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Metrics metrics = new Metrics()) {
      record(metrics, 20_000);
      long before = threads.getCurrentThreadAllocatedBytes();
      record(metrics, 100_000);
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(bytes < 10_000, bytes + " bytes for 100,000 times");
    }
  }

  private static void record(Metrics metrics, int times) {
    for (int i = 0; i < times; i++) {
      metrics.stage(Metrics.Stage.DECIDE, 1_000 + i);
    }
  }
}
