package org.dualchannel.log;

import io.aeron.Aeron;
import io.aeron.CncFileDescriptor;
import io.aeron.RethrowingErrorHandler;
import io.aeron.archive.Archive;
import io.aeron.archive.checksum.Checksums;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.agrona.CloseHelper;
import org.agrona.IoUtil;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersReader;

/**
 * The parts of Aeron that make a member of the cluster, in this process: media driver, archive,
 * consensus module and service container. {@link PartThreads} says on which threads.
 *
 * <p>File sync is off in Aeron unless asked for; here it is on for the recording, its catalogue and
 * the consensus module alike. Nothing spins: idle threads back off to short naps.
 */
final class AeronNode implements AutoCloseable {

  private static final int SMALL_TERM = 128 * 1024;

  private final PartThreads threads;
  private final MediaDriver driver;
  private final Archive archive;
  private final ConsensusModule consensus;
  private final ClusteredServiceContainer container;
  private final UnsafeBuffer counters;
  private final DriverCounters figures;
  private final int commitPositionAt;
  private final int controlToggleAt;
  private final AeronLogContext ctx;

  private AeronNode(
      AeronLogContext ctx,
      PartThreads threads,
      MediaDriver driver,
      Archive archive,
      ConsensusModule consensus,
      ClusteredServiceContainer container) {
    this.ctx = ctx;
    this.threads = threads;
    this.driver = driver;
    this.archive = archive;
    this.consensus = consensus;
    this.container = container;
    this.counters = counters(Path.of(driver.aeronDirectoryName()));
    this.figures = new DriverCounters(Path.of(driver.aeronDirectoryName()));
    this.commitPositionAt =
        CountersReader.counterOffset(consensus.context().commitPositionCounter().id());
    this.controlToggleAt =
        CountersReader.counterOffset(consensus.context().controlToggleCounter().id());
  }

  /**
   * A mapping of our own of the driver's counters, valid for as long as this object: those of the
   * parts are unmapped whenever a part terminates, and reading one then would end the process.
   */
  private static UnsafeBuffer counters(Path driverDir) {
    MappedByteBuffer cnc =
        IoUtil.mapExistingFile(
            new File(driverDir.toFile(), CncFileDescriptor.CNC_FILE), "driver counters");
    return CncFileDescriptor.createCountersValuesBuffer(
        cnc, CncFileDescriptor.createMetaDataBuffer(cnc));
  }

  /** Starts all parts; the caller holds the data directory. */
  static AeronNode launch(
      AeronLogContext ctx, AppenderIdentity identity, ClusteredService service, FailStop failStop) {
    forgetLastRun(ctx);
    PartThreads threads = PartThreads.of(ctx, failStop);
    MediaDriver driver = null;
    Archive archive = null;
    ClusteredServiceContainer container = null;
    try {
      driver = threads.launch(driver(ctx, failStop));
      archive = threads.launch(archive(ctx, failStop));
      peers(ctx, archive).throwIfBehind();
      // Before the consensus module, whose start may end only when the service has recovered.
      container = threads.launch(container(ctx, service, failStop));
      ConsensusModule consensus = threads.launch(consensus(ctx, identity, failStop));
      return new AeronNode(ctx, threads, driver, archive, consensus, container);
    } catch (RuntimeException e) {
      failStop.closing();
      CloseHelper.quietClose(container);
      threads.close(archive, driver);
      throw e;
    }
  }

  /**
   * Mark files and driver buffers of a killed process look alive for ten seconds and would keep the
   * node down that long. The lock of the data directory proves that nobody uses them, so they go
   * before anything starts. Nothing that has to survive is among them: votes and terms are in
   * {@code node-state.dat} and {@code recording.log} of the cluster directory.
   */
  private static void forgetLastRun(AeronLogContext ctx) {
    delete(ctx.layout().marks());
    delete(ctx.layout().driver());
    delete(ctx.driverDir());
  }

  private static void delete(Path dir) {
    IoUtil.delete(dir.toFile(), false);
  }

