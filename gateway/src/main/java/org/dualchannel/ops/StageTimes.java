package org.dualchannel.ops;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long one stage took, counted in buckets: each power of two is divided into sixteen, so that a
 * percentile is off by at most one sixteenth. Recording is two atomic additions, from any thread;
 * it neither allocates nor locks, and reads no clock.
 */
final class StageTimes {

  private static final int SUB_BITS = 4;

  /** Times below 2 to this power, in ns, are in the first bucket. */
  private static final int LOWEST_POWER = 10;

  /** Times of 2 to this power ns, 17 s, and longer are in the last bucket. */
  private static final int HIGHEST_POWER = 34;

  private static final int SUBS = 1 << SUB_BITS;
  private static final int BUCKETS = (HIGHEST_POWER - LOWEST_POWER) * SUBS + 1;

  /** Of the bounds, one in so many is told to Prometheus: four for each power of two. */
  private static final int SHOWN = SUBS / 4;

  /** A bucket in each slot, and the sum of all times in the last one. */
  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS + 1);

  void record(long nanos) {
    counts.getAndIncrement(bucket(nanos));
    counts.getAndAdd(BUCKETS, nanos);
  }

  private static int bucket(long nanos) {
    if (nanos < 1L << LOWEST_POWER) {
      return 0;
    }
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
    if (power >= HIGHEST_POWER) {
      return BUCKETS - 1;
    }
    int sub = (int) (nanos >>> (power - SUB_BITS)) & (SUBS - 1);
    return (power - LOWEST_POWER) * SUBS + sub;
  }

  /** The time in ns that all times of a bucket are below. */
  private static double bound(int bucket) {
    if (bucket >= BUCKETS - 1) {
      return Double.POSITIVE_INFINITY;
    }
    long power = 1L << (bucket / SUBS + LOWEST_POWER);
    return power + (double) power / SUBS * (bucket % SUBS + 1);
  }

  /** What was counted until now. */
  Counts counts() {
    long[] copy = new long[BUCKETS + 1];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = counts.get(i);
    }
    return new Counts(copy);
  }

  /** Times that were counted: since the start, or between two moments. */
  static final class Counts {
    private final long[] counts;

    private Counts(long[] counts) {
      this.counts = counts;
    }

    /** What was counted after an earlier moment. */
    Counts since(Counts earlier) {
      long[] difference = new long[counts.length];
      for (int i = 0; i < counts.length; i++) {
        difference[i] = counts[i] - earlier.counts[i];
      }
      return new Counts(difference);
    }

    double sumSeconds() {
      return counts[BUCKETS] / 1e9;
    }

    long total() {
      long total = 0;
      for (int i = 0; i < BUCKETS; i++) {
        total += counts[i];
      }
      return total;
    }

    /**
     * The time in seconds that so great a part of all times is not above; NaN when there is none.
     *
     * @param part 0 to 1; 1 gives the greatest
     */
    double quantileSeconds(double part) {
      long total = total();
      long wanted = Math.max(1, (long) Math.ceil(total * part));
      long seen = 0;
      for (int i = 0; i < BUCKETS; i++) {
        seen += counts[i];
        if (seen >= wanted) {
          return Math.min(bound(i), 1L << HIGHEST_POWER) / 1e9;
        }
      }
      return Double.NaN;
    }

    /** The bounds told to Prometheus, in seconds; the last is infinite. */
    static double[] shownBounds() {
      double[] bounds = new double[(BUCKETS - 1) / SHOWN + 1];
      for (int i = 0; i < bounds.length - 1; i++) {
        bounds[i] = bound(i * SHOWN + SHOWN - 1) / 1e9;
      }
      bounds[bounds.length - 1] = Double.POSITIVE_INFINITY;
      return bounds;
    }

    /** How many times were below each of these bounds and not below the one before. */
    long[] shownCounts() {
      long[] shown = new long[(BUCKETS - 1) / SHOWN + 1];
      for (int i = 0; i < BUCKETS; i++) {
        shown[i / SHOWN] += counts[i];
      }
      return shown;
    }
  }
}
