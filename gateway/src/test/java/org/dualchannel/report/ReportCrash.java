package org.dualchannel.report;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dualchannel.decide.ReportScript;
import org.dualchannel.decide.ReportScript.Told;
import org.dualchannel.ops.GatewayConfig;

/** A process that dies while its report store is being written. */
final class ReportCrash {
  static final int KILLED = 77;

  private ReportCrash() {}

  /** Runs one that dies once the store has come to a record, with more under way. */
  static int run(GatewayConfig.Report config, Path dataDir, long index) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            ReportCrash.class.getName(),
            config.kind().name(),
            config.url(),
            config.user(),
            dataDir.toString(),
            String.valueOf(index)));
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  public static void main(String[] arguments) throws Exception {
    GatewayConfig.Report config =
        new GatewayConfig.Report(
            GatewayConfig.ReportKind.valueOf(arguments[0]),
            arguments[1],
            arguments[2],
            "",
            1_000,
            1);
    long index = Long.parseLong(arguments[4]);
    List<Told> told = ReportScript.play();
    Database database = Database.of(config, Path.of(arguments[3]));
    // With a checkpoint after every commit, it dies within one as well.
    Projector projector = new Projector(database, 1_000, 1, new Checkpoints(database, 0, 0));
    Thread killer =
        new Thread(
            () -> {
              ReportTests.await(() -> projector.position() >= index);
              Runtime.getRuntime().halt(KILLED);
            });
    killer.start();
    // The last record is held back, so that the store is never whole.
    told.subList(0, told.size() - 1).forEach(each -> each.to(projector, false));
    killer.join();
  }
}
