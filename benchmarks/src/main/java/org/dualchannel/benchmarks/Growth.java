package org.dualchannel.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much slower a decision is in a larger state, measured in the same run.
 *
 * @param of the benchmark and its tables
 * @param ratio rate in the largest state ÷ rate in the smallest; 1 is no slower at all
 */
record Growth(String of, long smallest, long largest, double ratio) {

  static List<Growth> among(List<Row> rows) {
    Map<String, TreeMap<Long, Double>> sizes = new TreeMap<>();
    for (Row row : rows) {
      if (row.name().startsWith("Decide")) {
        sizes
            .computeIfAbsent(row.sizeless(), name -> new TreeMap<>())
            .put(Long.parseLong(row.size()), row.ns());
      }
    }
    List<Growth> found = new ArrayList<>();
    sizes.forEach(
        (name, ns) -> {
          if (ns.size() > 1) {
            double ratio = ns.firstEntry().getValue() / ns.lastEntry().getValue();
            found.add(new Growth(name, ns.firstKey(), ns.lastKey(), ratio));
          }
        });
    return found;
  }
}
