package org.dualchannel.pipeline;

/**
 * Sizes and paces of the pipeline.
 *
 * @param intakeRingSize slots between the edge and the log, a power of two
 * @param decisionRingSize slots between the log and the decider, a power of two
 * @param maxPendingCalls calls that may wait for their decision
 * @param maxBatchRecords commands that go to the log as one message
 * @param tickMs pace at which due timers are looked for
 * @param sealEveryRecords records after which the log carries a seal of the ledger hash
 * @param drainMs how long a closing pipeline waits for calls under way
 * @param crowdedMs how long a call waits when it is crowded, so that no caller may have more than a
 *     small share of the room; 0 for no shares at all
 * @param sharedThreads whether unmarshal and decide are one thread and the stages after them
 *     another; otherwise each stage has its own
 */
public record PipelineSettings(
    int intakeRingSize,
    int decisionRingSize,
    int maxPendingCalls,
    int maxBatchRecords,
    long tickMs,
    int sealEveryRecords,
    long drainMs,
    int crowdedMs,
    boolean sharedThreads) {

  /** What suits a small machine. */
  public static final PipelineSettings DEFAULT =
      new PipelineSettings(8_192, 8_192, 16_384, 256, 1_000, 10_000, 10_000, 250, false);

  /** Without shares, so that one caller may take all the room, and a thread for each stage. */
  public PipelineSettings(
      int intakeRingSize,
      int decisionRingSize,
      int maxPendingCalls,
      int maxBatchRecords,
      long tickMs,
      int sealEveryRecords,
      long drainMs) {
    this(
        intakeRingSize,
        decisionRingSize,
        maxPendingCalls,
        maxBatchRecords,
        tickMs,
        sealEveryRecords,
        drainMs,
        0,
        false);
  }
}
