package org.dualchannel.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code snapshot}: asks a running node for a snapshot. */
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Ask a running node for a snapshot of its state.",
    description = {
      "To be run on the machine of the node; of a cluster, on that of the leader. All members take "
          + "the snapshot at the same place of the log, and go on deciding meanwhile.",
      ""
    })
final class SnapshotCommand implements Callable<Integer> {

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9091",
      description = "HTTP endpoint of the node; default ${DEFAULT-VALUE}.")
  private String http;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    String refusal = AdminCall.refusal(http, "snapshot");
    if (refusal != null) {
      throw new CommandFailure("the node at " + http + " refused: " + refusal);
    }
    spec.commandLine().getOut().println("asked for");
    spec.commandLine().getOut().flush();
    return Main.OK;
  }
}
