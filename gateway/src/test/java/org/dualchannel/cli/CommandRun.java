package org.dualchannel.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/**
 * A command that was run within this process.
 *
 * @param exitCode what the process would have ended with
 * @param out what it printed
 * @param err what it printed where errors go
 */
public record CommandRun(int exitCode, String out, String err) {

  /** Runs a command line, lines of 80 columns. */
  public static CommandRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        Main.commandLine()
            .setUsageHelpAutoWidth(false)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(args);
    return new CommandRun(exitCode, out.toString(), err.toString());
  }

  /** Exit code and all that was printed, for the message of an assertion. */
  public String told() {
    return "exit code " + exitCode + "\n" + out + err;
  }
}
