package org.dualchannel.loadtest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** What a run of the command line left behind. */
record Outcome(int exitCode, String out, String err) {
  static Outcome of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(arguments);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  /** A figure of the JSON object in the last line. */
  double figure(String name) {
    Matcher found = Pattern.compile("\"" + name + "\": ([-0-9.]+)").matcher(lastLine());
    assertTrue(found.find(), name + " in " + lastLine());
    return Double.parseDouble(found.group(1));
  }

  String lastLine() {
    String[] lines = out.split("\n", -1);
    return lines[lines.length - 2];
  }
}
