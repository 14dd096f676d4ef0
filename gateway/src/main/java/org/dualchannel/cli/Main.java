package org.dualchannel.cli;

import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dualchannel.cli.nemesis.ParentWatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The root of the command line.
 *
 * <p>Exit codes: 0 = done, 1 = the command found a failure or could not do its work, 2 = it was
 * called wrongly.
 */
@Command(
    name = "dualchannel",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    header = "Dual-Channel Gateway (双通道处方流转网关)",
    description = {
      "Takes prescriptions for negotiated drugs from hospitals, offers them to the registered "
          + "pharmacies, and settles what they dispense by one policy.",
      ""
    },
    footer = {
      "",
      "Run 'dualchannel COMMAND --help' for the options of a command.",
      "Exit codes: 0 done, 1 a failure was found, 2 wrong usage.",
    },
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      ClusterCommand.class,
      StatusCommand.class,
      TopCommand.class,
      NemesisCommand.class,
      ImportCommand.class,
      AuditCommand.class,
      SimulateCommand.class,
      FaultSimCommand.class,
      SnapshotCommand.class,
      ActivateCommand.class,
      BackupCommand.class,
      RestoreCommand.class
    })
public final class Main implements Runnable {

  /** Done. */
  public static final int OK = 0;

  /** The command found a failure or could not do its work. */
  public static final int FAILURE = 1;

  /** The command was called wrongly. */
  public static final int USAGE = 2;

  @Spec private CommandSpec spec;

  /** Chronicle tells where it was loaded from; nobody asked. Held, or the setting is collected. */
  private static final Logger CHRONICLE = Logger.getLogger("net.openhft");

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    CHRONICLE.setLevel(Level.WARNING);
    ParentWatch.begin();
    System.exit(commandLine().execute(args));
  }

  /** The command line as the process runs it; tests give it other writers. */
  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(Main::report);
  }

  /** Without a command there is nothing to do, which is wrong usage. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

  /** What went wrong outside is one line; what is wrong in here comes with its place. */
  private static int report(Exception failure, CommandLine command, CommandLine.ParseResult args) {
    PrintWriter err = command.getErr();
    if (failure instanceof CommandFailure) {
      err.println(command.getCommandName() + ": " + failure.getMessage());
    } else {
      failure.printStackTrace(err);
    }
    err.flush();
    return FAILURE;
  }
}
