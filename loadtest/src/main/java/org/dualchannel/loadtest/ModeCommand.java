package org.dualchannel.loadtest;

import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every mode has on the command line, and the way from there to the report. */
abstract class ModeCommand implements Mode, Callable<Integer> {
  /** Everything was answered as it should. */
  static final int OK = 0;

  /** Something was not. */
  static final int FAILED = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      description =
          "The gateway to load, in development mode. Without it one is started on free loopback"
              + " ports with a temporary data directory, and stopped at the end.")
  private String target;

  @Option(
      names = "--gateway",
      paramLabel = "FILE",
      description =
          "The launcher that starts a gateway. Default: bin/dualchannel of the distribution.")
  private Path launcher;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Chooses the calls; the same seed offers the same ones. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--hgrm",
      paramLabel = "FILE",
      description = "Write the latency distribution to this file, in microseconds.")
  private Path hgrm;

  @Override
  public final Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Size size = size();
    Target given = target == null ? null : parsed(target);
    Failures failures = new Failures();
    try (ChildGateway child = given == null ? ChildGateway.start(launcher, out) : null) {
      Target where = child == null ? given : child.target();
      Report report = load(where, size, failures, out);
      report.print(out);
      if (failures.count() > 0) {
        out.println();
        out.println("What went wrong:");
        failures.print(out);
      }
      if (hgrm != null) {
        report.writeHgrm(hgrm);
      }
      out.println();
      out.println(report.json());
      out.flush();
      return failures.count() == 0 ? OK : FAILED;
    } catch (IOException | StatusRuntimeException broken) {
      spec.commandLine().getErr().println("loadtest " + name() + ": " + broken.getMessage());
      return FAILED;
    }
  }

  private Report load(Target where, Size size, Failures failures, PrintWriter out)
      throws Exception {
    Run run = new Run(System.currentTimeMillis(), seed);
    City city = City.generate(run, size.lanes(), size.persons());
    try (Connections connections = new Connections(where, size.threads())) {
      out.printf("Gateway %s: entering %,d generated persons%n", where, size.persons());
      out.flush();
      new CityRegistration(connections.open(connections.loops().get(0)), city, run).enter();
      return run(new Rig(where, connections, city, run, failures, out));
    }
  }

  private Target parsed(String text) {
    try {
      return Target.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new ParameterException(spec.commandLine(), "--target: " + malformed.getMessage());
    }
  }

  /**
   * Refuses a value that is too small.
   *
   * @throws ParameterException when it is
   */
  protected final void atLeast(String option, int value, int least) {
    if (value < least) {
      CommandLine commandLine = spec.commandLine();
      throw new ParameterException(commandLine, option + ": " + value + " is less than " + least);
    }
  }
}
