package org.dualchannel.loadtest;

import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
      split = ",",
      paramLabel = "HOST:PORT",
      description =
          "The gateway to load, in development mode, or the members of a cluster. Without it one is"
              + " started on free loopback ports with a temporary data directory, and stopped at"
              + " the end.")
  private List<String> targets = List.of();

  @Option(
      names = "--nodes",
      defaultValue = "1",
      paramLabel = "N",
      description = "Members of the cluster that is started: 1 or 3. Default: ${DEFAULT-VALUE}.")
  private int nodes;

  @Option(
      names = "--gateway",
      paramLabel = "FILE",
      description =
          "The launcher that starts a gateway. Default: bin/dualchannel of the distribution.")
  private Path launcher;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where a gateway that is started keeps its data: the disk that is measured. Default: the"
              + " directory for temporary files.")
  private Path data;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the gateway that is started. May be repeated.")
  private List<String> settings = List.of();

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
      description =
          "Write the latency distribution to this file, in microseconds; further ones of the mode"
              + " go to FILE with their name before the ending.")
  private Path hgrm;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the report with its plots to this file, which needs nothing else.")
  private Path html;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Write the first plot of the report to this file.")
  private Path svg;

  @Override
  public final Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (nodes != 1 && nodes != 3) {
      throw new ParameterException(spec.commandLine(), "--nodes: " + nodes + " is not 1 or 3");
    }
    Size size = size();
    List<Target> given = targets.stream().map(this::parsed).collect(Collectors.toList());
    Failures failures = new Failures();
    List<ChildGateway> children = new ArrayList<>();
    try {
      if (given.isEmpty()) {
        children.addAll(ChildGateway.start(how(), nodes, out));
        given = children.stream().map(ChildGateway::target).collect(Collectors.toList());
      }
      Report report = load(children, given, size, failures, out);
      report.print(out);
      print(failures, out);
      write(report);
      out.println();
      out.println(report.json());
      out.flush();
      return failures.count() == 0 ? OK : FAILED;
    } catch (IOException | StatusRuntimeException broken) {
      print(failures, out);
      String cause = broken.getCause() == null ? "" : " (" + broken.getCause() + ")";
      spec.commandLine()
          .getErr()
          .println("loadtest " + name() + ": " + broken.getMessage() + cause);
      return FAILED;
    } finally {
      children.forEach(ChildGateway::close);
    }
  }

  /** Whether it is to load a gateway that runs already. */
  protected final boolean targetIsGiven() {
    return !targets.isEmpty();
  }

  private static void print(Failures failures, PrintWriter out) {
    if (failures.count() > 0) {
      out.println();
      out.println("What went wrong:");
      failures.print(out);
      out.flush();
    }
  }

  private void write(Report report) throws IOException {
    if (hgrm != null) {
      report.writeHgrm(hgrm);
    }
    if (html != null) {
      report.writeHtml(html, commandWords());
    }
    if (svg != null) {
      report.writeSvg(svg);
    }
  }

  /** The command as it was given. */
  private String commandWords() {
    return "./dualchannel loadtest "
        + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
  }

  /** Starts gateways the way the command line says. */
  protected final ChildGateway.How how() {
    return new ChildGateway.How(launcher, data, settings());
  }

  /** Settings of the gateway beyond those that every child has; a mode may add its own. */
  protected List<String> settings() {
    return settings;
  }

  private Report load(
      List<ChildGateway> children,
      List<Target> where,
      Size size,
      Failures failures,
      PrintWriter out)
      throws Exception {
    Run run = new Run(System.currentTimeMillis(), seed);
    City city = City.generate(run, size.lanes(), size.persons());
    try (Connections connections = new Connections(where, size.threads())) {
      String names = where.stream().map(Target::toString).collect(Collectors.joining(", "));
      out.printf("Gateway %s: entering %,d generated persons%n", names, size.persons());
      out.flush();
      new CityRegistration(connections.channel(), city, run).enter();
      return run(new Rig(children, connections, city, run, failures, out));
    }
  }

  private Target parsed(String text) {
    try {
      return Target.parse(text);
    } catch (IllegalArgumentException malformed) {
      throw new ParameterException(spec.commandLine(), "--target: " + malformed.getMessage());
    }
  }

  /** What is wrong with the command line, for a mode to throw. */
  final ParameterException mistake(String words) {
    return new ParameterException(spec.commandLine(), words);
  }

  /**
   * Refuses a value that is too small.
   *
   * @throws ParameterException when it is
   */
  final void atLeast(String option, int value, int least) {
    if (value < least) {
      CommandLine commandLine = spec.commandLine();
      throw new ParameterException(commandLine, option + ": " + value + " is less than " + least);
    }
  }
}
