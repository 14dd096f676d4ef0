package org.dualchannel.cli;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dualchannel.cli.demo.SampleCity;
import org.dualchannel.cli.nemesis.Fault;
import org.dualchannel.cli.nemesis.LocalCluster;
import org.dualchannel.cli.nemesis.Nemesis;
import org.dualchannel.cli.nemesis.ParentWatch;
import org.dualchannel.cli.send.CityImport;
import org.dualchannel.cli.send.ImportFailedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nemesis}: hurts a cluster under load and looks whether it kept its word. */
@Command(
    name = "nemesis",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Hurt a cluster under load, and look whether anything acknowledged is lost.",
    description = {
      "Runs one member or three as processes on this machine, imports the sample city, submits, "
          + "claims and dispenses, and meanwhile kills, stops and cuts off members as the seed has "
          + "it. Then every acknowledged call is looked for and the ledgers are compared; at last "
          + "the members are stopped, and the log and the snapshots of each are audited.",
      "",
      "partition needs a network namespace, disk-full, slow-disk and power-cut need loop devices: "
          + "root on Linux. What the machine cannot do is named and left out, unless it was asked for.",
      "",
      "Ends with exit code 1 when something acknowledged is lost or there twice, when a call was "
          + "answered wrongly, or when the ledgers differ.",
      ""
    })
final class NemesisCommand implements Callable<Integer> {
  private static final String INSIDE = "dualchannel.nemesis.inside";

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "1 or 3; default ${DEFAULT-VALUE}.")
  private int nodes;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "60",
      description = "How long faults go on; default ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Chooses the faults, their victims and times; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "200",
      description = "Calls a second; default ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--snapshot-every",
      paramLabel = "N",
      defaultValue = "500",
      description =
          "Records after which the members take a snapshot, so that they come back from one; 0 for"
              + " never; default ${DEFAULT-VALUE}.")
  private int snapshotEvery;

  @Option(
      names = "--fault",
      split = ",",
      paramLabel = "FAULT",
      description = "Only these faults: ${COMPLETION-CANDIDATES}.")
  private List<Fault> faults = List.of();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep the data here, for a look at it; an empty directory.")
  private Path dataDir;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (nodes != 1 && nodes != 3) {
      throw new ParameterException(spec.commandLine(), "--nodes: 1 or 3");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (dataDir != null) {
      DataDirectories.refuseUsed(dataDir);
    }
    List<Fault> possible = possible(out);
    boolean network = possible.contains(Fault.PARTITION);
    boolean disks = possible.stream().anyMatch(Fault::needsDisk);
    if ((network || disks) && System.getProperty(INSIDE) == null) {
      return inside(network, disks);
    }
    Path dir =
        dataDir == null
            ? Files.createTempDirectory("dualchannel-nemesis")
            : Files.createDirectories(dataDir);
    int first = FreePorts.run(40);
    Nemesis.Settings settings =
        new Nemesis.Settings(
            dir,
            nodes,
            seconds,
            rate,
            snapshotEvery,
            seed,
            new LocalCluster.Ports(first, first + 5, first + 10),
            possible,
            network,
            NemesisCommand::importCity);
    boolean kept = new Nemesis(settings, out).run();
    if (kept && dataDir == null) {
      DataDirectories.remove(dir);
    } else {
      out.println("the data is in " + dir);
      out.flush();
    }
    return kept ? Main.OK : Main.FAILURE;
  }

  /** What the machine can do of what was asked for; the rest is named, once. */
  private List<Fault> possible(PrintWriter out) throws IOException, InterruptedException {
    boolean inside = System.getProperty(INSIDE) != null;
    List<Fault> all = new ArrayList<>();
    Path probe = Files.createTempDirectory("dualchannel-probe");
    for (Fault fault : faults.isEmpty() ? List.of(Fault.values()) : faults) {
      if (nodes == 1 && fault == Fault.PARTITION) {
        continue;
      }
      String why = inside && fault == Fault.PARTITION ? null : Nemesis.whyNot(fault, probe);
      if (why == null) {
        all.add(fault);
      } else if (faults.isEmpty()) {
        if (!inside) {
          out.println("skipped " + fault + ": " + why);
        }
      } else {
        throw new CommandFailure(fault + " cannot be had on this machine: " + why);
      }
    }
    DataDirectories.remove(probe);
    out.flush();
    return all;
  }

  /**
   * The same command once more, in a network of its own and with mounts of its own, both of which
   * end with it and with its members, however they end.
   */
  private Integer inside(boolean network, boolean disks) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("unshare"));
    if (network) {
      command.add("-n");
    }
    if (disks) {
      command.add("-m");
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add(ParentWatch.flag());
    command.addAll(List.of("-D" + INSIDE + "=true", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(spec.commandLine().getParent().getParseResult().originalArgs());
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static void importCity(ManagedChannel channel) {
    try {
      new CityImport(channel, "").send(SampleCity.load());
    } catch (ImportFailedException e) {
      throw new CommandFailure("the sample city was refused: " + e.getMessage(), e);
    }
  }
}
