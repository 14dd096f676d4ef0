package org.dualchannel.cli;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.dualchannel.cli.load.CityFolder;
import org.dualchannel.cli.load.LoadException;
import org.dualchannel.cli.load.LoadProblem;
import org.dualchannel.cli.send.CityImport;
import org.dualchannel.cli.send.Counts;
import org.dualchannel.cli.send.ImportFailedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a folder of files and sends it to a running gateway. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    header = "Bring a city's registry, catalogue, policies and stock into a running gateway.",
    description = {
      "Reads institutions.csv, pharmacies.csv, physicians.csv, pharmacists.csv, designations.csv, "
          + "persons.csv, enrolments.csv, stock.csv, catalogue/*.yaml and policies/*.yaml of the "
          + "folder, whichever are there. When anything is wrong, every mistake is shown with its "
          + "file and line, and nothing is sent.",
      "Running it again continues where an earlier run stopped and changes nothing twice.",
      ""
    },
    footer = {"", "docs/import.md describes the files."})
final class ImportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder.")
  private Path folder;

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      required = true,
      description = "The gateway's gRPC address.")
  private String target;

  @Option(
      names = "--again",
      description =
          "Let the gateway decide everything anew. Needed when it refused something for a cause "
              + "outside the files: it would give the first answer again.")
  private boolean again;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    CityFolder.Contents contents;
    try {
      contents = CityFolder.load(folder);
    } catch (NotDirectoryException e) {
      throw new CommandFailure(folder + " is not a directory", e);
    } catch (LoadException e) {
      report(e.problems().stream().map(LoadProblem::toString).toList(), "Nothing was sent.");
      return Main.FAILURE;
    }
    ManagedChannel channel =
        Grpc.newChannelBuilder(target, InsecureChannelCredentials.create()).build();
    try {
      String series = again ? UUID.randomUUID().toString() : "";
      print(new CityImport(channel, series).send(contents));
      return Main.OK;
    } catch (ImportFailedException e) {
      report(e.problems(), "What came before it is in the gateway; run the import again.");
      return Main.FAILURE;
    } finally {
      channel.shutdownNow();
    }
  }

  private void print(Counts counts) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("registry    %,8d new, %,d replaced%n", counts.created(), counts.replaced());
    out.printf("catalogues  %,8d with %,d drugs%n", counts.catalogues(), counts.drugs());
    out.printf("policies    %,8d%n", counts.policies());
    out.printf("enrolments  %,8d%n", counts.enrolments());
    out.printf("stock       %,8d reports%n", counts.stock());
    out.flush();
  }

  private void report(List<String> problems, String consequence) {
    PrintWriter err = spec.commandLine().getErr();
    problems.forEach(err::println);
    err.println(consequence);
    err.flush();
  }
}
