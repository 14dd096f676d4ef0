package org.dualchannel.loadtest;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the gateway costs over gRPC itself, as a ratio within one run. */
@Command(
    name = "ceiling",
    description = {
      "Saturates an empty gRPC service of the same messages and the gateway in turn, and reports the"
          + " ratio of the calls a second: what is left of gRPC's own ceiling after deciding and"
          + " storing.",
      "The last line is a JSON object with mode, echo_rps, gateway_rps, ratio, errors and"
          + " warm_up_refused; each rate is the median of the rounds."
    })
final class Ceiling extends ModeCommand {
  @Mixin private DuelOptions options;

  @Override
  public String name() {
    return "ceiling";
  }

  @Override
  public Size size() {
    return options.size(this);
  }

  @Override
  public Report run(Rig rig) throws Exception {
    try (ServerProcess process = ServerProcess.echo();
        Connections toEcho = new Connections(List.of(process.target()), 1)) {
      toEcho.awaitAnswering();
      Duel duel =
          new Duel(
              new Duel.Side("echo", options.calls(rig, toEcho, rig.city())),
              new Duel.Side("gateway", options.calls(rig, rig.connections(), rig.city())),
              rig.processor().watchTree("echo", process.pid()));
      return options.fight(name(), "_rps", duel, rig, DuelOptions.WARM_UP_SECONDS);
    }
  }
}
