package org.dualchannel.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dualchannel.faultsim.FaultSim;
import org.dualchannel.faultsim.SeedResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code faultsim}: simulates a cluster under faults, seed by seed, and checks every promise. */
@Command(
    name = "faultsim",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Simulate three nodes under faults and check every promise.",
    description = {
      "Runs three nodes, their log, network, clocks, disks and clients in one thread, with "
          + "faults that the seed decides, and checks that nothing acknowledged is lost and nothing "
          + "happens twice. A seed always takes the same way: what fails can be looked at again.",
      "",
      "Ends with exit code 1 at the first seed that breaks a promise, and names it.",
      ""
    })
final class FaultSimCommand implements Callable<Integer> {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");
  private static final int PROGRESS_EVERY = 1_000;

  @Option(names = "--seed", paramLabel = "N", description = "The one seed to run.")
  private Long seed;

  @Option(
      names = "--seeds",
      paramLabel = "A..B",
      description = "The seeds to run, both ends included.")
  private String seeds;

  @Option(
      names = "--steps",
      defaultValue = "1000",
      paramLabel = "M",
      description = "Events of a seed before its faults end (default: ${DEFAULT-VALUE}).")
  private long steps;

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = "Seeds run at the same time (default: one for each core).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Spec private CommandSpec spec;

  private final Totals totals = new Totals();

  @Override
  public Integer call() {
    if ((seed == null) == (seeds == null)) {
      throw wrong("give either --seed or --seeds");
    }
    if (steps < 1 || threads < 1) {
      throw wrong("--steps and --threads start at 1");
    }
    long from = seed == null ? end(1) : seed;
    long to = seed == null ? end(2) : seed;
    if (from > to) {
      throw wrong("--seeds " + seeds + " is empty");
    }
    PrintWriter out = spec.commandLine().getOut();
    long startNs = System.nanoTime();
    new FaultSim(steps).run(from, to, threads, result -> take(result, out));
    totals.print(out, (System.nanoTime() - startNs) / 1e9);
    return totals.failed == null ? Main.OK : Main.FAILURE;
  }

  private long end(int group) {
    Matcher range = RANGE.matcher(seeds);
    if (!range.matches()) {
      throw wrong("--seeds " + seeds + " is not A..B");
    }
    return Long.parseLong(range.group(group));
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private void take(SeedResult result, PrintWriter out) {
    totals.add(result);
    if (seed != null) {
      out.printf(
          Locale.ROOT,
          "seed=%d trace=%016x records=%d acknowledged=%d crashes=%d leaders=%d resumed=%d%n",
          result.seed(),
          result.traceHash(),
          result.records(),
          result.acknowledged(),
          result.crashes(),
          result.leaders(),
          result.resumed());
    } else if (totals.seeds % PROGRESS_EVERY == 0) {
      out.printf(Locale.ROOT, "%d seeds%n", totals.seeds);
    }
    if (!result.kept()) {
      out.println();
      result.trace().forEach(out::println);
      out.println();
      out.println("seed " + result.seed() + " at step " + result.failedAtStep());
      out.println("broken: " + result.violated());
      out.println(result.what());
      out.printf("again: faultsim --seed %d --steps %d%n%n", result.seed(), steps);
    }
    out.flush();
  }

  /** What all seeds came to. */
  private static final class Totals {
    private SeedResult failed; // the first that broke a promise; null while none did
    private long seeds;
    private long events;
    private long acknowledged;
    private long crashes;
    private long leaders;
    private long resumed; // starts from a snapshot

    void add(SeedResult result) {
      seeds++;
      events += result.steps();
      acknowledged += result.acknowledged();
      crashes += result.crashes();
      leaders += result.leaders();
      resumed += result.resumed();
      if (failed == null && !result.kept()) {
        failed = result;
      }
    }

    void print(PrintWriter out, double seconds) {
      out.printf(
          Locale.ROOT,
          "seeds=%d steps=%d acknowledged=%d crashes=%d leaders=%d resumed=%d seconds=%.1f promises=%s%n",
          seeds,
          events,
          acknowledged,
          crashes,
          leaders,
          resumed,
          seconds,
          failed == null ? "kept" : "broken");
    }
  }
}
