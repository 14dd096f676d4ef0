package org.dualchannel.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks something of a node on this machine, over its HTTP endpoint. */
final class AdminCall {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ACCEPTED = 202;

  private AdminCall() {}

  /**
   * Asks.
   *
   * @param http host and port of the endpoint
   * @param what path and query after {@code /admin/}
   * @return null when the node took it; else what it said
   * @throws CommandFailure when it does not answer
   */
  static String refusal(String http, String what) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + http + "/admin/" + what))
              .timeout(PATIENCE)
              .header("x-dualchannel-admin", "command")
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(PATIENCE)
              .build()
              .send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == ACCEPTED ? null : answer.body().strip();
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure("the node at " + http + " does not answer: " + e.getMessage(), e);
    }
  }
}
