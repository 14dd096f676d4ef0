package org.dualchannel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.State;
import org.dualchannel.log.LogStatus;
import org.dualchannel.log.MemoryLog;
import org.dualchannel.log.ReplicatedLog;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that was closed in order leaves a log that is sealed to its last record. */
class ClosingSealsTheLedgerTest {
  private static final PipelineSettings SETTINGS =
      new PipelineSettings(64, 64, 100, 16, 10, 1_000, 30_000);

  private final MemoryLog.Storage storage = new MemoryLog.Storage();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_000})
  void alsoWhenTheLogTakesItsTime(int pollsToCommit) {
    Pipeline pipeline = open(pollsToCommit);
    for (int i = 0; i < 3; i++) {
      pipeline.own(new Body.Tick());
    }
    await(() -> pipeline.lastIndex() >= 3);

    pipeline.close();

    assertEquals(1, unsealed(), "only the last seal itself is unsealed");
  }

  @Test
  void alsoWhenRecordsAreStillOnTheirWay() {
    Pipeline pipeline = open(1_000);
    pipeline.own(new Body.Tick());
    await(() -> pipeline.lastIndex() >= 1);
    pipeline.own(new Body.Tick()); // decided while the seal is on its way, or with it

    pipeline.close();

    assertEquals(1, unsealed(), "only the last seal itself is unsealed");
  }

  private Pipeline open(int pollsToCommit) {
    Pipeline pipeline =
        Pipeline.open(
            SETTINGS,
            new State(Tables.heap(), Tables.heap()),
            consumer ->
                new SlowLog(
                    new MemoryLog(storage, () -> 1_700_000_000_000L, consumer), pollsToCommit),
            () -> 1_700_000_000_000L,
            1,
            PipelineMeter.NONE,
            List.of());
    await(pipeline::ready);
    return pipeline;
  }

  private long unsealed() {
    State replayed = new State(Tables.heap(), Tables.heap());
    Decider decider = new Decider(replayed);
    LedgerStage stage = new LedgerStage(0, body -> {});
    MemoryLog reader =
        new MemoryLog(
            storage,
            () -> 0,
            (timeMs, buffer, offset, length) -> {
              byte[] record = new byte[length];
              buffer.getBytes(offset, record);
              var command = LogRecord.command(record);
              stage.add(timeMs, record, command.body(), decider.decide(timeMs, command), false);
            });
    reader.poll();
    assertTrue(stage.sealsChecked() > 0);
    return stage.unsealed();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "waited too long");
      LockSupport.parkNanos(100_000);
    }
  }

  /** A log that commits what it was given only some polls later. */
  private static final class SlowLog implements ReplicatedLog {
    private final MemoryLog log;
    private final int pollsToCommit;
    private int wait;

    SlowLog(MemoryLog log, int pollsToCommit) {
      this.log = log;
      this.pollsToCommit = pollsToCommit;
    }

    @Override
    public boolean append(DirectBuffer batch, int offset, int length) {
      boolean taken = log.append(batch, offset, length);
      if (taken && wait == 0) {
        wait = pollsToCommit;
      }
      return taken;
    }

    @Override
    public int poll() {
      if (wait > 0 && --wait > 0) {
        return 0;
      }
      return log.poll();
    }

    @Override
    public int maxBatchBytes() {
      return log.maxBatchBytes();
    }

    @Override
    public LogStatus status() {
      return log.status();
    }

    @Override
    public void close() {
      log.close();
    }
  }
}
