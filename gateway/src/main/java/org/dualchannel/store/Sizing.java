package org.dualchannel.store;

import java.util.Map;

/**
 * How many entries tables may take where that differs from their spec. All nodes of a cluster need
 * the same sizing, since reaching a capacity is a decision.
 *
 * @param capacities entries by table name
 */
public record Sizing(Map<String, Long> capacities) {

  public Sizing {
    capacities = Map.copyOf(capacities);
    capacities.forEach(
        (name, entries) -> {
          if (entries < 1) {
            throw new IllegalArgumentException("The capacity of " + name + " starts at 1");
          }
        });
  }

  /** Every table as its spec says. */
  public static Sizing defaults() {
    return new Sizing(Map.of());
  }

  public long capacityOf(TableSpec<?, ?> spec) {
    return capacities.getOrDefault(spec.name(), spec.defaultCapacity());
  }
}
