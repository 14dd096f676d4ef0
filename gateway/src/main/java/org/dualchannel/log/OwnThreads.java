package org.dualchannel.log;

import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/** A thread for each part, which finds its work by looking for it between short naps. */
final class OwnThreads implements PartThreads {
  private static final int SPINS = 10;
  private static final int YIELDS = 20;
  private static final long FIRST_NAP_NS = 1_000;

  private final Supplier<IdleStrategy> naps;

  OwnThreads(AeronLogContext ctx) {
    naps = () -> new BackoffIdleStrategy(SPINS, YIELDS, FIRST_NAP_NS, ctx.idleMaxParkNs());
  }

  @Override
  public MediaDriver launch(MediaDriver.Context driver) {
    return MediaDriver.launch(
        driver.threadingMode(ThreadingMode.SHARED).sharedIdleStrategy(naps.get()));
  }

  @Override
  public Archive launch(Archive.Context archive) {
    return Archive.launch(
        archive.threadingMode(ArchiveThreadingMode.SHARED).idleStrategySupplier(naps));
  }

  @Override
  public ConsensusModule launch(ConsensusModule.Context consensus) {
    return ConsensusModule.launch(consensus.idleStrategySupplier(naps));
  }

  @Override
  public ClusteredServiceContainer launch(ClusteredServiceContainer.Context container) {
    return ClusteredServiceContainer.launch(container.idleStrategySupplier(naps));
  }

  @Override
  public void wake() {
    // every part looks by itself
  }

  @Override
  public void close(AutoCloseable... launched) {
    CloseHelper.quietCloseAll(launched);
  }
}
