package org.dualchannel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dualchannel.backup.Backup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code backup}: copies the data of a node while it runs. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Copy the data of a node, which may go on running.",
    description = {
      "Copies the log and the newest snapshot, with a manifest that has the SHA-256 of every file. "
          + "Everything acknowledged before the backup began is in it. The report store is not.",
      ""
    })
final class BackupCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Data directory of the node.")
  private Path data;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "Directory for the backup; new or empty.")
  private Path to;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      print(spec.commandLine().getOut(), "backed up", Backup.make(data, to));
      return Main.OK;
    } catch (IOException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }

  static void print(PrintWriter out, String done, Backup.Summary summary) {
    out.printf(
        "%s: %,d files, %,d bytes, log up to position %d%s%n",
        done,
        summary.files(),
        summary.bytes(),
        summary.endPosition(),
        summary.snapshotIndex() == 0
            ? ", no snapshot"
            : ", snapshot of record " + summary.snapshotIndex());
    out.flush();
  }
}
