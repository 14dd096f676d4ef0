package org.dualchannel.loadtest;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Two servers loaded in turn within one run: on a machine that others use as well, only their ratio
 * says something. Each round loads both once; the figures are the medians over the rounds.
 */
final class Duel {
  private final Side first;
  private final Side second;
  private final Processor processor;

  /**
   * One of the two.
   *
   * @param name as in the report and, with {@code _rps}, in the figures
   */
  record Side(String name, Load load) {}

  /**
   * What came of it.
   *
   * @param ratio median over the rounds of second ÷ first
   * @param refusedInWarmUp for having too much to do, by a gateway whose code was being compiled
   */
  record Result(
      double first,
      double second,
      double ratio,
      Histogram firstNanos,
      Histogram secondNanos,
      Map<String, Double> firstCores,
      Map<String, Double> secondCores,
      long refusedInWarmUp) {}

  Duel(Side first, Side second, Processor processor) {
    this.first = first;
    this.second = second;
    this.processor = processor;
  }

  Result run(int rounds, int seconds, int warmUpSeconds, Failures failures, PrintWriter out)
      throws Exception {
    out.printf(
        "%n%-8s %14s %14s %8s%n", "round", first.name() + "/s", second.name() + "/s", "ratio");
    Legs ofFirst = new Legs();
    Legs ofSecond = new Legs();
    List<Double> ratios = new ArrayList<>();
    long refusedInWarmUp = 0;
    for (int round = 0; round <= rounds; round++) {
      boolean warmUp = round == 0;
      int leg = warmUp ? warmUpSeconds : seconds;
      double a = ofFirst.add(first, leg, warmUp);
      double b = ofSecond.add(second, leg, warmUp);
      out.printf("%-8s %,14.1f %,14.1f %8.3f%n", warmUp ? "warm-up" : round, a, b, b / a);
      out.flush();
      if (warmUp) {
        refusedInWarmUp = failures.forgetOverloads();
      } else {
        ratios.add(b / a);
      }
    }
    return new Result(
        median(ofFirst.rates),
        median(ofSecond.rates),
        median(ratios),
        ofFirst.nanos,
        ofSecond.nanos,
        ofFirst.cores(),
        ofSecond.cores(),
        refusedInWarmUp);
  }

  /** The lines and figures that every such mode has. */
  Report report(String mode, String figureSuffix, Result result, long errors) {
    return new Report(mode)
        .line("%-8s %,14.1f %,14.1f %8.3f", "median", result.first, result.second, result.ratio)
        .line("")
        .line("processor while %s is loaded: %s", first.name(), Processor.words(result.firstCores))
        .line(
            "processor while %s is loaded: %s", second.name(), Processor.words(result.secondCores))
        .line("errors     %,12d", errors)
        .line("refused    %,12d while the gateway was warming up", result.refusedInWarmUp)
        .figure(first.name() + figureSuffix, result.first)
        .figure(second.name() + figureSuffix, result.second)
        .figure("ratio", BigDecimal.valueOf(result.ratio).setScale(3, RoundingMode.HALF_UP))
        .figure("errors", errors)
        .figure("warm_up_refused", result.refusedInWarmUp)
        .cores(first.name() + "_leg_", result.firstCores)
        .cores(second.name() + "_leg_", result.secondCores)
        .histogram(second.name(), result.secondNanos)
        .histogram(first.name(), result.firstNanos);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The measured legs of one side. */
  private final class Legs {
    private final List<Double> rates = new ArrayList<>();
    private final Histogram nanos = Tally.emptyHistogram();
    private final Map<String, Double> coresTimesLegs = new LinkedHashMap<>();

    double add(Side side, int seconds, boolean warmUp) throws Exception {
      processor.begin();
      Load.Leg leg = side.load().run(seconds);
      if (!warmUp && leg.perSecond() == 0) {
        throw new IOException(
            side.name() + " answered nothing within " + seconds + " s, so there is no ratio");
      }
      if (!warmUp) {
        processor.cores().forEach((name, cores) -> coresTimesLegs.merge(name, cores, Double::sum));
        rates.add(leg.perSecond());
        nanos.add(leg.nanos());
      }
      return leg.perSecond();
    }

    Map<String, Double> cores() {
      Map<String, Double> cores = new LinkedHashMap<>();
      coresTimesLegs.forEach((name, sum) -> cores.put(name, sum / rates.size()));
      return cores;
    }
  }
}
