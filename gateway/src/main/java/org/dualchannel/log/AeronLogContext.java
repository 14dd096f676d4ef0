package org.dualchannel.log;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Configuration of an {@link AeronLog}: set what differs from the defaults, then open the log with
 * it, which calls {@link #conclude}. Not to be changed or used again afterwards.
 *
 * <p>A cluster of one becomes a cluster of three by listing three members and restarting: the
 * members are configuration, not data. Term length and MTU of the log are constants because every
 * member and every later run has to agree on them.
 */
public final class AeronLogContext {

  /** First of the ports of a single member when nothing else is configured. */
  public static final int DEFAULT_BASE_PORT = 20_100;

  /** Bytes of a term of the log; a message can have an eighth of it. */
  static final int TERM_LENGTH = 8 * 1024 * 1024;

  /** Bytes of a frame of the log, header included; fits an Ethernet frame. */
  static final int MTU = 1_408;

  /**
   * Free space under which shared memory is left alone and the disk used for the driver's files.
   */
  private static final long DRIVER_SPACE = 256L * 1024 * 1024;

  private Path dataDir;
  private Path driverDir;
  private int memberId;
  private List<LogMember> members = List.of(new LogMember("127.0.0.1", DEFAULT_BASE_PORT));
  private int fileSyncLevel = 1;
  private int segmentLength = 4 * TERM_LENGTH;
  private Duration heartbeatTimeout = Duration.ofMillis(1_500);
  private Duration heartbeatInterval = Duration.ofMillis(200);
  private Duration electionTimeout = Duration.ofSeconds(1);
  private Duration canvassTimeout = Duration.ofSeconds(6);
  private Duration sessionTimeout = Duration.ofSeconds(10);
  private Duration livenessTimeout = Duration.ofSeconds(30);
  private LongSupplier clock = System::currentTimeMillis;
  private Duration idleMaxPark = Duration.ofNanos(100_000);
  private boolean oneThread;

  /** Directory of the node; the log lives in {@code lock} and {@code log/} of it. Required. */
  public AeronLogContext dataDir(Path dir) {
    this.dataDir = dir;
    return this;
  }

  /**
   * Directory of the media driver's buffers and of nothing else, emptied at start; default: one of
   * its own in shared memory where that has room, else {@code log/driver} of the data directory.
   */
  public AeronLogContext driverDir(Path dir) {
    this.driverDir = dir;
    return this;
  }

  /** Index of this node in {@link #members}; default 0. */
  public AeronLogContext memberId(int id) {
    this.memberId = id;
    return this;
  }

  /** One member or three, in the same order everywhere; default one on loopback. */
  public AeronLogContext members(List<LogMember> list) {
    this.members = List.copyOf(list);
    return this;
  }

  /**
   * 1 (default): data is forced to disk before it counts as committed; 2: file metadata too; 0:
   * nothing is forced and a power cut loses acknowledged records, for measurements only.
   */
  public AeronLogContext fileSyncLevel(int level) {
    this.fileSyncLevel = level;
    return this;
  }

  /** Bytes of a file of a new log: a power of two of at least one term of 8 MiB; default 32 MiB. */
  public AeronLogContext segmentLength(int bytes) {
    this.segmentLength = bytes;
    return this;
  }

  /** Silence after which a leader is given up; default 1.5 s. */
  public AeronLogContext heartbeatTimeout(Duration timeout) {
    this.heartbeatTimeout = timeout;
    return this;
  }

  /** Pace of the leader's heartbeats; default 200 ms. */
  public AeronLogContext heartbeatInterval(Duration interval) {
    this.heartbeatInterval = interval;
    return this;
  }

  /** Length of a round of an election; default 1 s. */
  public AeronLogContext electionTimeout(Duration timeout) {
    this.electionTimeout = timeout;
    return this;
  }

  /** How long a starting member waits for all others before a majority may elect; default 6 s. */
  public AeronLogContext canvassTimeout(Duration timeout) {
    this.canvassTimeout = timeout;
    return this;
  }

  /** Silence after which the leader drops the session of an appender; default 10 s. */
  public AeronLogContext sessionTimeout(Duration timeout) {
    this.sessionTimeout = timeout;
    return this;
  }

  /** Longest stall of a thread of the log, say in a slow fsync, that is survived; default 30 s. */
  public AeronLogContext livenessTimeout(Duration timeout) {
    this.livenessTimeout = timeout;
    return this;
  }

  /**
   * Longest nap of an idle thread of the log, unless it has one thread; default 100 µs. A lone
   * record passes four threads and meets each of them asleep, so this is most of its time: with
   * naps of 1 ms it takes milliseconds. Shorter naps gain little and cost processor time while
   * nothing happens.
   */
  public AeronLogContext idleMaxPark(Duration park) {
    this.idleMaxPark = park;
    return this;
  }

  /**
   * Whether the parts of the log share one thread, which suits machines with few processors;
   * default no.
   */
  public AeronLogContext oneThread(boolean one) {
    this.oneThread = one;
    return this;
  }

  /**
   * The time that records get when this member leads, in milliseconds of the epoch, by which the
   * log's own timers go too; default the machine's. One that leaps would have the members take each
   * other for dead, so it is better a {@link SteadyClock}.
   */
  public AeronLogContext clock(LongSupplier timeMs) {
    this.clock = timeMs;
    return this;
  }

  /**
   * Checks the settings and fills in what was left open.
   *
   * @throws IllegalArgumentException naming the setting that is wrong
   */
  AeronLogContext conclude() {
    require(dataDir != null, "dataDir is not set");
    require(members.size() == 1 || members.size() == 3, "members: 1 or 3, not " + members.size());
    require(members.stream().distinct().count() == members.size(), "members: one is there twice");
    require(
        memberId >= 0 && memberId < members.size(),
        "memberId " + memberId + " is none of the " + members.size() + " members");
    require(fileSyncLevel >= 0 && fileSyncLevel <= 2, "fileSyncLevel: 0 to 2");
    require(
        segmentLength >= TERM_LENGTH && Integer.bitCount(segmentLength) == 1,
        "segmentLength: a power of two of at least " + TERM_LENGTH);
    require(
        heartbeatInterval.compareTo(Duration.ofMillis(1)) >= 0
            && heartbeatTimeout.compareTo(heartbeatInterval.multipliedBy(2)) >= 0,
        "heartbeatTimeout: at least two heartbeatIntervals, which are at least 1 ms");
    require(
        electionTimeout.compareTo(heartbeatInterval) >= 0,
        "electionTimeout: at least one heartbeatInterval");
    require(
        canvassTimeout.compareTo(heartbeatTimeout.multipliedBy(2)) >= 0,
        "canvassTimeout: at least two heartbeatTimeouts");
    require(
        sessionTimeout.compareTo(Duration.ofSeconds(2)) >= 0, "sessionTimeout: at least 2 seconds");
    require(
        livenessTimeout.compareTo(Duration.ofSeconds(10)) >= 0,
        "livenessTimeout: at least 10 seconds");
    require(
        idleMaxPark.compareTo(Duration.ofNanos(1_000)) >= 0
            && idleMaxPark.compareTo(Duration.ofMillis(100)) <= 0,
        "idleMaxPark: 1 µs to 100 ms");
    dataDir = dataDir.toAbsolutePath().normalize();
    if (driverDir == null) {
      driverDir = defaultDriverDir();
    } else {
      require(isForDrivers(driverDir), "driverDir: " + driverDir + " holds other things");
    }
    return this;
  }

  /** The directory is emptied at start, so one that anything else lives in is not taken. */
  private static boolean isForDrivers(Path dir) {
    String[] files = dir.toFile().list();
    return files == null || files.length == 0 || Files.exists(dir.resolve("cnc.dat"));
  }

  /**
   * In shared memory the name is derived from the data directory, so that the next start finds and
   * replaces what a killed process left behind.
   */
  private Path defaultDriverDir() {
    File shared = new File("/dev/shm");
    if (shared.isDirectory() && shared.canWrite() && shared.getUsableSpace() >= DRIVER_SPACE) {
      UUID name = UUID.nameUUIDFromBytes(realDataDir().getBytes(StandardCharsets.UTF_8));
      return shared.toPath().resolve("dualchannel-" + name);
    }
    return layout().driver();
  }

  private String realDataDir() {
    try {
      return Files.createDirectories(dataDir).toRealPath().toString();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use data directory " + dataDir, e);
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  LogLayout layout() {
    return new LogLayout(dataDir);
  }

  Path driverDir() {
    return driverDir;
  }

  int memberId() {
    return memberId;
  }

  List<LogMember> members() {
    return members;
  }

  LogMember self() {
    return members.get(memberId);
  }

  LongSupplier clock() {
    return clock;
  }

  int fileSyncLevel() {
    return fileSyncLevel;
  }

  int segmentLength() {
    return segmentLength;
  }

  long heartbeatTimeoutNs() {
    return heartbeatTimeout.toNanos();
  }

  long heartbeatIntervalNs() {
    return heartbeatInterval.toNanos();
  }

  long electionTimeoutNs() {
    return electionTimeout.toNanos();
  }

  long canvassTimeoutNs() {
    return canvassTimeout.toNanos();
  }

  long sessionTimeoutNs() {
    return sessionTimeout.toNanos();
  }

  long livenessTimeoutNs() {
    return livenessTimeout.toNanos();
  }

  boolean oneThread() {
    return oneThread;
  }

  long idleMaxParkNs() {
    return idleMaxPark.toNanos();
  }
}
