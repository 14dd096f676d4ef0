package org.dualchannel.benchmarks;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.dualchannel.log.AeronLog;
import org.dualchannel.log.AeronLogContext;
import org.dualchannel.log.LogMember;
import org.dualchannel.log.RecordBatch;
import org.dualchannel.log.RecordConsumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A record of {@value #RECORD_BYTES} bytes from being appended to coming back committed, in the log
 * of one member. {@code sync} is the file sync level: 1 forces it to disk first, 0 does not, for
 * comparison. {@code alone} waits for each record before the next; {@code batched} keeps {@value
 * #IN_FLIGHT} messages of {@value #BATCH} records under way. Every record has its number and must
 * come back once and in order.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LogBenchmark {
  static final int RECORD_BYTES = 500;
  static final int BATCH = 64;
  static final int IN_FLIGHT = 16;
  private static final int OPS = BATCH * IN_FLIGHT * 4;
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

  @Param({"1", "0"})
  public int sync;

  private final byte[] record = new byte[RECORD_BYTES];
  private final RecordBatch batch =
      new RecordBatch((RECORD_BYTES + RecordBatch.FRAME_BYTES) * BATCH);
  private final Returned returned = new Returned();
  private Path dir;
  private AeronLog log;
  private long appended;

  /** Counts what comes back. */
  private static final class Returned implements RecordConsumer {
    private final AtomicLong count = new AtomicLong();
    private volatile boolean live;
    private volatile String trouble;

    @Override
    public void onRecord(long timestampMs, DirectBuffer buffer, int offset, int length) {
      long expected = count.get() + 1;
      if (length != RECORD_BYTES || buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN) != expected) {
        trouble =
            "record "
                + expected
                + " came back as "
                + buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
      }
      count.lazySet(expected);
    }

    @Override
    public void onLive() {
      live = true;
    }

    @Override
    public void onFailed(String reason) {
      trouble = reason;
    }
  }

  @Setup(Level.Trial)
  public void open() throws IOException {
    dir = Directories.temporary();
    AeronLogContext context =
        new AeronLogContext()
            .dataDir(dir)
            .members(List.of(new LogMember("127.0.0.1", freePorts())))
            .fileSyncLevel(sync);
    log = AeronLog.open(context, returned);
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (!returned.live || !log.status().connected()) {
      log.poll();
      refuseLate(deadline);
      Thread.yield();
    }
  }

  private static int freePorts() throws IOException {
    for (int base = 21_000; base < 31_000; base += LogMember.PORTS) {
      if (free(base)) {
        return base;
      }
    }
    throw new IOException("no free ports");
  }

  private static boolean free(int base) {
    for (int port = base; port < base + LogMember.PORTS; port++) {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      try (DatagramSocket socket = new DatagramSocket(address)) {
        if (!socket.isBound()) {
          return false;
        }
      } catch (IOException taken) {
        return false;
      }
    }
    return true;
  }

  @TearDown(Level.Iteration)
  public void check() {
    if (returned.trouble != null || returned.count.get() != appended) {
      throw new IllegalStateException(
          "appended " + appended + ", came back " + returned.count + ": " + returned.trouble);
    }
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    log.close();
    Directories.remove(dir);
  }

  @Benchmark
  public long alone() {
    append(1);
    await(appended);
    return appended;
  }

  @Benchmark
  @OperationsPerInvocation(OPS)
  public long batched() {
    for (int i = 0; i < OPS; i += BATCH) {
      await(appended - (IN_FLIGHT - 1) * BATCH);
      append(BATCH);
    }
    await(appended);
    return appended;
  }

  private void append(int records) {
    batch.clear();
    for (int i = 0; i < records; i++) {
      number(++appended);
      batch.add(record);
    }
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (!log.append(batch.buffer(), 0, batch.length())) {
      log.poll();
      refuseLate(deadline);
      Thread.yield();
    }
  }

  private void number(long value) {
    for (int i = 0; i < Long.BYTES; i++) {
      record[i] = (byte) (value >>> (8 * i));
    }
  }

  private void await(long count) {
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (returned.count.get() < count) {
      log.poll();
      refuseLate(deadline);
      Thread.yield();
    }
  }

  private void refuseLate(long deadline) {
    if (returned.trouble != null || System.nanoTime() - deadline > 0) {
      throw new IllegalStateException("the log does not answer: " + returned.trouble);
    }
  }
}
