package org.dualchannel.loadtest;

import io.grpc.Channel;
import java.io.IOException;
import java.util.Map;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A fixed rate for a fixed time. */
@Command(
    name = "steady",
    description = {
      "Offers calls at a fixed rate and reports the latency from the planned instant of each.",
      "The last line is a JSON object with mode, offered_rps, achieved_rps, errors, p50_us, p99_us"
          + " and p999_us."
    })
final class Steady extends ModeCommand {
  private static final int DRAIN_SECONDS = 10;

  @Option(
      names = "--rate",
      required = true,
      paramLabel = "N",
      description = "Calls a second, over all connections.")
  private int rate;

  @Option(
      names = "--seconds",
      required = true,
      paramLabel = "S",
      description = "Measured time, after the warm-up.")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "5",
      paramLabel = "S",
      description =
          "Time before, at the same rate: checked, not measured. Default: ${DEFAULT-VALUE}.")
  private int warmUpSeconds;

  @Option(
      names = "--connections",
      defaultValue = "8",
      paramLabel = "C",
      description =
          "Connections of hospitals; pharmacies get as many more when the mix has calls of theirs."
              + " Default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(
      names = "--threads",
      defaultValue = "1",
      paramLabel = "N",
      description = "Threads that send and receive. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--persons",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Insured persons to generate. Default: ${DEFAULT-VALUE}.")
  private int persons;

  @Option(
      names = "--mix",
      defaultValue = "submit=70,get=30",
      converter = Mix.Converter.class,
      paramLabel = "OP=WEIGHT,...",
      description =
          "Share of each operation: submit, get, cancel, claim, dispense. One that finds nothing to"
              + " work on becomes a submit. Default: ${DEFAULT-VALUE}.")
  private Mix mix;

  @Option(
      names = "--most-unanswered",
      defaultValue = "20000",
      paramLabel = "N",
      description =
          "Unanswered calls beyond which a call is an error without being sent. Default:"
              + " ${DEFAULT-VALUE}.")
  private int mostUnanswered;

  @Option(
      names = "--verify",
      defaultValue = "200",
      paramLabel = "N",
      description =
          "Acknowledged prescriptions to read back and compare at the end. Default:"
              + " ${DEFAULT-VALUE}.")
  private int verify;

  @Override
  public String name() {
    return "steady";
  }

  @Override
  public Size size() {
    atLeast("--rate", rate, 1);
    atLeast("--seconds", seconds, 1);
    atLeast("--warm-up", warmUpSeconds, 0);
    atLeast("--connections", connections, 1);
    atLeast("--threads", threads, 1);
    atLeast("--most-unanswered", mostUnanswered, threads);
    atLeast("--verify", verify, 0);
    int loops = Math.min(threads, connections);
    return new Size(connections, loops, Math.max(persons, connections));
  }

  @Override
  public Report run(Rig rig) throws IOException, InterruptedException {
    rig.out()
        .printf(
            "%,d calls/s (%s) on %d connections, %d s of warm-up and %d s measured%n",
            rate, mix, connections, warmUpSeconds, seconds);
    rig.out().flush();
    OpenLoop loop =
        new OpenLoop(
            rig.connections(),
            rig.city(),
            rig.run(),
            rig.failures(),
            connections,
            mostUnanswered,
            DRAIN_SECONDS);
    OpenLoop.Result result = loop.run(mix, rate, warmUpSeconds, seconds);
    Channel reader = rig.connections().open(rig.connections().loops().get(0));
    int verified =
        new Verification(reader, rig.failures())
            .check(result.remembered(), verify, rig.run().choices(-1));
    return report(result, verified, rig.failures().count());
  }

  private Report report(OpenLoop.Result result, int verified, long errors) {
    double achieved = result.answered() / result.schedule().measuredSeconds();
    Report report = new Report(name());
    report.line("");
    report.line(
        "%-10s %12s %10s %10s %10s %10s  (µs from the planned instant)",
        "operation", "answered", "p50", "p99", "p99.9", "max");
    for (Map.Entry<Operation, Histogram> entry : result.latencies().entrySet()) {
      if (entry.getValue().getTotalCount() > 0) {
        row(report, entry.getKey().label(), entry.getValue());
      }
    }
    Histogram all = result.all();
    row(report, "all", all);
    row(report, "generator", result.generatorLateness());
    report.line("           (generator: how late the generator itself got to its calls)");
    report.line("");
    report.line("offered    %,12d calls/s", rate);
    report.line("achieved   %,12.1f calls/s", achieved);
    report.line("read back  %,12d prescriptions", verified);
    report.line("errors     %,12d", errors);
    return report
        .figure("offered_rps", (double) rate)
        .figure("achieved_rps", achieved)
        .figure("errors", errors)
        .latencies(all);
  }

  private static void row(Report report, String name, Histogram nanos) {
    report.line(
        "%-10s %,12d %,10.1f %,10.1f %,10.1f %,10.1f",
        name,
        nanos.getTotalCount(),
        Report.micros(nanos, 50),
        Report.micros(nanos, 99),
        Report.micros(nanos, 99.9),
        Report.micros(nanos, 100));
  }
}
