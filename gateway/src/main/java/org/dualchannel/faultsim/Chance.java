package org.dualchannel.faultsim;

import java.util.List;

/**
 * Numbers from a seed (SplitMix64). Our own, so that a seed means the same on every Java release.
 */
final class Chance {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  Chance(long seed) {
    state = mix(seed + GAMMA);
  }

  long next() {
    state += GAMMA;
    return mix(state);
  }

  /** 0 to {@code bound} − 1; the bias of the small bounds used here is far below any effect. */
  int below(int bound) {
    return (int) ((next() >>> 33) % bound);
  }

  /** {@code least} to {@code most}, both included. */
  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  /** True once in so many. */
  boolean oneIn(int many) {
    return below(many) == 0;
  }

  /** True in so many of a thousand. */
  boolean perMille(int many) {
    return below(1_000) < many;
  }

  <T> T any(List<T> list) {
    return list.get(below(list.size()));
  }

  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
