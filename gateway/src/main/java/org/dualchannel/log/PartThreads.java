package org.dualchannel.log;

import io.aeron.archive.Archive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;

/**
 * On which threads the parts of a member run. They are launched in the order of the methods, by one
 * thread.
 */
interface PartThreads {

  static PartThreads of(AeronLogContext ctx, FailStop failStop) {
    return ctx.oneThread() ? new OneThread(ctx, failStop) : new OwnThreads(ctx);
  }

  MediaDriver launch(MediaDriver.Context driver);

  Archive launch(Archive.Context archive);

  ClusteredServiceContainer launch(ClusteredServiceContainer.Context container);

  ConsensusModule launch(ConsensusModule.Context consensus);

  /** Something was appended. Any thread. */
  void wake();

  /**
   * Closes what was launched and ends its threads, after the container was closed.
   *
   * @param launched in the order in which to close; null for what was not launched
   */
  void close(AutoCloseable... launched);
}
