package org.dualchannel.cli.top;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics of a node at one moment.
 *
 * @param nanos when, on a clock that only serves to reckon rates
 * @param samples all of them, in the order of the page
 */
public record Scrape(long nanos, List<Sample> samples) {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int OK = 200;
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{([^}]*)\\})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z0-9_]+)=\"([^\"]*)\"");

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** One figure of a page. */
  public record Sample(String name, Map<String, String> labels, double value) {
    String label(String key) {
      return labels.getOrDefault(key, "");
    }
  }

  /**
   * Asks a node.
   *
   * @param address its HTTP endpoint, {@code host:port}
   * @throws IOException when it does not answer, or not with metrics
   */
  public static Scrape ask(String address) throws IOException, InterruptedException {
    URI page;
    try {
      page = URI.create("http://" + address + "/metrics");
      if (page.getHost() == null || page.getPort() < 0) {
        throw new IOException("not host:port");
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("not host:port", e);
    }
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(page).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != OK) {
      throw new IOException("it answers " + answer.statusCode());
    }
    Scrape scrape = parse(System.nanoTime(), answer.body());
    if (scrape.all("dualchannel_ready").isEmpty()) {
      throw new IOException("what answers there is not a node of this gateway");
    }
    return scrape;
  }

  /** Reads the text form of Prometheus; what is not a sample is passed over. */
  static Scrape parse(long nanos, String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      Matcher sample = LINE.matcher(line);
      if (line.startsWith("#") || !sample.lookingAt()) {
        continue;
      }
      Map<String, String> labels = new HashMap<>();
      if (sample.group(2) != null) {
        Matcher label = LABEL.matcher(sample.group(2));
        while (label.find()) {
          labels.put(label.group(1), label.group(2));
        }
      }
      samples.add(new Sample(sample.group(1), Map.copyOf(labels), number(sample.group(3))));
    }
    return new Scrape(nanos, List.copyOf(samples));
  }

  private static double number(String text) {
    if (text.equals("+Inf")) {
      return Double.POSITIVE_INFINITY;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  List<Sample> all(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }

  /** The sum of all samples of a name; NaN when there is none. */
  double sum(String name) {
    return sum(name, sample -> true);
  }

  double sum(String name, Predicate<Sample> which) {
    List<Sample> found = all(name).stream().filter(which).toList();
    return found.isEmpty()
        ? Double.NaN
        : found.stream().mapToDouble(Sample::value).filter(value -> !Double.isNaN(value)).sum();
  }

  /** The only sample of a name with this label; NaN when there is none. */
  double one(String name, String key, String value) {
    return sum(name, sample -> sample.label(key).equals(value));
  }

  boolean is(String flag) {
    return sum(flag) == 1;
  }
}
