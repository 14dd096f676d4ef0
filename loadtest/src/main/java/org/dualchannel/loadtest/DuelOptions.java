package org.dualchannel.loadtest;

import picocli.CommandLine.Option;

/** What all modes that compare two servers have on the command line. */
final class DuelOptions {
  /** What one compiler needs on two cores, half of which the load has. */
  static final int WARM_UP_SECONDS = 40;

  /** What three compilers need there. */
  static final int WARM_UP_SECONDS_OF_THREE = 130;

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
      paramLabel = "S",
      description =
          "Length of the first leg of each, which is not counted: a server that is not compiled yet"
              + " would spoil the ratio. Default: "
              + WARM_UP_SECONDS
              + ", or "
              + WARM_UP_SECONDS_OF_THREE
              + " with three members.")
  private Integer warmUpSeconds;

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
    if (warmUpSeconds != null) {
      mode.atLeast("--warm-up", warmUpSeconds, 1);
    }
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

  /**
   * Runs the legs.
   *
   * @param warmUpByDefault seconds of the first leg of each, unless the command line says
   */
  Report fight(String mode, String figureSuffix, Duel duel, Rig rig, int warmUpByDefault)
      throws Exception {
    int warmUp = warmUpSeconds == null ? warmUpByDefault : warmUpSeconds;
    Duel.Result result = duel.run(rounds, seconds, warmUp, rig.failures(), rig.out());
    return duel.report(mode, figureSuffix, result, rig.failures().count());
  }
}
