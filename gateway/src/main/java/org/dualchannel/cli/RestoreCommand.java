package org.dualchannel.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dualchannel.backup.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code restore}: makes a data directory from a backup. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Make a data directory from a backup.",
    description = {
      "Verifies every file of the backup against its manifest, then copies. A node that is started "
          + "on the result goes on where the backup ends.",
      ""
    })
final class RestoreCommand implements Callable<Integer> {

  @Option(names = "--from", required = true, paramLabel = "DIR", description = "The backup.")
  private Path from;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Data directory to make; new or empty.")
  private Path data;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      BackupCommand.print(spec.commandLine().getOut(), "restored", Backup.restore(from, data));
      return Main.OK;
    } catch (IOException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }
}
