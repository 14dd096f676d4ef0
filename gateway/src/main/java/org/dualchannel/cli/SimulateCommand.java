package org.dualchannel.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dualchannel.cli.demo.SampleCity;
import org.dualchannel.cli.load.CityFolder;
import org.dualchannel.ops.GatewayConfig.TableKind;
import org.dualchannel.report.ReportsUnavailableException;
import org.dualchannel.simulate.Simulation;
import org.dualchannel.simulate.SimulationFailedException;
import org.dualchannel.simulate.SimulationResult;
import org.dualchannel.simulate.SimulationSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate}: plays a generated city for a year and checks everything. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Play a generated city for a year and check it all.",
    description = {
      "Generates a city from a seed (hospitals, pharmacies, persons, chronic patients; no real "
          + "data), plays its days at full speed through the pipeline of a node, and prints the "
          + "yearly reports. Then the log is replayed: every invariant is checked and a second, "
          + "independent implementation settles every settlement again.",
      "",
      "The log is kept in memory, because its clock is the simulated one; nothing is durable "
          + "here. The same seed ends with the same state hash.",
      "",
      "Ends with exit code 1 when an invariant is broken or a settlement differs.",
      ""
    })
final class SimulateCommand implements Callable<Integer> {

  @Option(
      names = "--persons",
      defaultValue = "20000",
      paramLabel = "N",
      description = "Insured persons; a third are chronic patients. Default: 20000.")
  private int persons;

  @Option(
      names = "--days",
      defaultValue = "365",
      paramLabel = "N",
      description = "Days to play. Default: 365.")
  private int days;

  @Option(
      names = "--seed",
      defaultValue = "7",
      paramLabel = "N",
      description = "What everything follows from. Default: 7.")
  private long seed;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Keep the report store here; a directory that is empty or does not exist yet. Without "
              + "it a temporary one is used and removed.")
  private Path dataDir;

  @Option(
      names = "--tables",
      defaultValue = "heap",
      paramLabel = "KIND",
      description = "heap, or chronicle for tables outside the heap. Default: heap.")
  private TableKind tables;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (dataDir != null) {
      DataDirectories.refuseUsed(dataDir);
      return exitCode(dataDir);
    }
    Path temporary = Files.createTempDirectory("dualchannel-simulate");
    try {
      return exitCode(temporary);
    } finally {
      DataDirectories.remove(temporary);
    }
  }

  private int exitCode(Path directory) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    SimulationSettings settings = settings(directory);
    out.printf(
        "A generated city of %,d persons over %,d days from %s, seed %d%n",
        persons, days, settings.policy().effectiveFrom(), seed);
    out.flush();
    try {
      SimulationResult result = new Simulation(settings).run();
      new SimulationPrinter(out, settings.catalogue()).print(result);
      return result.held() ? Main.OK : Main.FAILURE;
    } catch (SimulationFailedException | ReportsUnavailableException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }

  private SimulationSettings settings(Path directory) {
    CityFolder.Contents sample = SampleCity.load();
    try {
      return new SimulationSettings(
          persons,
          days,
          seed,
          tables == TableKind.CHRONICLE,
          directory,
          sample.catalogues().get(0),
          sample.policies().get(0));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage(), e);
    }
  }
}
