package org.dualchannel.log;

import io.aeron.Aeron;
import io.aeron.AeronCounters;
import io.aeron.RethrowingErrorHandler;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusterCounters;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.agrona.CloseHelper;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpLock;

/**
 * Driver, archive and consensus module in turn on one thread: for machines with few processors,
 * where handing a record from thread to thread costs more than the work on it. It sleeps until
 * something is appended; with several members it also looks for what comes from the others. The
 * container keeps a thread of its own, since whoever takes the records may make it wait.
 *
 * <p>A part that waits for an answer of another would wait for ever on this thread. So each is
 * given what it is to run meanwhile. While the parts are launched, by another thread, that is left
 * to this one.
 */
final class OneThread implements PartThreads {
  private static final Duration LONGEST_NAP = Duration.ofMillis(1);

  /** Nothing wakes a member when another one has sent it something. */
  private static final Duration NAP_AMONG_OTHERS = Duration.ofNanos(250_000);

  private static final long WAIT_NS = 10_000;
  private static final long JOIN_MS = 20_000;

  private final AeronLogContext ctx;
  private final FailStop failStop;
  private final Naps naps;
  private final Naps deliveryNaps = new Naps(LONGEST_NAP.toNanos());
  private final Thread thread;
  private volatile boolean running = true;
  private volatile List<AgentInvoker> parts = List.of(); // in the order in which a record passes
  private volatile AutoCloseable[] toClose = {};

  OneThread(AeronLogContext ctx, FailStop failStop) {
    this.ctx = ctx;
    this.failStop = failStop;
    boolean alone = ctx.members().size() == 1;
    this.naps = new Naps((alone ? LONGEST_NAP : NAP_AMONG_OTHERS).toNanos());
    this.thread = failStop.thread(this::run);
    thread.setName("log");
    thread.setDaemon(true);
  }

  /** The parts end where they ran: the archive knows its thread and serves no other. */
  private void run() {
    try {
      while (running) {
        int work = runAll(parts);
        if (work > 0) {
          deliveryNaps.wake();
        }
        naps.idle(work);
      }
    } catch (Throwable death) { // of this thread, were it not needed for closing
      thread.getUncaughtExceptionHandler().uncaughtException(thread, death);
      while (running) {
        naps.idle();
      }
    }
    CloseHelper.quietCloseAll(toClose);
  }

  private static int runAll(List<AgentInvoker> invokers) {
    int work = 0;
    for (int i = 0; i < invokers.size(); i++) {
      work += invokers.get(i).invoke();
    }
    return work;
  }

  private void add(AgentInvoker part) {
    parts = Stream.concat(parts.stream(), Stream.of(part)).toList();
  }

  /** Runs the parts that are there by now, for one that is not and waits for them. */
  private AgentInvoker meanwhile() {
    List<AgentInvoker> others = parts;
    Agent agent =
        new Agent() {
          @Override
          public int doWork() {
            if (Thread.currentThread() == thread) {
              return runAll(others);
            }
            LockSupport.parkNanos(WAIT_NS);
            return 0;
          }

          @Override
          public String roleName() {
            return "log-meanwhile";
          }
        };
    AgentInvoker invoker = new AgentInvoker(failStop, null, agent);
    invoker.start();
    return invoker;
  }

  /** How a part waits in the middle of its work. */
  private record Waiting(AgentInvoker meanwhile) implements IdleStrategy {
    @Override
    public void idle(int workCount) {
      if (workCount == 0) {
        idle();
      }
    }

    @Override
    public void idle() {
      if (meanwhile.invoke() == 0) {
        LockSupport.parkNanos(WAIT_NS);
      }
    }

    @Override
    public void reset() {
      // it has no memory
    }
  }

  @Override
  public MediaDriver launch(MediaDriver.Context context) {
    MediaDriver driver = MediaDriver.launch(context.threadingMode(ThreadingMode.INVOKER));
    driver.sharedAgentInvoker().start();
    add(driver.sharedAgentInvoker());
    thread.start();
    return driver;
  }

  @Override
  public Archive launch(Archive.Context context) {
    AgentInvoker meanwhile = meanwhile();
    Archive archive =
        Archive.launch(
            context
                .threadingMode(ArchiveThreadingMode.INVOKER)
                .mediaDriverAgentInvoker(meanwhile)
                .idleStrategySupplier(() -> new Waiting(meanwhile)));
    add(archive.invoker());
    return archive;
  }

  @Override
  public ConsensusModule launch(ConsensusModule.Context context) {
    AgentInvoker meanwhile = meanwhile();
    Aeron client = client(meanwhile);
    ConsensusModule consensus =
        ConsensusModule.launch(
            context
                .useAgentInvoker(true)
                .aeron(client)
                .ownsAeronClient(true)
                .errorCounter(
                    ClusterCounters.allocate(
                        client,
                        new ExpandableArrayBuffer(),
                        "Cluster Errors",
                        AeronCounters.CLUSTER_CONSENSUS_MODULE_ERROR_COUNT_TYPE_ID,
                        context.clusterId()))
                .archiveContext(archiveOf(context, meanwhile))
                .idleStrategySupplier(() -> new Waiting(meanwhile)));
    add(consensus.conductorAgentInvoker());
    return consensus;
  }

  /** As the consensus module would make it itself. */
  private Aeron client(AgentInvoker meanwhile) {
    return Aeron.connect(
        new Aeron.Context()
            .aeronDirectoryName(ctx.driverDir().toString())
            .driverTimeoutMs(ctx.livenessTimeoutNs() / 1_000_000)
            .errorHandler(failStop)
            .subscriberErrorHandler(RethrowingErrorHandler.INSTANCE)
            .useConductorAgentInvoker(true)
            .driverAgentInvoker(meanwhile)
            .clientLock(NoOpLock.INSTANCE)
            .clientName("consensus-" + ctx.memberId()));
  }

  private static AeronArchive.Context archiveOf(
      ConsensusModule.Context context, AgentInvoker meanwhile) {
    return new AeronArchive.Context()
        .agentInvoker(meanwhile)
        .controlRequestChannel(AeronArchive.Configuration.localControlChannel())
        .controlResponseChannel(AeronArchive.Configuration.localControlChannel())
        .controlRequestStreamId(AeronArchive.Configuration.localControlStreamId())
        .controlResponseStreamId(
            context.clusterId() * 100 + 100 + AeronArchive.Configuration.controlResponseStreamId());
  }

  @Override
  public ClusteredServiceContainer launch(ClusteredServiceContainer.Context context) {
    return ClusteredServiceContainer.launch(context.idleStrategySupplier(() -> deliveryNaps));
  }

  @Override
  public void wake() {
    naps.wake();
  }

  @Override
  public void close(AutoCloseable... launched) {
    toClose = launched;
    running = false;
    if (thread.getState() == Thread.State.NEW) {
      CloseHelper.quietCloseAll(launched);
      return;
    }
    naps.wake();
    try {
      thread.join(JOIN_MS);
      if (thread.isAlive()) { // in a call of the system that does not come back
        thread.interrupt();
        thread.join(JOIN_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
