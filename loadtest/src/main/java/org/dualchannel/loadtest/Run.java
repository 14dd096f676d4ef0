package org.dualchannel.loadtest;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What tells one run from every other: everything that must never come twice at a gateway is
 * derived from the instant at which the run was started, everything else from the seed. Two runs
 * with one seed offer the same calls in the same order under different numbers.
 */
final class Run {
  /** Characters of {@link #stamp}. */
  static final int STAMP_LENGTH = 9;

  private final long startedMs;
  private final long seed;
  private final AtomicLong traceSerial;
  private final AtomicLong serials = new AtomicLong();
  private final AtomicInteger streams = new AtomicInteger();

  /**
   * @param startedMs epoch milliseconds
   * @param seed chooses the operations and their subjects
   */
  Run(long startedMs, long seed) {
    this.startedMs = startedMs;
    this.seed = seed;
    // 13 digits follow the prefix of a trace code. Four a millisecond leave room until the next
    // run.
    this.traceSerial = new AtomicLong(Math.floorMod(startedMs * 4, 10_000_000_000_000L));
  }

  long startedMs() {
    return startedMs;
  }

  /** The start in base 36, always of the same length. */
  String stamp() {
    String digits = Long.toString(startedMs, 36);
    return "0".repeat(STAMP_LENGTH - digits.length()) + digits;
  }

  /** Randomness that is the same in every run of this seed. */
  SplittableRandom choices(int stream) {
    return new SplittableRandom(seed * 31 + stream);
  }

  /** Request ids, different in every run. */
  RequestIds requestIds(int stream) {
    return new RequestIds(new SplittableRandom(startedMs * 1_000_003 + stream));
  }

  /** The first of so many streams of request ids that nobody else of this run has. */
  int takeStreams(int count) {
    return streams.getAndAdd(count);
  }

  /** The first of so many running numbers that nobody else of this run has. */
  long takeSerials(long count) {
    return serials.getAndAdd(count);
  }

  /** The next unused 13-digit serial of a trace code. */
  long nextTraceSerial() {
    return traceSerial.getAndIncrement() % 10_000_000_000_000L;
  }
}
