package org.dualchannel.loadtest;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A fixed rate for a fixed time. */
@Command(
    name = "steady",
    description = {
      "Offers calls at a fixed rate and reports the latency from the planned instant of each.",
      "The last line is a JSON object with mode, offered_rps, achieved_rps, errors, p50_us, p99_us"
          + " and p999_us; with --with-echo also those of the echo and p99_ratio."
    })
final class Steady extends ModeCommand {
  @Option(
      names = "--rate",
      required = true,
      paramLabel = "N",
      description = "Calls a second, over all connections.")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      paramLabel = "S",
      description = "Measured time, after the warm-up. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "45",
      paramLabel = "S",
      description =
          "Time before, at the same rate: checked, not measured. A gateway that was just started is"
              + " several times slower. Default: ${DEFAULT-VALUE}.")
  private int warmUpSeconds;

  @Option(
      names = "--with-echo",
      description =
          "Before and after, offer the same calls at the same rate to an empty gRPC service, half"
              + " the time each: what gRPC, the network and the machine take of the latency.")
  private boolean withEcho;

  @Mixin private LoadOptions load;

  @Override
  public String name() {
    return "steady";
  }

  @Override
  public Size size() {
    atLeast("--rate", rate, 1);
    atLeast("--seconds", seconds, 1);
    atLeast("--warm-up", warmUpSeconds, 0);
    return load.size(this);
  }

  @Override
  public Report run(Rig rig) throws Exception {
    rig.out()
        .printf(
            "%,d calls/s (%s) on %d connections, %d s of warm-up and %d s measured%n",
            rate, load.mix, load.connections, warmUpSeconds, seconds);
    rig.out().flush();
    if (!withEcho) {
      return measure(rig);
    }
    try (ServerProcess process = ServerProcess.echo();
        Connections toEcho =
            new Connections(List.of(process.target()), rig.connections().loops().size())) {
      toEcho.awaitAnswering();
      OpenLoop echo = load.loop(rig, toEcho, rig.failures());
      int half = Math.max(1, seconds / 2);
      Histogram nanos = echo.run(load.mix, rate, warmUpSeconds, half, () -> {}).all();
      Report report = measure(rig);
      nanos.add(echo.run(load.mix, rate, 0, half, () -> {}).all());
      return withEcho(report, nanos);
    }
  }

  private Report measure(Rig rig) throws Exception {
    Processor processor = rig.processor();
    OpenLoop.Result result =
        load.loop(rig, rig.connections(), rig.failures())
            .run(load.mix, rate, warmUpSeconds, seconds, processor::begin);
    Map<String, Double> cores = processor.cores();
    int verified = load.verify(rig, result.remembered());
    long errors = rig.failures().count();
    Report report = new Report(name());
    Latencies.table(report, result);
    return report
        .line("")
        .line("offered    %,12d calls/s", rate)
        .line("achieved   %,12.1f calls/s", result.achieved())
        .line("read back  %,12d prescriptions", verified)
        .line("errors     %,12d", errors)
        .line("refused    %,12d while the gateway was warming up", result.refusedInWarmUp())
        .line("processor  %s", Processor.words(cores))
        .figure("offered_rps", (double) rate)
        .figure("achieved_rps", result.achieved())
        .figure("errors", errors)
        .figure("warm_up_refused", result.refusedInWarmUp())
        .latencies("gateway", result.all())
        .figure("generator_late_p99_us", Report.micros(result.generatorLateness(), 99))
        .cores("", cores);
  }

  private static Report withEcho(Report report, Histogram echo) {
    double ratio = report.micros(99) / Math.max(Report.micros(echo, 99), 0.1);
    Latencies.row(report.line(""), "echo", echo);
    return report
        .line("p99 is %.2f times the echo's", ratio)
        .figure("echo_p50_us", Report.micros(echo, 50))
        .figure("echo_p99_us", Report.micros(echo, 99))
        .figure("echo_p999_us", Report.micros(echo, 99.9))
        .figure("p99_ratio", (float) ratio)
        .histogram("echo", echo);
  }
}
