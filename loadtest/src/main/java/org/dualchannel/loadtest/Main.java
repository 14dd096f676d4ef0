package org.dualchannel.loadtest;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The load generator's command line. */
@Command(
    name = "dualchannel loadtest",
    usageHelpAutoWidth = true,
    description =
        "Puts load on a gateway, checks every answer, and reports what a caller would feel.",
    subcommands = {
      Steady.class,
      Ramp.class,
      Ceiling.class,
      Peer.class,
      Streaming.class,
      Soak.class,
      Nodes.class,
      Measure.class,
      EchoServer.class,
      PeerServer.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every call was answered as it should",
      "1:some were not, or the run could not be carried through",
      "2:the command line is wrong"
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this text.")
  @SuppressWarnings("unused") // picocli reads it
  private boolean help;

  private Main() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which mode?");
  }

  /** The command line, with output and error streams that can be replaced. */
  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }

  /** Runs a mode and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }
}
