package org.dualchannel.loadtest;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the second and third member cost. */
@Command(
    name = "nodes",
    description = {
      "Saturates one node and a cluster of three on the same machine in turn, and reports the ratio"
          + " of the calls a second. Calls go to all three members.",
      "The last line is a JSON object with mode, one_rps, three_rps, ratio, errors and"
          + " warm_up_refused; each rate is the median of the rounds."
    })
final class Nodes extends ModeCommand {
  private static final int MEMBERS = 3;

  @Mixin private DuelOptions options;

  @Override
  public String name() {
    return "nodes";
  }

  @Override
  public Size size() {
    if (targetIsGiven()) {
      throw mistake("--target: nodes starts one gateway and a cluster of three itself");
    }
    return options.size(this);
  }

  @Override
  public Report run(Rig rig) throws Exception {
    List<ChildGateway> three = ChildGateway.start(how(), MEMBERS, rig.out());
    try (Connections toThree =
        new Connections(three.stream().map(ChildGateway::target).toList(), 1)) {
      new CityRegistration(toThree.channel(), rig.city(), rig.run()).enter();
      Processor processor = new Processor();
      Rig.watch(processor, "one", rig.children());
      Rig.watch(processor, "three", three);
      Duel duel =
          new Duel(
              new Duel.Side("one", options.calls(rig, rig.connections(), rig.city())),
              new Duel.Side("three", options.calls(rig, toThree, rig.city())),
              processor);
      return options.fight(name(), "_rps", duel, rig, DuelOptions.WARM_UP_SECONDS_OF_THREE);
    } finally {
      three.forEach(ChildGateway::close);
    }
  }
}
