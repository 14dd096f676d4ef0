package org.dualchannel.loadtest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the gateway costs over gRPC itself, as a ratio within one run. */
@Command(
    name = "ceiling",
    description = {
      "Saturates an empty gRPC service of the same messages and the gateway in turn, and reports the"
          + " ratio of the calls a second: what is left of gRPC's own ceiling after deciding and"
          + " storing.",
      "The last line is a JSON object with mode, echo_rps, gateway_rps, ratio and errors; each figure"
          + " is the median of the rounds."
    })
final class Ceiling extends ModeCommand {
  /** Streams of request ids of the gateway's lanes start here, those of the echo's at 0. */
  private static final int GATEWAY_STREAMS = 10_000;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      paramLabel = "N",
      description = "Pairs of one leg each, after the warm-up. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      paramLabel = "S",
      description = "Length of a leg. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "15",
      paramLabel = "S",
      description =
          "Length of the first leg of each, which is not counted: a server that is not compiled yet"
              + " would spoil the ratio. Default: ${DEFAULT-VALUE}.")
  private int warmUpSeconds;

  @Option(
      names = "--connections",
      defaultValue = "4",
      paramLabel = "C",
      description = "Connections to each. Default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(
      names = "--in-flight",
      defaultValue = "64",
      paramLabel = "N",
      description = "Calls under way on each connection. Default: ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(
      names = "--persons",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Insured persons to generate. Default: ${DEFAULT-VALUE}.")
  private int persons;

  @Override
  public String name() {
    return "ceiling";
  }

  @Override
  public Size size() {
    atLeast("--rounds", rounds, 1);
    atLeast("--seconds", seconds, 1);
    atLeast("--warm-up", warmUpSeconds, 1);
    atLeast("--connections", connections, 1);
    atLeast("--in-flight", inFlight, 1);
    return new Size(connections, 1, Math.max(persons, connections));
  }

  @Override
  public Report run(Rig rig) throws Exception {
    AtomicLong serials = new AtomicLong();
    try (EchoProcess process = EchoProcess.start();
        Connections toEcho = new Connections(process.target(), 1)) {
      ClosedLoop echo = loop(rig, toEcho, serials, 0);
      ClosedLoop gateway = loop(rig, rig.connections(), serials, GATEWAY_STREAMS);
      rig.out().printf("%n%-8s %12s %12s %8s%n", "round", "echo/s", "gateway/s", "ratio");
      double[] echoRates = new double[rounds];
      double[] gatewayRates = new double[rounds];
      double[] ratios = new double[rounds];
      for (int round = -1; round < rounds; round++) {
        int leg = round < 0 ? warmUpSeconds : seconds;
        double echoRate = echo.run(leg);
        double gatewayRate = gateway.run(leg);
        rig.out()
            .printf(
                "%-8s %,12.1f %,12.1f %8.3f%n",
                round < 0 ? "warm-up" : round + 1, echoRate, gatewayRate, gatewayRate / echoRate);
        rig.out().flush();
        if (round >= 0) {
          echoRates[round] = echoRate;
          gatewayRates[round] = gatewayRate;
          ratios[round] = gatewayRate / echoRate;
        }
      }
      return report(median(echoRates), median(gatewayRates), median(ratios), rig);
    }
  }

  private ClosedLoop loop(Rig rig, Connections to, AtomicLong serials, int firstStream)
      throws Exception {
    return new ClosedLoop(
        to, rig.city(), rig.run(), rig.failures(), serials, firstStream, connections, inFlight);
  }

  private Report report(double echo, double gateway, double ratio, Rig rig) {
    long errors = rig.failures().count();
    return new Report(name())
        .line("%-8s %,12.1f %,12.1f %8.3f", "median", echo, gateway, ratio)
        .line("")
        .line("errors     %,12d", errors)
        .figure("echo_rps", echo)
        .figure("gateway_rps", gateway)
        .figure("ratio", BigDecimal.valueOf(ratio).setScale(3, RoundingMode.HALF_UP))
        .figure("errors", errors);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
