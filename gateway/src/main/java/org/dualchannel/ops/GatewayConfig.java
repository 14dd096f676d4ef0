package org.dualchannel.ops;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The whole configuration of a node.
 *
 * <p>Read in this order, later ones winning: the defaults here, the YAML file, the environment
 * ({@code grpc.maxConnectionAgeMs} is {@code DUALCHANNEL_GRPC_MAX_CONNECTION_AGE_MS}), the command
 * line. Everything wrong is reported together, and a key that does not exist is an error. Numbers
 * carry their unit in their name.
 */
public record GatewayConfig(
    @Setting("Who this node is.") Node node,
    @Setting("The gRPC server that hospitals and pharmacies call.") Grpc grpc,
    @Setting("Metrics and health over HTTP: /metrics, /healthz, /readyz. No patient data.")
        Http http,
    @Setting("The ordered, durable log of all commands.") Log log,
    @Setting("The two rings between the edge, the log and the decider.") Pipeline pipeline,
    @Setting("The tables that hold the decided state. They are rebuilt from the log.")
        Tables tables,
    @Setting("Push streams to pharmacies.") Watch watch,
    @Setting("The report store: what was decided, in SQL. It is rebuilt from the log.")
        Report report,
    @Setting("Snapshots of the state, so that a start need not replay the whole log.")
        Snapshot snapshot) {

  /** Who this node is; its data directory comes from the command line. */
  public record Node(
      @Setting(value = "Number of this member: its place in log.members, counted from 0.", max = 6)
          int id) {}

  /** The gRPC server. */
  public record Grpc(
      @Setting(
              value =
                  "Address to listen on. Any address but a loopback one needs tls. 0.0.0.0 = all.",
              pattern = HOST,
              expected = "a host name or an IP address")
          String host,
      @Setting(value = "Port to listen on; 0 takes a free one.", max = 65_535) int port,
      @Setting("Files in PEM form; empty = no TLS.") Tls tls,
      @Setting(
              "DEVELOPMENT ONLY: callers name themselves in a header, nothing proves who they are."
                  + " Loopback only.")
          boolean developmentMode,
      @Setting("Whether tools such as grpcurl may list the services.") boolean reflection,
      @Setting(value = "Largest request.", min = 65_536, max = 67_108_864)
          int maxInboundMessageBytes,
      @Setting(value = "Calls that one connection may have open.", min = 1, max = 1_000_000)
          int maxConcurrentCallsPerConnection,
      @Setting(
              value =
                  "Calls that one connection may break off per window; more closes it (rapid reset"
                      + " attack).",
              min = 1,
              max = 1_000_000)
          int maxRstFramesPerWindow,
      @Setting(value = "Length of that window.", min = 1, max = 3_600) int rstWindowSeconds,
      @Setting(
              value = "A connection is asked to reconnect after this time, so that load spreads.",
              min = 1_000)
          long maxConnectionAgeMs,
      @Setting(
              value = "How long calls of a connection that was asked to reconnect may go on.",
              min = 1)
          long maxConnectionAgeGraceMs,
      @Setting(value = "A connection without calls is closed after this time.", min = 1_000)
          long maxConnectionIdleMs,
      @Setting(
              value =
                  "A connection on which nothing comes for this time is asked for a sign of life.",
              min = 10)
          long keepAliveMs,
      @Setting(
              value =
                  "It is closed when none comes within this time, or when it takes nothing of what"
                      + " is sent to it for as long.",
              min = 10)
          long keepAliveTimeoutMs,
      @Setting(
              value =
                  "Connections; those beyond are closed at once. Never more than the limit of open"
                      + " files less 1,000, or half of it.",
              min = 1,
              max = 1_000_000)
          int maxConnections,
      @Setting(value = "Keep-alive pings more often than this close the connection.", min = 1)
          long permitKeepAliveMs,
      @Setting(
              value =
                  "Threads that serve registers, catalogue, supply and reports; prescriptions and"
                      + " dispensing are served on the network threads, with 0 everything is.",
              max = 256)
          int handlerThreads) {}

  /** The certificates; each an absolute path or relative to the working directory. */
  public record Tls(
      @Setting("Certificate chain of this server.") String certificateFile,
      @Setting("Private key of this server.") String privateKeyFile,
      @Setting("Authorities whose client certificates are accepted; empty = none are asked for.")
          String clientCaFile) {

    /** Whether the server speaks TLS. */
    public boolean enabled() {
      return !certificateFile.isEmpty();
    }
  }

  /** The HTTP endpoint. */
  public record Http(
      @Setting(
              value = "Address to listen on. Plain HTTP: keep it inside the operator's network.",
              pattern = HOST,
              expected = "a host name or an IP address")
          String host,
      @Setting(value = "Port to listen on; 0 takes a free one.", max = 65_535) int port) {}

  /** Where the log lives. */
  public enum LogKind {
    /** Aeron Cluster, on disk. */
    AERON,
    /** In memory: everything is lost at the end of the process. */
    MEMORY
  }

  /** The replicated log; it lives in {@code log} inside the data directory. */
  public record Log(
      @Setting("aeron = on disk; memory = for experiments, all is lost at the end.") LogKind kind,
      @Setting(
              value =
                  "0 = leave it to the operating system (a power cut loses acknowledged"
                      + " prescriptions), 1 = force the data to disk, 2 = and the file's metadata.",
              max = 2)
          int fileSyncLevel,
      @Setting(
              value =
                  "The members of the cluster, one or three, the same list in the same order on"
                      + " each; host:port, the port being the first of five successive ones.",
              pattern = "([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\]):[0-9]{1,5}",
              expected = "host:port")
          List<String> members,
      @Setting(
              value =
                  "Free space on the disk of the data directory, in MiB, under which commands are"
                      + " refused until there is more again; 0 = never.",
              max = 10_000_000)
          long minFreeMb,
      @Setting(
              value =
                  "When the machine's clock leaps by more than this, the log's time does not follow,"
                      + " and commands are refused until it is set right or the node is restarted.",
              min = 1_000,
              max = 86_400_000)
          long maxClockJumpMs) {

    public Log {
      members = List.copyOf(members);
    }
  }

  /** The two rings. */
  public record Pipeline(
      @Setting(
              value = "Slots between the edge and the log; a full ring answers RESOURCE_EXHAUSTED.",
              min = 64,
              max = 1_048_576,
              powerOfTwo = true)
          int intakeRingSize,
      @Setting(
              value = "Slots between the log and the decider.",
              min = 64,
              max = 1_048_576,
              powerOfTwo = true)
          int decisionRingSize,
      @Setting(value = "Calls that may wait for their decision.", min = 1, max = 10_000_000)
          int maxPendingCalls,
      @Setting(
              value = "Time after which a call without a deadline of its own is given up.",
              min = 1,
              max = 3_600_000)
          long defaultDeadlineMs,
      @Setting(value = "Commands that go to the log as one message.", min = 1, max = 65_536)
          int maxBatchRecords,
      @Setting(
              value = "How often the log carries a tick, so that holds and prescriptions expire.",
              min = 10,
              max = 60_000)
          long tickMs,
      @Setting(
              value = "Records after which the log carries a seal of the ledger hash.",
              min = 1,
              max = 10_000_000)
          int sealEveryRecords,
      @Setting(
              value = "How long a node that shuts down waits for calls under way.",
              min = 0,
              max = 600_000)
          long drainMs,
      @Setting(
              value =
                  "When calls of several callers wait for longer than this, no caller may have more"
                      + " than a small share of the room; 0 = no shares, one may take it all.",
              max = 60_000)
          int crowdedMs,
      @Setting(
              "own = a thread for each stage of the decision ring and for each part of the log; shared"
                  + " = one up to the decision, one after it, and one for the log; auto = shared on"
                  + " up to four processors.")
          StageThreads stageThreads) {}

  /** How the stages of the decision ring and the parts of the log get their threads. */
  public enum StageThreads {
    /** As the machine is. */
    AUTO,
    /** One each. */
    OWN,
    /** Two for the stages, and one for the log. */
    SHARED;

    private static final int FEW_PROCESSORS = 4;

    /** Whether the stages share threads on this machine. */
    public boolean shared() {
      boolean few = Runtime.getRuntime().availableProcessors() <= FEW_PROCESSORS;
      return this == SHARED || this == AUTO && few;
    }
  }

  /** Where the tables live. */
  public enum TableKind {
    /** Off the Java heap. */
    CHRONICLE,
    /** On the Java heap. */
    HEAP
  }

  /** The tables. */
  public record Tables(
      @Setting("chronicle = off the Java heap; heap = on it, for small tests.") TableKind kind,
      @Setting(
              value =
                  "Entries for which this node has room, by table; the others keep their default. What"
                      + " the log allows, the same on every member, cannot be more.",
              min = 1,
              max = 4_000_000_000L,
              pattern = "[a-z][A-Za-z0-9_-]{0,63}",
              expected = "a table name")
          SortedMap<String, Long> capacity) {

    public Tables {
      capacity = Collections.unmodifiableSortedMap(new TreeMap<>(capacity));
    }
  }

  /** The push streams. */
  public record Watch(
      @Setting(value = "Streams that may be open.", min = 1, max = 1_000_000) int maxStreams,
      @Setting(
              value =
                  "Events that wait for one slow subscriber before it is dropped with a resume"
                      + " token.",
              min = 1,
              max = 1_000_000)
          int bufferEvents,
      @Setting(
              value = "Recent events kept so that a dropped subscriber can resume.",
              min = 1,
              max = 10_000_000)
          int replayEvents,
      @Setting(value = "A quiet stream carries a heartbeat this often.", min = 100)
          long heartbeatMs) {}

  /** Where reports come from. */
  public enum ReportKind {
    /** A DuckDB file in the data directory. */
    DUCKDB,
    /** A PostgreSQL database. */
    POSTGRESQL,
    /** There are no reports. */
    OFF
  }

  /** The report store. */
  public record Report(
      @Setting(
              "duckdb = a file in the data directory; postgresql = a database elsewhere; off = no"
                  + " reports.")
          ReportKind kind,
      @Setting("For postgresql: jdbc:postgresql://host:port/database?options. Else empty.")
          String url,
      @Setting("For postgresql: the user, who may create tables there.") String user,
      @Setting("For postgresql: file that holds the password; empty = none is asked for.")
          String passwordFile,
      @Setting(
              value =
                  "Decisions that may wait for the store. When more do, it stands still until the"
                      + " next start.",
              min = 1_000,
              max = 10_000_000)
          int queueRecords,
      @Setting(value = "Reports that may run at a time.", min = 1, max = 64)
          int maxConcurrentReports) {}

  /** When snapshots are taken, and what they allow to give up. */
  public record Snapshot(
      @Setting(value = "Records after which the next one is taken; 0 for never.") long everyRecords,
      @Setting(value = "Growth of the log after which the next one is taken; 0 for never.")
          int everyLogMb,
      @Setting(
              value =
                  "Time after which the next one is taken when there are new records; 0 for never.",
              max = 87_600)
          int everyHours,
      @Setting(value = "How many are kept.", min = 2, max = 1_000) int keep,
      @Setting(
              "Whether the log before the oldest kept snapshot is given up, as far as the reports have"
                  + " it. It cannot be audited any more then.")
          boolean purgeLog) {}

  static final String HOST = "[A-Za-z0-9._-]{1,253}|\\[?[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9]+)?\\]?";

  private static final GatewayConfig DEFAULTS =
      new GatewayConfig(
          new Node(0),
          new Grpc(
              "127.0.0.1",
              9090,
              new Tls("", "", ""),
              false,
              true,
              4 * 1024 * 1024,
              1_000,
              200,
              30,
              3_600_000,
              300_000,
              900_000,
              60_000,
              20_000,
              20_000,
              10_000,
              2),
          new Http("127.0.0.1", 9091),
          new Log(LogKind.AERON, 1, List.of("127.0.0.1:20100"), 512, 60_000),
          new Pipeline(
              8_192, 8_192, 16_384, 10_000, 256, 1_000, 10_000, 10_000, 250, StageThreads.AUTO),
          new Tables(TableKind.CHRONICLE, new TreeMap<>()),
          new Watch(10_000, 1_024, 65_536, 15_000),
          new Report(ReportKind.DUCKDB, "", "", "", 65_536, 4),
          new Snapshot(1_000_000, 1_024, 24, 2, false));

  /** The configuration of a node to which nothing was said. */
  public static GatewayConfig defaults() {
    return DEFAULTS;
  }

  /**
   * Reads and checks a configuration.
   *
   * @param file the YAML file; null when there is none
   * @param environment the process environment; only names that start with {@code DUALCHANNEL_}
   *     matter
   * @param overrides settings of the command line by path, such as {@code grpc.port = 0}
   * @throws ConfigException naming every problem
   */
  public static GatewayConfig load(
      Path file, Map<String, String> environment, Map<String, String> overrides)
      throws ConfigException {
    return ConfigReader.read(file, environment, overrides);
  }

  /** The same configuration as commented YAML; {@link #load} reads it back to an equal value. */
  public String print() {
    return ConfigPrinter.print(this);
  }
}
