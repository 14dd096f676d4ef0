package org.dualchannel.faultsim;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Runs seeds. Equal seeds take equal ways, whichever thread runs them. */
public final class FaultSim {
  private final Parts parts;
  private final long steps;

  /**
   * @param steps events of a seed before its faults end
   */
  public FaultSim(long steps) {
    this(steps, Parts.REAL);
  }

  FaultSim(long steps, Parts parts) {
    this.steps = steps;
    this.parts = parts;
  }

  /** Runs one seed; when a promise is broken, a second time for the trace. */
  public SeedResult run(long seed) {
    SeedResult result = run(seed, false);
    if (result.kept()) {
      return result;
    }
    SeedResult again = run(seed, true);
    if (again.traceHash() != result.traceHash()) {
      throw new IllegalStateException("seed " + seed + " took another way the second time");
    }
    return again;
  }

  private SeedResult run(long seed, boolean recording) {
    Simulation simulation = new Simulation(seed, parts, recording);
    try {
      simulation.run(steps);
      return simulation.result(seed, null);
    } catch (ViolationException e) {
      return simulation.result(seed, e);
    }
  }

  /**
   * Runs the seeds {@code from} to {@code to}, both included, and ends early after the first that
   * breaks a promise.
   *
   * @param each is told of every result, by one thread at a time, in no order
   */
  public void run(long from, long to, int threads, Consumer<SeedResult> each) {
    AtomicLong next = new AtomicLong(from);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<? extends Future<?>> all =
          IntStream.range(0, threads)
              .mapToObj(i -> pool.submit(() -> work(next, to, each)))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private void work(AtomicLong next, long to, Consumer<SeedResult> each) {
    long seed;
    while ((seed = next.getAndIncrement()) <= to && !Thread.currentThread().isInterrupted()) {
      SeedResult result;
      try {
        result = run(seed);
      } catch (RuntimeException e) {
        next.set(to + 1);
        throw new IllegalStateException("seed " + seed, e);
      }
      synchronized (this) {
        each.accept(result);
      }
      if (!result.kept()) {
        next.set(to + 1);
      }
    }
  }
}
