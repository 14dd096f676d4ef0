package org.dualchannel.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dualchannel.store.Table;

/** What prescriptions take outside the heap, by table. */
final class Footprint {
  private Footprint() {}

  /**
   * Fills Chronicle tables with open prescriptions and prints the growth of each table.
   *
   * @param prescriptions how many
   */
  static void print(int prescriptions, PrintStream out) {
    try (Town town = new Town("chronicle", prescriptions)) {
      out.printf(
          Locale.ROOT,
          "%-24s %12s %16s %18s%n",
          "table",
          "entries",
          "bytes, encoded",
          "per prescription");
      Map<String, Double> figures = new LinkedHashMap<>();
      double sum = 0;
      for (Table<?, ?> table : grown(town, prescriptions)) {
        long[] bytes = new long[1];
        table.forEachEncoded(
            (key, keyLength, value, valueLength) -> bytes[0] += keyLength + valueLength);
        double each = (double) bytes[0] / prescriptions;
        sum += each;
        figures.put(FigureLine.key(table.name()) + "_bytes", each);
        out.printf(
            Locale.ROOT, "%-24s %,12d %,16d %18.0f%n", table.name(), table.size(), bytes[0], each);
      }
      out.printf(Locale.ROOT, "%-24s %12s %16s %18.0f%n", "together", "", "", sum);
      long reserved = town.state.tables().stream().mapToLong(Table::offHeapBytes).sum();
      out.printf(
          Locale.ROOT,
          "reserved by all tables: %,d bytes; resident in this process, its heap included: %,d bytes%n",
          reserved,
          resident());
      figures.put("bytes_per_prescription", sum);
      out.println(FigureLine.of(figures));
    }
  }

  /** Those that a prescription puts an entry into. */
  private static List<Table<?, ?>> grown(Town town, int prescriptions) {
    List<Table<?, ?>> grown = new ArrayList<>();
    for (Table<?, ?> table : town.state.tables()) {
      if (table.size() >= prescriptions) {
        grown.add(table);
      }
    }
    return grown;
  }

  private static long resident() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1_024;
        }
      }
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