  static MediaDriver.Context driver(AeronLogContext ctx, FailStop failStop) {
    return new MediaDriver.Context()
        .aeronDirectoryName(ctx.driverDir().toString())
        .dirDeleteOnStart(true)
        .dirDeleteOnShutdown(true)
        .termBufferSparseFile(true)
        .publicationTermBufferLength(SMALL_TERM)
        .ipcTermBufferLength(SMALL_TERM)
        .clientLivenessTimeoutNs(ctx.livenessTimeoutNs())
        .publicationUnblockTimeoutNs(ctx.livenessTimeoutNs() + ctx.livenessTimeoutNs() / 2)
        .driverTimeoutMs(ctx.livenessTimeoutNs() / 1_000_000)
        .sharedThreadFactory(failStop::thread)
        .terminationHook(() -> failStop.onTermination("media driver"))
        .errorHandler(failStop);
  }

  static Archive.Context archive(AeronLogContext ctx, FailStop failStop) {
    return new Archive.Context()
        .aeronDirectoryName(ctx.driverDir().toString())
        .archiveDir(ctx.layout().archive().toFile())
        .markFileDir(ctx.layout().marks().toFile())
        .controlChannelEnabled(ctx.members().size() > 1)
        .controlChannel("aeron:udp?endpoint=" + ctx.self().archive())
        .archiveClientContext(new AeronArchive.Context().controlResponseChannel(anyPort(ctx)))
        .replicationChannel(anyPort(ctx))
        .recordingEventsEnabled(false)
        .fileSyncLevel(ctx.fileSyncLevel())
        .catalogFileSyncLevel(ctx.fileSyncLevel())
        .recordChecksum(Checksums.crc32c())
        .replayChecksum(Checksums.crc32c())
        .segmentFileLength(ctx.segmentLength())
        .threadFactory(failStop::thread)
        .errorHandler(failStop);
  }

  static ConsensusModule.Context consensus(
      AeronLogContext ctx, AppenderIdentity identity, FailStop failStop) {
    String term = "term-length=" + AeronLogContext.TERM_LENGTH;
    String small = "aeron:udp?term-length=" + SMALL_TERM;
    boolean alone = ctx.members().size() == 1;
    return new ConsensusModule.Context()
        .aeronDirectoryName(ctx.driverDir().toString())
        .clusterDir(ctx.layout().cluster().toFile())
        .markFileDir(ctx.layout().marks().toFile())
        .clusterMemberId(ctx.memberId())
        .clusterMembers(clusterMembers(ctx.members()))
        .ingressChannel("aeron:udp?" + term)
        .egressChannel(small + bound(ctx))
        .consensusChannel(small + bound(ctx))
        .isIpcIngressAllowed(alone)
        .logChannel("aeron:udp?" + term + "|mtu=" + AeronLogContext.MTU + bound(ctx))
        .replicationChannel(anyPort(ctx))
        .clusterClock(ctx.clock()::getAsLong)
        .fileSyncLevel(ctx.fileSyncLevel())
        .leaderHeartbeatTimeoutNs(ctx.heartbeatTimeoutNs())
        .leaderHeartbeatIntervalNs(ctx.heartbeatIntervalNs())
        .electionTimeoutNs(ctx.electionTimeoutNs())
        .startupCanvassTimeoutNs(ctx.canvassTimeoutNs())
        .sessionTimeoutNs(ctx.sessionTimeoutNs())
        .maxConcurrentSessions(100) // sessions of killed runs linger until they time out
        .authenticatorSupplier(() -> alone ? identity.onlyThis() : AppenderIdentity.anyMember())
        .threadFactory(failStop::thread)
        .terminationHook(() -> failStop.onTermination("consensus module"))
        .errorHandler(failStop);
  }

  static ClusteredServiceContainer.Context container(
      AeronLogContext ctx, ClusteredService service, FailStop failStop) {
    return new ClusteredServiceContainer.Context()
        .aeronDirectoryName(ctx.driverDir().toString())
        .clusterDir(ctx.layout().cluster().toFile())
        .markFileDir(ctx.layout().marks().toFile())
        .clusteredService(service)
        .threadFactory(failStop::thread)
        .terminationHook(() -> failStop.onTermination("delivery"))
        .errorHandler(failStop);
  }

