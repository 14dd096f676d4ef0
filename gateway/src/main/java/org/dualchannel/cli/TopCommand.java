package org.dualchannel.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.dualchannel.cli.top.Frame;
import org.dualchannel.cli.top.Scrape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code top}: a node's live figures in a terminal. */
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Show the live figures of a node in the terminal.",
    description = {
      "Reads the metrics of a node every second and shows calls, the times of each stage, how full"
          + " rings and tables are, its part in the cluster, disk and memory, and the rules that"
          + " refuse most. Rates are those between two readings; the percentiles are the node's"
          + " own, of its last 10 s. Ends with Ctrl-C.",
      "",
      "Ends with exit code 1 when the node does not answer at the start; later it keeps asking.",
      ""
    })
final class TopCommand implements Callable<Integer> {

  private static final long INTERVAL_MS = 1_000;

  /** To the upper left corner, and what is below wiped out. */
  private static final String HOME = "\u001B[H\u001B[J";

  @Option(
      names = {"--target", "--http"},
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9091",
      description = "HTTP endpoint of the node; default ${DEFAULT-VALUE}.")
  private String target;

  @Option(
      names = "--once",
      description = "Print one frame, of two readings one second apart, and stop.")
  private boolean once;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    boolean terminal = !once && isTerminal();
    Scrape before = first();
    while (true) {
      TimeUnit.MILLISECONDS.sleep(INTERVAL_MS);
      String frame;
      try {
        Scrape now = Scrape.ask(target);
        frame = Frame.draw(target, Instant.now(), before, now);
        before = now;
      } catch (IOException e) {
        if (once) {
          throw away(e);
        }
        frame = "the node at " + target + " does not answer: " + why(e) + "\n";
      }
      out.print(terminal ? HOME + frame : frame);
      if (!terminal && !once) {
        out.println();
      }
      out.flush();
      if (once) {
        return Main.OK;
      }
      if (out.checkError()) {
        return Main.OK; // nobody reads any more
      }
    }
  }

  /** From JDK 22 on there is a console without a terminal too, which has to be asked. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private Scrape first() throws InterruptedException {
    try {
      return Scrape.ask(target);
    } catch (IOException e) {
      throw away(e);
    }
  }

  private CommandFailure away(IOException e) {
    return new CommandFailure("the node at " + target + " does not answer: " + why(e), e);
  }

  private static String why(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
