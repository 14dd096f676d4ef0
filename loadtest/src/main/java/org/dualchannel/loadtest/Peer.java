package org.dualchannel.loadtest;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The gateway against the way such a service is usually built. */
@Command(
    name = "peer",
    description = {
      "Saturates a peer and the gateway in turn with the same submits from the same client, and"
          + " reports the ratio. The peer is gRPC, HikariCP and PostgreSQL with"
          + " synchronous_commit=on, one stored function a call; it is started here and needs"
          + " Debian's package postgresql.",
      "The last line is a JSON object with mode, peer_rps, gateway_rps, ratio, errors and"
          + " warm_up_refused, each rate the median of the rounds; with --batch the rates are prescriptions a second."
    })
final class Peer extends ModeCommand {
  @Mixin private DuelOptions options;

  @Option(
      names = "--batch",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Prescriptions in a message on a stream; 1 makes single calls. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--window",
      defaultValue = "4",
      paramLabel = "N",
      description = "Unanswered batches of a stream. Default: ${DEFAULT-VALUE}.")
  private int window;

  @Option(
      names = "--pool",
      defaultValue = "32",
      paramLabel = "N",
      description = "Connections of the peer to its database. Default: ${DEFAULT-VALUE}.")
  private int pool;

  @Override
  public String name() {
    return "peer";
  }

  @Override
  public Size size() {
    atLeast("--batch", batch, 1);
    atLeast("--window", window, 1);
    atLeast("--pool", pool, 1);
    return options.size(this);
  }

  @Override
  public Report run(Rig rig) throws Exception {
    try (PeerDatabase database = PeerDatabase.start(how().parent())) {
      database.enter(rig.city());
      String connections = Integer.toString(pool);
      try (ServerProcess process =
              ServerProcess.start("peer-server", "--url", database.url(), "--pool", connections);
          Connections toPeer = new Connections(List.of(process.target()), 1)) {
        toPeer.awaitAnswering();
        Processor processor =
            rig.processor()
                .watchTree("peer", process.pid())
                .watchTree("postgresql", database.pid());
        Duel duel =
            new Duel(
                new Duel.Side("peer", load(rig, toPeer)),
                new Duel.Side("gateway", load(rig, rig.connections())),
                processor);
        return options
            .fight(name(), "_rps", duel, rig, DuelOptions.WARM_UP_SECONDS)
            .figure("batch", batch);
      }
    }
  }

  private Load load(Rig rig, Connections to) throws Exception {
    return batch == 1
        ? options.calls(rig, to, rig.city())
        : options.batches(rig, to, rig.city(), batch, window);
  }
}
