package org.dualchannel.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code snapshot}: asks a running node for a snapshot. */
@Command(
    name = "snapshot",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Ask a running node for a snapshot of its state.",
    description = {
      "To be run on the machine of the node; of a cluster, on that of the leader. All members take "
          + "the snapshot at the same place of the log, and go on deciding meanwhile.",
      ""
    })
final class SnapshotCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ACCEPTED = 202;

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9091",
      description = "HTTP endpoint of the node; default ${DEFAULT-VALUE}.")
  private String http;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + http + "/admin/snapshot"))
              .timeout(PATIENCE)
              .header("x-dualchannel-admin", "snapshot")
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(PATIENCE)
              .build()
              .send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != ACCEPTED) {
        throw new CommandFailure("the node at " + http + " refused: " + answer.body().strip());
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure("the node at " + http + " does not answer: " + e.getMessage(), e);
    }
    spec.commandLine().getOut().println("asked for");
    spec.commandLine().getOut().flush();
    return Main.OK;
  }
}
