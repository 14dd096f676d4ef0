package org.dualchannel.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/** Gives the pauses of the garbage collector buckets, so that percentiles of them can be had. */
final class PauseBuckets implements MeterFilter {

  private static final double[] BOUNDS_NS = {
    1e6, 2e6, 5e6, 10e6, 20e6, 50e6, 100e6, 200e6, 500e6, 1e9, 2e9, 5e9
  };

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    if (!id.getName().equals("jvm.gc.pause")) {
      return config;
    }
    return DistributionStatisticConfig.builder()
        .serviceLevelObjectives(BOUNDS_NS)
        .build()
        .merge(config);
  }
}
