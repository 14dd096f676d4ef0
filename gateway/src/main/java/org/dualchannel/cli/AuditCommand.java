package org.dualchannel.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dualchannel.audit.Audit;
import org.dualchannel.audit.AuditReport;
import org.dualchannel.log.LogFailedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit}: replays the log of a stopped node and recomputes everything. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Replay the log of a stopped node and prove every figure.",
    description = {
      "Reads the log from its files, without starting a node. Verifies every checksum and the "
          + "hash chain against its seals, decides every command again, settles every settlement "
          + "again, and adds up every person's year on books of its own.",
      "",
      "Ends with exit code 1 when anything differs, and names the place.",
      ""
    })
final class AuditCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Data directory of the node, which must not run.")
  private Path dataDir;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AuditReport report;
    try {
      report = Audit.run(dataDir);
    } catch (LogFailedException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
    report.print(spec.commandLine().getOut());
    return report.clean() ? Main.OK : Main.FAILURE;
  }
}
