package org.dualchannel.loadtest;

import picocli.CommandLine.Option;

/** What all modes that compare two servers have on the command line. */
final class DuelOptions {
  @Option(
      names = "--rounds",
      defaultValue = "3",
      paramLabel = "N",
      description = "Pairs of one leg each, after the warm-up. Default: ${DEFAULT-VALUE}.")
  int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      paramLabel = "S",
      description = "Length of a leg. Default: ${DEFAULT-VALUE}.")
  int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "15",
      paramLabel = "S",
      description =
          "Length of the first leg of each, which is not counted: a server that is not compiled yet"
              + " would spoil the ratio. Default: ${DEFAULT-VALUE}.")
  int warmUpSeconds;

  @Option(
      names = "--connections",
      defaultValue = "4",
      paramLabel = "C",
      description = "Connections to each. Default: ${DEFAULT-VALUE}.")
  int connections;

  @Option(
      names = "--in-flight",
      defaultValue = "64",
      paramLabel = "N",
      description = "Calls under way on each connection. Default: ${DEFAULT-VALUE}.")
  int inFlight;

  @Option(
      names = "--persons",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Insured persons to generate. Default: ${DEFAULT-VALUE}.")
  private int persons;

  Mode.Size size(ModeCommand mode) {
    mode.atLeast("--rounds", rounds, 1);
    mode.atLeast("--seconds", seconds, 1);
    mode.atLeast("--warm-up", warmUpSeconds, 1);
    mode.atLeast("--connections", connections, 1);
    mode.atLeast("--in-flight", inFlight, 1);
    return new Mode.Size(connections, 1, Math.max(persons, connections));
  }

  /** Single calls. */
  ClosedLoop calls(Rig rig, Connections to, City city) throws Exception {
    return new ClosedLoop(to, city, rig.run(), rig.failures(), connections, inFlight);
  }

  /** Batches on streams. */
  StreamLoad batches(Rig rig, Connections to, City city, int batch, int window) throws Exception {
    return new StreamLoad(to, city, rig.run(), rig.failures(), connections, batch, window);
  }

  Report fight(String mode, String figureSuffix, Duel duel, Rig rig) throws Exception {
    Duel.Result result = duel.run(rounds, seconds, warmUpSeconds, rig.failures(), rig.out());
    return duel.report(mode, figureSuffix, result, rig.failures().count());
  }
}
