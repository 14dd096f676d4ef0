package org.dualchannel.cli.nemesis;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What a member says of itself at {@code /status}.
 *
 * @param members endpoints of all members, in the order of the configuration
 * @param ready whether it takes calls
 * @param role LEADER, FOLLOWER or CANDIDATE
 * @param leader number of the leader of the last term it knows of; -1 for none
 * @param term that term
 * @param commit position up to which the log is committed, in bytes
 * @param applied position up to which it has applied the log, in bytes
 * @param records records decided
 * @param index the record that {@code hash} belongs to
 * @param hash the ledger hash there; null when it is not known any more, or not yet
 * @param readOnly why commands are refused; null when they are taken
 * @param failure why it has stopped for good; null while it works
 * @param snapshot the record that its newest snapshot goes up to; 0 when it has none
 * @param snapshotPosition where in the log that one was taken
 * @param snapshotAgeMs how long ago it was written; -1 when there is none
 * @param startedFrom the record that its start went on from; 0 when it replayed the whole log
 * @param logic version of the rules by which it decides
 * @param logicKnown the newest version that its release knows
 */
public record MemberStatus(
    int node,
    List<String> members,
    boolean ready,
    String role,
    int leader,
    long term,
    long commit,
    long applied,
    long records,
    long index,
    String hash,
    String readOnly,
    String failure,
    long snapshot,
    long snapshotPosition,
    long snapshotAgeMs,
    long startedFrom,
    int logic,
    int logicKnown) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /**
   * Asks a member.
   *
   * @param address its HTTP address, {@code host:port}
   * @param index record whose ledger hash is wanted; 0 for the last
   * @throws IOException when it does not answer, or not so
   */
  public static MemberStatus ask(String address, long index)
      throws IOException, InterruptedException {
    URI uri;
    try {
      uri = URI.create("http://" + address + "/status" + (index > 0 ? "?index=" + index : ""));
    } catch (IllegalArgumentException e) {
      throw new IOException("not host:port: " + address, e);
    }
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
    HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("it answers " + response.statusCode());
    }
    return parse(response.body());
  }

  /** Reads the JSON, every text of which is YAML too. */
  static MemberStatus parse(String json) throws IOException {
    try {
      Map<?, ?> map = new Yaml(new SafeConstructor(new LoaderOptions())).load(json);
      return new MemberStatus(
          (int) number(map, "node"),
          ((List<?>) map.get("members")).stream().map(String::valueOf).toList(),
          Boolean.TRUE.equals(map.get("ready")),
          text(map, "role"),
          (int) number(map, "leader"),
          number(map, "term"),
          number(map, "commit"),
          number(map, "applied"),
          number(map, "records"),
          number(map, "index"),
          text(map, "hash"),
          text(map, "readOnly"),
          text(map, "failure"),
          number(map, "snapshot", 0),
          number(map, "snapshotPosition", 0),
          number(map, "snapshotAgeMs", -1),
          number(map, "startedFrom", 0),
          (int) number(map, "logic", 1),
          (int) number(map, "logicKnown", 1));
    } catch (YAMLException | ClassCastException | NullPointerException e) {
      throw new IOException("not the status of a member: " + json, e);
    }
  }

  private static long number(Map<?, ?> map, String key) {
    return ((Number) map.get(key)).longValue();
  }

  /** A number that a member of an earlier release does not name. */
  private static long number(Map<?, ?> map, String key, long otherwise) {
    return map.containsKey(key) ? number(map, key) : otherwise;
  }

  private static String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? null : value.toString();
  }

  /** Whether it leads. */
  public boolean leads() {
    return "LEADER".equals(role);
  }
}
