package org.dualchannel.benchmarks;

import java.io.PrintStream;
import java.util.Set;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What can be run, and how. */
final class Help {
  private Help() {}

  static void print(PrintStream out) {
    out.print(
        """
        Usage: dualchannel bench [NAME]... [options]
               dualchannel bench footprint [PRESCRIPTIONS]
               dualchannel bench --list

        Micro-benchmarks with the JVM options of a node. NAME is a name or a part of one, such as
        submit or LogBenchmark; without one everything runs, which takes about half an hour.
        Each benchmark checks what it did, and the run ends with exit code 1 when that was wrong.
        footprint prints the memory outside the heap for each prescription. The last line is a JSON
        object with mode and the figures.

          -p entries=10000,10000000   open prescriptions in the state, where a benchmark has any
          -p tables=chronicle         chronicle or heap
          -wi N, -i N, -f N           iterations to warm up, to measure; processes
          -rff FILE                   where the figures go as JSON; benchmarks.json otherwise
          -prof stack                 another profiler of JMH
          --smoke                     each once, small and in this process: correctness only

        These are options of JMH; its documentation has the others.

        """);
    list(out);
  }

  static void list(PrintStream out) {
    out.println("Benchmarks:");
    for (BenchmarkListEntry each : all()) {
      out.println("  " + Row.shortName(each.getUsername()));
    }
  }

  /** What JMH knows a benchmark by, for a name as it is listed; anything else as it is. */
  static String inFull(String argument) {
    for (BenchmarkListEntry each : all()) {
      if (argument.equals(Row.shortName(each.getUsername()))) {
        return each.getUsername();
      }
    }
    return argument;
  }

  private static Set<BenchmarkListEntry> all() {
    return BenchmarkList.defaultList()
        .getAll(
            OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
            java.util.List.of());
  }
}