  /** A client of this node's driver for the appender thread, which runs its conductor too. */
  static Aeron client(AeronLogContext ctx, FailStop failStop) {
    return Aeron.connect(
        new Aeron.Context()
            .aeronDirectoryName(ctx.driverDir().toString())
            .useConductorAgentInvoker(true)
            .driverTimeoutMs(ctx.livenessTimeoutNs() / 1_000_000)
            .errorHandler(failStop)
            .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE)
            .clientName("appender-" + ctx.memberId()));
  }

  private static String anyPort(AeronLogContext ctx) {
    return "aeron:udp?endpoint=" + ctx.self().host() + ":0";
  }

  /**
   * The address that a member sends from: its own, so that several on one machine can be told apart
   * and cut off from each other. Elsewhere than on loopback the system chooses, by its routes.
   */
  static String bound(AeronLogContext ctx) {
    String host = ctx.self().host();
    return host.startsWith("127.") && isOfThisMachine(host) ? "|interface=" + host : "";
  }

  private static boolean isOfThisMachine(String address) {
    try {
      return NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static String clusterMembers(List<LogMember> members) {
    StringBuilder list = new StringBuilder();
    for (int id = 0; id < members.size(); id++) {
      list.append(id == 0 ? "" : "|").append(id).append(',').append(members.get(id).endpoints());
    }
    return list.toString();
  }

  /** Something was appended. Any thread. */
  void wake() {
    threads.wake();
  }

  /** Position that a quorum has made durable. */
  long commitPosition() {
    return counters.getLongVolatile(commitPositionAt);
  }

  /** What a counter of the parts shows; -1 when there is none. */
  long figure(LogFigure figure) {
    return figures.value(figure);
  }

  /**
   * Asks the cluster for a snapshot.
   *
   * @return false when this member does not lead or the cluster is busy with another such request
   */
  boolean requestSnapshot() {
    return counters.compareAndSetLong(
        controlToggleAt,
        ClusterControl.ToggleState.NEUTRAL.code(),
        ClusterControl.ToggleState.SNAPSHOT.code());
  }

  /** Whether such a request is not done yet. */
  boolean snapshotUnderWay() {
    return counters.getLongVolatile(controlToggleAt) != ClusterControl.ToggleState.NEUTRAL.code();
  }

  /**
   * Gives up snapshots of the cluster before a position, and files of the log if so wished.
   *
   * @return position of the first byte kept; -1 when the log was left alone
   */
  long purge(long position, boolean records) {
    try (AeronArchive client = AeronArchive.connect(archiveClient())) {
      LogPurge purge = new LogPurge(ctx.layout(), client);
      purge.snapshotsBefore(position);
      return records ? purge.recordsBefore(position) : -1;
    }
  }

  /** Looks whether the others still have what this member lacks. */
  void throwIfBehind() {
    peers(ctx, archive).throwIfBehind();
  }

  private static PeerLogs peers(AeronLogContext ctx, Archive archive) {
    return new PeerLogs(ctx, archiveClient(ctx, archive));
  }

  private AeronArchive.Context archiveClient() {
    return archiveClient(ctx, archive);
  }

  private static AeronArchive.Context archiveClient(AeronLogContext ctx, Archive archive) {
    return new AeronArchive.Context()
        .aeronDirectoryName(ctx.driverDir().toString())
        .controlRequestChannel(archive.context().localControlChannel())
        .controlRequestStreamId(archive.context().localControlStreamId())
        .controlResponseChannel("aeron:ipc")
        .idleStrategy(new BackoffIdleStrategy());
  }

  /** In the order in which each part can still say goodbye to the next. */
  @Override
  public void close() {
    CloseHelper.quietClose(container);
    threads.close(consensus, archive, driver);
  }
}
