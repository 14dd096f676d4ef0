package org.dualchannel.benchmarks;

import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Outcome;
import org.dualchannel.log.LogStatus;
import org.dualchannel.log.RecordBatch;
import org.dualchannel.log.RecordConsumer;
import org.dualchannel.log.ReplicatedLog;
import org.dualchannel.pipeline.Commands;
import org.dualchannel.pipeline.Pipeline;
import org.dualchannel.pipeline.PipelineMeter;
import org.dualchannel.pipeline.PipelineSettings;
import org.dualchannel.pipeline.SteppedNode;
import org.dualchannel.rules.Reason;
import org.dualchannel.store.Tables;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The two rings around the log, with commands that change nothing and a log that gives back at once
 * what it is handed: {@code decisions} puts records into the decision ring, through all its stages;
 * {@code both} sends calls through the intake ring, the appender and the decision ring to their
 * answer. The difference is the intake. Calls are kept under way {@value #WINDOW} at a time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(RingsBenchmark.OPS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RingsBenchmark {
  static final int OPS = 20_000;
  static final int WINDOW = 2_000;
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
  private static final Command NOTHING = Command.ofSystem(new Body.Tick());

  private final AtomicLong answered = new AtomicLong();
  private final UnsafeBuffer record = new UnsafeBuffer(SteppedNode.encode(NOTHING));
  private volatile String trouble;
  private Pipeline pipeline;
  private Immediate log;
  private long sent;
  private long put;

  /**
   * Gives records back as soon as it is handed them, and others that it is asked for, all on the
   * appender's thread: the ring takes records of one thread only.
   */
  private static final class Immediate implements ReplicatedLog {
    private static final int AT_ONCE = 256;

    private final RecordConsumer consumer;
    private final DirectBuffer record;
    private final AtomicLong asked = new AtomicLong();
    private long given;
    private volatile boolean live;

    Immediate(RecordConsumer consumer, DirectBuffer record) {
      this.consumer = consumer;
      this.record = record;
    }

    @Override
    public boolean append(DirectBuffer batch, int offset, int length) {
      int at = offset;
      while (at < offset + length) {
        int recordLength = batch.getInt(at, ByteOrder.LITTLE_ENDIAN);
        consumer.onRecord(0, batch, at + RecordBatch.FRAME_BYTES, recordLength);
        at += RecordBatch.FRAME_BYTES + recordLength;
      }
      return true;
    }

    @Override
    public int poll() {
      if (!live) {
        live = true;
        consumer.onLive();
      }
      int now = (int) Math.min(AT_ONCE, asked.get() - given);
      for (int i = 0; i < now; i++) {
        consumer.onRecord(0, record, 0, record.capacity());
      }
      given += now;
      return now;
    }

    @Override
    public int maxBatchBytes() {
      return 1 << 20;
    }

    @Override
    public LogStatus status() {
      return new LogStatus(LogStatus.Role.LEADER, live, live, 0, 0, 0, 0, null);
    }

    @Override
    public void close() {}
  }

  /** Counts the answers. */
  private final Commands.Answer answer =
      new Commands.Answer() {
        @Override
        public void decided(Outcome outcome) {
          answered.lazySet(answered.get() + 1); // one thread answers
        }

        @Override
        public void undecided(boolean certainlyNot, Reason reason, String cause) {
          trouble = reason + " " + cause;
        }
      };

  @Setup(Level.Trial)
  public void open() {
    PipelineSettings settings =
        new PipelineSettings(8_192, 8_192, 16_384, 256, Long.MAX_VALUE, 0, 60_000);
    pipeline =
        Pipeline.open(
            settings,
            new org.dualchannel.decide.State(Tables.heap(), Tables.heap()),
            consumer -> log = new Immediate(consumer, record),
            () -> 0,
            1,
            PipelineMeter.NONE,
            List.of());
    await(() -> pipeline.ready() ? 1 : 0, 1);
  }

  @TearDown(Level.Iteration)
  public void check() {
    await(pipeline::ledgerIndex, sent + put);
    if (answered.get() != sent || pipeline.ledgerIndex() != sent + put || trouble != null) {
      throw new IllegalStateException(
          "sent " + sent + " and put " + put + ", answered " + answered + " " + trouble);
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    pipeline.close();
  }

  @Benchmark
  public long decisions() {
    put += OPS;
    log.asked.set(put);
    await(pipeline::ledgerIndex, put);
    return put;
  }

  @Benchmark
  public long both() {
    for (int i = 0; i < OPS; i++) {
      if (sent % (WINDOW / 2) == 0) {
        await(answered::get, sent - WINDOW / 2);
      }
      pipeline.send(NOTHING, 60_000, answer);
      sent++;
    }
    await(answered::get, sent);
    return sent;
  }

  private void await(LongSupplier count, long least) {
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (count.getAsLong() < least) {
      if (trouble != null || pipeline.failure() != null || System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("stuck: " + trouble + ' ' + pipeline.failure());
      }
      LockSupport.parkNanos(10_000);
    }
  }
}
