package org.dualchannel.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.dualchannel.decide.Reply;
import org.dualchannel.log.MemoryLog;
import org.dualchannel.log.RecordBatch;
import org.dualchannel.log.RecordConsumer;
import org.dualchannel.ops.GatewayConfig;
import org.dualchannel.pipeline.Pipeline;
import org.dualchannel.pipeline.PipelineMeter;
import org.dualchannel.pipeline.PipelineSettings;
import org.dualchannel.pipeline.SteppedNode;
import org.dualchannel.store.StateHash;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A node that starts on a recorded log without a snapshot: checksums, decision ring, decisions and
 * ledger, into Chronicle tables. The log is a city being founded and so many visits, submitted; for
 * half of the patients one is claimed and dispensed, every tenth of these brought back. It lies in
 * memory, because records keep their simulated time there. An operation is the whole log, whose
 * length is printed. The state must come to the hash of the one that was recorded.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 3)
@Measurement(iterations = 4)
public class ReplayBenchmark {
  private static final PipelineSettings SETTINGS =
      new PipelineSettings(
          8_192,
          8_192,
          16_384,
          256,
          Long.MAX_VALUE,
          0,
          60_000,
          0,
          GatewayConfig.StageThreads.AUTO.shared());

  private static final int BATCH = 64;
  private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(10);

  @Param("20000")
  public int visits;

  private final List<Town.Recorded> recorded = new ArrayList<>();
  private MemoryLog.Storage storage;
  private Town town;
  private StateHash hash;
  private org.dualchannel.decide.State replayed;
  private Pipeline pipeline;

  @Setup(Level.Trial)
  public void record() {
    town = new Town("chronicle", visits, recorded);
    int half = town.open() / 2; // the stock of the city is not for all of them
    for (int i = 0; i < half; i++) {
      Town.Open open = town.takeOpen();
      town.must(open.course().claim(open.submitted()));
      Reply.Dispensed dispensed = (Reply.Dispensed) town.must(open.course().dispensing()).reply();
      if (i % 10 == 0) {
        town.must(open.course().giveBack(dispensed));
      }
    }
    hash = StateHash.of(town.state.tables());
    System.out.printf(Locale.ROOT, "%,d commands to replay%n", recorded.size());
  }

  /** Writes a log with times of its own. */
  private static final class Log implements RecordConsumer {
    private final MemoryLog log;
    private final RecordBatch batch = new RecordBatch(1 << 20);
    private long timeMs;

    Log(MemoryLog.Storage storage) {
      log = new MemoryLog(storage, () -> timeMs, this);
      log.poll();
    }

    void add(Town.Recorded recorded) {
      byte[] record = SteppedNode.encode(recorded.command());
      if (recorded.timeMs() != timeMs || batch.count() == BATCH || !batch.add(record)) {
        flush();
        timeMs = recorded.timeMs();
        batch.add(record);
      }
    }

    void flush() {
      if (!batch.isEmpty()) {
        log.append(batch.buffer(), 0, batch.length());
        log.poll();
        batch.clear();
      }
    }

    @Override
    public void onRecord(long timestampMs, DirectBuffer buffer, int offset, int length) {}
  }

  @Setup(Level.Iteration)
  public void empty() {
    // A log of its own for each: a pipeline that closes seals it.
    storage = new MemoryLog.Storage();
    Log log = new Log(storage);
    recorded.forEach(log::add);
    log.flush();
    replayed = town.state("chronicle");
  }

  @TearDown(Level.Iteration)
  public void check() {
    if (pipeline.lastIndex() != recorded.size()) {
      throw new IllegalStateException(
          "decided " + pipeline.lastIndex() + " records and not " + recorded.size());
    }
    if (!StateHash.of(replayed.tables()).equals(hash)) {
      throw new IllegalStateException("the replay came to another state");
    }
    pipeline.close();
  }

  @TearDown(Level.Trial)
  public void close() {
    town.close();
  }

  @Benchmark
  public long replay() {
    pipeline =
        Pipeline.open(
            SETTINGS,
            replayed,
            consumer -> new MemoryLog(storage, () -> 0, consumer),
            () -> 0,
            1,
            PipelineMeter.NONE,
            List.of());
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (!pipeline.ready()) {
      if (pipeline.failure() != null || System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("the replay does not end: " + pipeline.failure());
      }
      LockSupport.parkNanos(100_000);
    }
    ThreadCost.decides(recorded.size());
    return pipeline.lastIndex();
  }
}
