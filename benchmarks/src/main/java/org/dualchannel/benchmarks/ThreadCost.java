package org.dualchannel.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * What an operation costs the thread that measures: bytes allocated and processor time. Unlike
 * JMH's own profiler it leaves out what an iteration does to get ready, which for a decision is
 * most of it; and unlike the clock, the time of the processor hardly depends on what else the
 * machine does. A benchmark that hands in nothing is not measured here.
 */
public final class ThreadCost implements InternalProfiler {
  /** Names of the figures among the results. */
  static final String ALLOCATED = "allocated";

  static final String CPU = "cpu";

  /** How many commands one operation decides, of benchmarks whose operation is a whole log. */
  static final String COMMANDS = "commands";

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  // One thread measures at a time, and a profiler is made by JMH, so this is where they meet.
  private static volatile long bytes;
  private static volatile long cpuNs;
  private static volatile long operations;
  private static volatile long commands;

  /** Where a thread stood when it began. */
  record Mark(long bytes, long cpuNs) {
    /** Takes in what the calling thread, which made the mark, has spent since. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread writes
    void end(long ops) {
      ThreadCost.cpuNs += THREADS.getCurrentThreadCpuTime() - cpuNs;
      ThreadCost.bytes += allocated() - bytes;
      operations += ops;
    }
  }

  static Mark begin() {
    return new Mark(allocated(), THREADS.getCurrentThreadCpuTime());
  }

  /** Hands in how many commands each operation of this iteration decides. */
  static void decides(long number) {
    commands = number;
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Override
  public String getDescription() {
    return "bytes allocated and processor time for each operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    bytes = 0;
    cpuNs = 0;
    operations = 0;
    commands = 0;
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (commands > 0) {
      return List.of(figure(COMMANDS, commands, "#/op"));
    }
    return operations == 0
        ? List.of()
        : List.of(
            figure(ALLOCATED, (double) bytes / operations, "B/op"),
            figure(CPU, (double) cpuNs / operations, "ns/op"));
  }

  private static ScalarResult figure(String label, double value, String unit) {
    return new ScalarResult(label, value, unit, AggregationPolicy.AVG);
  }
}
