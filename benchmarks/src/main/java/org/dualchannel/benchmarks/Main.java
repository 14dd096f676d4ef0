package org.dualchannel.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** {@code bench}: the micro-benchmarks, their table, their file and their line of JSON. */
public final class Main {
  private static final String JSON = "benchmarks.json";

  private Main() {}

  /** Runs what the arguments ask for; exit code 1 when a benchmark failed, 2 for a wrong call. */
  public static void main(String[] args) {
    System.exit(run(Arrays.asList(args), System.out));
  }

  static int run(List<String> args, PrintStream out) {
    try {
      if (args.contains("-h") || args.contains("--help") || args.contains("help")) {
        Help.print(out);
        return 0;
      }
      if (args.contains("--list") || args.contains("list")) {
        Help.list(out);
        return 0;
      }
      if (!args.isEmpty() && args.get(0).equals("footprint")) {
        Footprint.print(args.size() > 1 ? Integer.parseInt(args.get(1)) : 1_000_000, out);
        return 0;
      }
      return bench(args, out);
    } catch (NumberFormatException | CommandLineOptionException e) {
      System.err.println("bench: " + e.getMessage() + "; bench --help tells more");
      return 2;
    } catch (NoBenchmarksException e) {
      System.err.println("bench: no benchmark of that name; bench --list tells them");
      return 2;
    } catch (RunnerException | IllegalStateException e) {
      System.err.println("bench: " + (e.getMessage() == null ? e.getCause() : e.getMessage()));
      return 1;
    }
  }

  private static int bench(List<String> args, PrintStream out)
      throws CommandLineOptionException, RunnerException {
    List<String> jmh = new ArrayList<>(args);
    boolean smoke = jmh.remove("--smoke");
    jmh.replaceAll(Help::inFull);
    CommandLineOptions given = new CommandLineOptions(jmh.toArray(new String[0]));
    ChainedOptionsBuilder options =
        new OptionsBuilder().parent(given).shouldFailOnError(true).addProfiler(ThreadCost.class);
    if (smoke) {
      // Times mean nothing then, so it does not matter who else measures on this machine.
      System.setProperty("jmh.ignoreLock", "true");
      options
          .forks(0)
          .warmupIterations(0)
          .measurementIterations(1)
          .measurementTime(TimeValue.milliseconds(50))
          .param("entries", "5000")
          .param("visits", "500");
    } else {
      options.addProfiler(GCProfiler.class);
      if (!given.getResult().hasValue()) {
        options.result(JSON);
      }
      if (!given.getResultFormat().hasValue()) {
        options.resultFormat(ResultFormatType.JSON);
      }
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    List<Row> rows = Row.of(results);
    ResultTable.print(rows, out);
    if (!smoke) {
      out.println("\nAll figures: " + given.getResult().orElse(JSON));
    }
    out.println(FigureLine.of(rows));
    return 0;
  }
}
