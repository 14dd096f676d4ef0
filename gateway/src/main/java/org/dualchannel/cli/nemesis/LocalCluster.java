package org.dualchannel.cli.nemesis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * One member or three on this machine, each a process with a directory {@code node-N} of its own.
 * They listen on loopback only, in development mode: for trying the gateway out.
 */
public final class LocalCluster implements AutoCloseable {
  private static final int LOG_PORTS = 10;
  private static final long START_SECONDS = 180;
  private static final long STOP_MS = 60_000;

  private final Path dir;
  private final List<Member> members = new ArrayList<>();
  private final List<String> settings;
  private volatile boolean closing;

  /** A member; its process comes and goes. */
  private static final class Member {
    final Path data;
    final String logHost;
    final int logPort;
    final int grpcPort;
    final int httpPort;
    volatile MemberProcess process;

    Member(Path data, String logHost, int logPort, int grpcPort, int httpPort) {
      this.data = data;
      this.logHost = logHost;
      this.logPort = logPort;
      this.grpcPort = grpcPort;
      this.httpPort = httpPort;
    }
  }

  /**
   * Ports that the members take.
   *
   * @param grpc of the first member; the next have the following ones
   * @param http the same for HTTP
   * @param log first of ten of the first member; the next have the following tens
   */
  public record Ports(int grpc, int http, int log) {}

  /**
   * @param nodes 1 or 3
   * @param hosts the address by which each member is reached by the others
   * @param settings for all, each a KEY=VALUE
   */
  public LocalCluster(Path dir, int nodes, List<String> hosts, Ports ports, List<String> settings) {
    this.dir = dir;
    this.settings = List.copyOf(settings);
    for (int id = 0; id < nodes; id++) {
      members.add(
          new Member(
              dir.resolve("node-" + id),
              hosts.get(id),
              ports.log() + LOG_PORTS * id,
              ports.grpc() + id,
              ports.http() + id));
    }
  }

  /** Starts all members that do not run. */
  public void start() throws IOException {
    for (int id = 0; id < members.size(); id++) {
      if (!runs(id)) {
        start(id);
      }
    }
  }

  /** Starts one. */
  public void start(int id) throws IOException {
    Member member = members.get(id);
    Files.createDirectories(member.data);
    List<String> all = new ArrayList<>();
    all.add("node.id=" + id);
    all.add("grpc.port=" + member.grpcPort);
    all.add("grpc.developmentMode=true");
    all.add("http.port=" + member.httpPort);
    all.add("log.members=" + logMembers());
    all.addAll(settings);
    member.process = MemberProcess.start(member.data, all, output(id));
  }

  private String logMembers() {
    return String.join(
        ",", members.stream().map(each -> each.logHost + ':' + each.logPort).toList());
  }

  /** Calls back when a member ends that was not told to, with its number and exit code. */
  public void onEnd(BiConsumer<Integer, Integer> ended) {
    for (int id = 0; id < members.size(); id++) {
      int member = id;
      members
          .get(id)
          .process
          .ended()
          .thenAccept(
              process -> {
                if (!closing) {
                  ended.accept(member, process.exitValue());
                }
              });
    }
  }

  /** Waits until all members that run take calls. */
  public void awaitReady() throws IOException, InterruptedException {
    for (Member member : members) {
      awaitReady(member);
    }
  }

  /** Waits until one takes calls. */
  void awaitReady(int id) throws IOException, InterruptedException {
    awaitReady(members.get(id));
  }

  private static void awaitReady(Member member) throws IOException, InterruptedException {
    try {
      member.process.ready().get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(
          member.data.getFileName() + " did not start: " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException(
          member.data.getFileName() + " was not ready within " + START_SECONDS + " s", e);
    }
  }

  public int size() {
    return members.size();
  }

  /** Addresses of gRPC, in the order of the members. */
  public List<String> grpc() {
    return members.stream().map(each -> "127.0.0.1:" + each.grpcPort).toList();
  }

  /** Addresses of HTTP, in the order of the members. */
  public List<String> http() {
    return members.stream().map(each -> "127.0.0.1:" + each.httpPort).toList();
  }

  /** The address by which the others reach a member. */
  String host(int id) {
    return members.get(id).logHost;
  }

  Path data(int id) {
    return members.get(id).data;
  }

  /** What a member has printed. */
  Path output(int id) {
    return dir.resolve("node-" + id + ".log");
  }

  boolean runs(int id) {
    MemberProcess process = members.get(id).process;
    return process != null && process.runs();
  }

  MemberProcess process(int id) {
    return members.get(id).process;
  }

  /** What a member says of itself; null when it does not answer. */
  MemberStatus status(int id, long index) throws InterruptedException {
    try {
      return MemberStatus.ask(http().get(id), index);
    } catch (IOException e) {
      return null;
    }
  }

  /** The member that leads by its own word and in the highest term; -1 when there is none. */
  int leader() throws InterruptedException {
    int leader = -1;
    long term = -1;
    for (int id = 0; id < size(); id++) {
      MemberStatus status = status(id, 0);
      if (status != null && status.leads() && status.term() > term) {
        leader = id;
        term = status.term();
      }
    }
    return leader;
  }

  /** Stops all members in order, the followers first. */
  @Override
  public void close() throws InterruptedException {
    closing = true;
    for (Member member : members) {
      if (member.process != null) {
        member.process.term();
      }
    }
    for (Member member : members) {
      if (member.process != null) {
        member.process.awaitEnd(STOP_MS);
      }
    }
  }
}
