package org.dualchannel.loadtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.dualchannel.loadtest.chart.Axis;
import org.dualchannel.loadtest.chart.LineChart;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Latency against rate. */
@Command(
    name = "ramp",
    description = {
      "Offers one rate after another, each higher than the last, and finds the knee: the last rate,"
          + " counted from the lowest without a gap, at which p99 stayed within the limit, at least"
          + " 98 %% of the offered calls were answered in time and none was refused. It goes on for"
          + " some steps to show what happens past the knee.",
      "Refusals for overload are counted by step and are no errors; anything else wrong is one.",
      "The last line is a JSON object with mode, knee_rps, limit_ms, knee_p50_us, knee_p99_us,"
          + " knee_p999_us, errors and the steps."
    })
final class Ramp extends ModeCommand {
  private static final double MOST_OF_THEM = 0.98;

  @Option(
      names = "--from",
      defaultValue = "1000",
      paramLabel = "N",
      description = "First rate, calls a second. Default: ${DEFAULT-VALUE}.")
  private int from;

  @Option(
      names = "--to",
      defaultValue = "200000",
      paramLabel = "N",
      description = "No rate above this one. Default: ${DEFAULT-VALUE}.")
  private int to;

  @Option(
      names = "--factor",
      defaultValue = "1.4",
      paramLabel = "X",
      description = "Each rate is so many times the last. Default: ${DEFAULT-VALUE}.")
  private double factor;

  @Option(
      names = "--seconds",
      defaultValue = "8",
      paramLabel = "S",
      description = "Measured time of a step. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--settle",
      defaultValue = "2",
      paramLabel = "S",
      description = "Time of a step before it is measured. Default: ${DEFAULT-VALUE}.")
  private int settleSeconds;

  @Option(
      names = "--warm-up",
      defaultValue = "60",
      paramLabel = "S",
      description =
          "Time at four times the first rate before the first step, not measured. Default:"
              + " ${DEFAULT-VALUE}.")
  private int warmUpSeconds;

  @Option(
      names = "--limit-ms",
      defaultValue = "10",
      paramLabel = "MS",
      description = "Largest p99 before the knee. Default: ${DEFAULT-VALUE}.")
  private int limitMs;

  @Option(
      names = "--past",
      defaultValue = "2",
      paramLabel = "N",
      description = "Steps to go on after the knee. Default: ${DEFAULT-VALUE}.")
  private int past;

  @Mixin private LoadOptions load;

  /** What one rate came to. */
  private record Step(int rate, OpenLoop.Result result, boolean held) {
    double millis(double percentile) {
      return Report.micros(result.all(), percentile) / 1_000;
    }
  }

  @Override
  public String name() {
    return "ramp";
  }

  @Override
  public Size size() {
    atLeast("--from", from, 1);
    atLeast("--to", to, from);
    atLeast("--seconds", seconds, 1);
    atLeast("--settle", settleSeconds, 0);
    atLeast("--warm-up", warmUpSeconds, 0);
    atLeast("--limit-ms", limitMs, 1);
    atLeast("--past", past, 0);
    if (factor < 1.01) {
      throw mistake("--factor: " + factor + " is less than 1.01");
    }
    return load.size(this);
  }

  @Override
  public Report run(Rig rig) throws Exception {
    if (warmUpSeconds > 0) {
      load.loop(rig, rig.connections(), rig.failures())
          .run(load.mix, Math.min(4L * from, to), warmUpSeconds, 0, () -> {});
    }
    rig.out()
        .printf(
            "%n%10s %12s %10s %10s %10s %10s  %s%n",
            "offered/s", "achieved/s", "p50 ms", "p99 ms", "p99.9 ms", "refused", "");
    Failures ofSteps = new Failures();
    OpenLoop loop = load.loop(rig, rig.connections(), ofSteps);
    List<Step> steps = new ArrayList<>();
    int missed = 0;
    for (double rate = from; rate <= to && missed <= past; rate *= factor) {
      Step step = step(rig, loop, (int) Math.round(rate), ofSteps);
      steps.add(step);
      missed += missed > 0 || !step.held() ? 1 : 0;
    }
    rig.failures().addAllBut(ofSteps, Failures::ofOverload);
    return report(steps, rig.failures().count());
  }

  private Step step(Rig rig, OpenLoop loop, int rate, Failures failures) throws Exception {
    long before = failures.count();
    OpenLoop.Result result = loop.run(load.mix, rate, settleSeconds, seconds, () -> {});
    Histogram nanos = result.all();
    double p99 = Report.micros(nanos, 99);
    boolean held =
        p99 <= limitMs * 1_000.0
            && result.sustained() >= MOST_OF_THEM * rate
            && result.overloaded() == 0
            && failures.count() == before;
    rig.out()
        .printf(
            "%,10d %,12.1f %,10.2f %,10.2f %,10.2f %,10d  %s%n",
            rate,
            result.sustained(),
            Report.micros(nanos, 50) / 1_000,
            p99 / 1_000,
            Report.micros(nanos, 99.9) / 1_000,
            failures.count() - before,
            held ? "" : "past the knee");
    rig.out().flush();
    return new Step(rate, result, held);
  }

  private Report report(List<Step> steps, long errors) {
    Step knee = null;
    for (Step step : steps) {
      if (!step.held()) {
        break;
      }
      knee = step;
    }
    Report report = new Report(name()).line("");
    if (knee == null) {
      report.line(
          "no knee: p99 was above %d ms, or calls were missing, at the first rate", limitMs);
    } else {
      report.line(
          "knee       %,12d calls/s: p99 within %d ms, all answered in time", knee.rate(), limitMs);
    }
    report
        .line("errors     %,12d", errors)
        .figure("knee_rps", knee == null ? 0.0 : (double) knee.rate())
        .figure("limit_ms", limitMs)
        .figure("knee_p50_us", knee == null ? 0.0 : knee.millis(50) * 1_000)
        .figure("knee_p99_us", knee == null ? 0.0 : knee.millis(99) * 1_000)
        .figure("knee_p999_us", knee == null ? 0.0 : knee.millis(99.9) * 1_000)
        .figure("errors", errors)
        .figure("steps", steps.stream().map(Ramp::figures).toList())
        .chart(chart(steps, knee));
    for (Step step : steps) {
      report.histogram(step.rate() + " calls/s", step.result().all());
    }
    return report;
  }

  private static Map<String, Object> figures(Step step) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("offered_rps", (double) step.rate());
    figures.put("achieved_rps", step.result().sustained());
    figures.put("p50_us", step.millis(50) * 1_000);
    figures.put("p99_us", step.millis(99) * 1_000);
    figures.put("p999_us", step.millis(99.9) * 1_000);
    figures.put("refused", step.result().overloaded());
    return figures;
  }

  private LineChart chart(List<Step> steps, Step knee) {
    LineChart chart =
        new LineChart(
            "Latency against rate (" + load.mix + ")",
            Axis.linear("calls a second offered"),
            Axis.logarithmic("milliseconds from the planned instant"));
    for (double percentile : new double[] {50, 99, 99.9}) {
      String name = "p" + (percentile == 99.9 ? "99.9" : String.valueOf((int) percentile));
      List<LineChart.Point> points =
          steps.stream()
              .map(step -> new LineChart.Point(step.rate(), step.millis(percentile)))
              .toList();
      chart.add(new LineChart.Series(name, points, true));
    }
    chart.markY(limitMs, limitMs + " ms");
    return knee == null
        ? chart
        : chart.markX(knee.rate(), String.format("knee: %,d/s", knee.rate()));
  }
}
