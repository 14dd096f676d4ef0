package org.dualchannel.loadtest;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * The latencies of one event loop, by operation, in nanoseconds from the planned instant to the
 * answer. Written by the loop alone, read by anyone.
 */
final class Tally {
  private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final int DIGITS = 3;

  private final Map<Operation, SingleWriterRecorder> latencies = new EnumMap<>(Operation.class);
  private final SingleWriterRecorder lateness = new SingleWriterRecorder(HIGHEST_NANOS, DIGITS);

  Tally() {
    for (Operation operation : Operation.values()) {
      latencies.put(operation, new SingleWriterRecorder(HIGHEST_NANOS, DIGITS));
    }
  }

  static Histogram emptyHistogram() {
    return new Histogram(HIGHEST_NANOS, DIGITS);
  }

  void answered(Operation operation, long nanos) {
    latencies.get(operation).recordValue(within(nanos));
  }

  /** How long after its planned instant the generator itself got to a call. */
  void sent(long nanosLate) {
    lateness.recordValue(within(nanosLate));
  }

  /** Moves what was recorded since the last drain. */
  void drainInto(Map<Operation, Histogram> byOperation, Histogram generatorLateness) {
    latencies.forEach(
        (operation, recorder) ->
            byOperation
                .computeIfAbsent(operation, any -> emptyHistogram())
                .add(recorder.getIntervalHistogram()));
    generatorLateness.add(lateness.getIntervalHistogram());
  }

  private static long within(long nanos) {
    return Math.max(0, Math.min(HIGHEST_NANOS, nanos));
  }
}
