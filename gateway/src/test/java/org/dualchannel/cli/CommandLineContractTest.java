package org.dualchannel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What every command keeps to: help that reads, the version, and three exit codes. */
class CommandLineContractTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpSaysWhatItIsAndHowToGoOn() {
    assertEquals(Main.OK, run("--help"));
    assertTrue(out.toString().contains("Usage: dualchannel"), out.toString());
    assertTrue(out.toString().contains("Exit codes: 0 done"), out.toString());
    assertTrue(out.toString().lines().allMatch(line -> line.length() <= 80), out.toString());
  }

  @Test
  void everyCommandHasAHelpOfItsOwn() {
    Main.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertEquals(Main.OK, run(name, "--help"), name);
              assertTrue(
                  command.getCommandSpec().usageMessage().description().length > 0,
                  name + " does not say what it does");
            });
  }

  @Test
  void versionIsThatOfTheBuild() {
    assertEquals(Main.OK, run("--version"));
    assertTrue(out.toString().matches("(?s)dualchannel \\d+\\.\\d+\\.\\d+.*"), out.toString());
  }

  @Test
  void wrongUsageIsTwo() {
    assertEquals(Main.USAGE, run());
    assertEquals(Main.USAGE, run("nosuchcommand"));
    assertEquals(Main.USAGE, run("--nosuchoption"));
    assertTrue(err.toString().contains("nosuchcommand"), err.toString());
    assertTrue(err.toString().contains("Usage: dualchannel"), err.toString());
  }

  @Test
  void aFailureOutsideIsOneLineAndOne() {
    assertEquals(Main.FAILURE, run("outside"));
    assertEquals("outside: the disk is full", err.toString().strip());
  }

  @Test
  void aBugShowsItsPlaceAndIsOne() {
    assertEquals(Main.FAILURE, run("bug"));
    assertTrue(err.toString().contains("CommandLineContractTest"), err.toString());
    assertFalse(err.toString().contains("Usage:"), err.toString());
  }

  @Command(name = "outside", description = "Fails because of the world.")
  private static final class Outside implements Runnable {
    @Override
    public void run() {
      throw new CommandFailure("the disk is full");
    }
  }

  @Command(name = "bug", description = "Fails because of the program.")
  private static final class Bug implements Runnable {
    @Override
    public void run() {
      throw new IllegalStateException("never");
    }
  }

  private int run(String... args) {
    CommandLine command =
        Main.commandLine()
            .addSubcommand(new Outside())
            .addSubcommand(new Bug())
            .setUsageHelpAutoWidth(false)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    // Subcommands added late still need the handlers of the root.
    command.setExecutionExceptionHandler(Main.commandLine().getExecutionExceptionHandler());
    return command.execute(args);
  }
}
