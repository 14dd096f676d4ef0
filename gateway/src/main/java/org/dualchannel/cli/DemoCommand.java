package org.dualchannel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dualchannel.log.LogFailedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: shows the gateway at work, from nothing to the audit. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Watch a sample city at work.",
    description = {
      "Starts a node, imports a generated city, and plays a dozen stories over gRPC on loopback: "
          + "who pays how much, what is refused and why, what happens when calls race or replies "
          + "are lost. Each story checks what it shows. Then the node is stopped and its log is "
          + "audited.",
      "",
      "Ends with exit code 1 when a story comes out differently or the audit finds a difference.",
      ""
    })
final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep the data here; a directory that is empty or does not exist yet. Without it a "
              + "temporary one is used and removed.")
  private Path dataDir;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (dataDir == null) {
      Path temporary = Files.createTempDirectory("dualchannel-demo");
      try {
        return exitCode(out, temporary);
      } finally {
        DataDirectories.remove(temporary);
      }
    }
    DataDirectories.refuseUsed(dataDir);
    int exitCode = exitCode(out, dataDir);
    out.println("The data is kept. Serve it, or audit it again:");
    out.println("  dualchannel serve --data " + dataDir + " --set grpc.developmentMode=true");
    out.println("  dualchannel audit --data " + dataDir);
    out.flush();
    return exitCode;
  }

  private static int exitCode(PrintWriter out, Path directory)
      throws IOException, InterruptedException {
    try {
      return new Demo(out).run(directory) ? Main.OK : Main.FAILURE;
    } catch (LogFailedException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }
}
