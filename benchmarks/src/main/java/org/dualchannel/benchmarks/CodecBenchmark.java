package org.dualchannel.benchmarks;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dualchannel.codec.ByteSink;
import org.dualchannel.codec.RecordCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to write and to read a record of the shape of a prescription with two lines: every
 * command pays the first once and the second on every node. Run with {@code -prof gc} for the bytes
 * allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

  /** One line of a prescription. */
  public record Line(
      String drug,
      long quantityE4,
      int days,
      String dose,
      String frequency,
      String selfPayReason) {}

  /** A prescription as a hospital sends it. */
  public record Order(
      String requestId,
      String area,
      String hospital,
      String hospitalNumber,
      String physician,
      String person,
      String scheme,
      String visitType,
      LocalDate issued,
      int validDays,
      boolean longTerm,
      List<String> diagnoses,
      long latE6,
      long lonE6,
      List<Line> lines) {}

  private static final Order ORDER =
      new Order(
          "5f0c2f5e-6d0b-4f0e-9a43-0c8f3e1d2b7a",
          "120100",
          "H12010000001",
          "MZ20260401000123",
          "D120100000001",
          "12010000000000000001",
          "310",
          "14",
          LocalDate.of(2026, 4, 1),
          3,
          false,
          List.of("L20.900", "J45.900"),
          39_120_000,
          117_200_000,
          List.of(
              new Line("XD11AHD086B002010100001", 20_000, 28, "300 mg", "q2w", ""),
              new Line("XA10ADM080B002010107103", 10_000, 14, "12 U", "qd", "")));

  private final RecordCodec<Order> codec = RecordCodec.of(Order.class);
  private final ByteSink sink = new ByteSink(1_024);
  private final byte[] bytes = codec.encode(ORDER);

  /** What was written reads as what it was, and what was read has the same bytes again. */
  @TearDown(Level.Iteration)
  public void check() {
    if (!codec.decode(bytes).equals(ORDER)
        || !Arrays.equals(bytes, codec.encode(decode()))
        || encode() != bytes.length
        || !Arrays.equals(bytes, sink.toByteArray())) {
      throw new IllegalStateException("a record came back as another");
    }
  }

  /** Writes into a buffer that is used again. */
  @Benchmark
  public int encode() {
    sink.reset();
    codec.encode(ORDER, sink);
    return sink.length();
  }

  /** Reads a new record out of bytes. */
  @Benchmark
  public Order decode() {
    return codec.decode(bytes);
  }
}
