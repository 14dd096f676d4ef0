package org.dualchannel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.State;
import org.dualchannel.log.LogStatus;
import org.dualchannel.log.MemoryLog;
import org.dualchannel.log.ReplicatedLog;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * One hospital sends more than a slow log takes. Time is counted in turns, in each of which the log
 * takes one batch, so the speed of the machine does not matter.
 */
class OneCallerFloodsTheNodeTest {
  private static final int BATCH = 16;
  private static final int RING = 1_024;
  private static final int OTHERS = 20;
  private static final Principal HOG = new Principal(Role.HOSPITAL, "H12010000001");

  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger hogTaken = new AtomicInteger();
  private final AtomicInteger hogRefused = new AtomicInteger();
  private final List<Integer> waits = Collections.synchronizedList(new ArrayList<>());
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private int sentByOthers;
  private long requests;
  private Valve log;
  private Pipeline pipeline;

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void theOthersAreAllAnsweredAndHardlyWaitAndItEndsByItself() {
    open(20);
    int[] calm = answersOfOthers(30, () -> {});

    flood(5_000);
    assertTrue(pipeline.pendingCalls() <= RING, "bounded");
    for (int i = 0; i < OTHERS; i++) {
      callOfAnother(i);
    }
    await(() -> pipeline.crowded());
    turns(RING / BATCH, () -> flood(50)); // what waited before it was crowded
    int[] flooded = answersOfOthers(100, () -> flood(50));

    assertEquals(List.of(), failures);
    assertTrue(hogRefused.get() > 0 && hogTaken.get() > 0, "the flood is thinned, not cut off");
    int share = RING / 9 + BATCH;
    int bound = calm[1] + share / BATCH + 4;
    assertTrue(flooded[1] <= bound, "p99 of " + flooded[1] + " turns, not " + bound + " at most");

    log.open();
    await(() -> pipeline.pendingCalls() == 0 && !pipeline.crowded());
    log.shut();
    int taken = hogTaken.get();
    flood(RING);
    assertEquals(taken + RING / 2, hogTaken.get(), "half of the room again");
    log.open();
    await(() -> pipeline.pendingCalls() == 0);
  }

  /** The same without shares: this is what they are for. */
  @Test
  void withoutSharesTheOthersWouldWaitForTheWholeRingOrBeRefused() {
    open(0);
    flood(5_000);
    for (int i = 0; i < OTHERS; i++) {
      callOfAnother(i);
    }
    assertFalse(failures.isEmpty());
    log.open();
    await(() -> pipeline.pendingCalls() == 0);
  }

  /** In each turn one of the others calls; the median and the 99th percentile of their waits. */
  private int[] answersOfOthers(int turns, Runnable each) {
    waits.clear();
    int first = sentByOthers;
    for (int i = 0; i < turns; i++) {
      callOfAnother(i % OTHERS);
      turns(1, each);
    }
    while (waits.size() + failures.size() < sentByOthers - first) {
      turns(1, each);
      assertTrue(turn.get() < 10_000, "a call of another is never answered");
    }
    List<Integer> sorted = new ArrayList<>(waits);
    Collections.sort(sorted);
    return new int[] {sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100)};
  }

  private void turns(int count, Runnable each) {
    for (int i = 0; i < count; i++) {
      each.run();
      turn.incrementAndGet();
      if (pipeline.pendingCalls() > 0) {
        log.takeOne();
        await(() -> pipeline.pendingCalls() == 0 || log.idle());
        await(() -> pipeline.decisionsOccupied() == 0); // answered, too: a turn is no less
      }
    }
  }

  private void flood(int calls) {
    for (int i = 0; i < calls; i++) {
      pipeline.send(
          command(HOG),
          600_000,
          answer(
              (Outcome outcome) -> {},
              reason -> {
                if (reason == Reason.OVERLOADED) {
                  hogRefused.incrementAndGet();
                  hogTaken.decrementAndGet();
                }
              }));
      hogTaken.incrementAndGet();
    }
  }

  private void callOfAnother(int number) {
    int sent = turn.get();
    sentByOthers++;
    pipeline.send(
        command(new Principal(Role.HOSPITAL, String.format("H130100%05d", number))),
        600_000,
        answer(
            outcome -> waits.add(turn.get() - sent),
            reason -> failures.add(number + ": " + reason)));
  }

  private Command command(Principal caller) {
    Body body =
        new Body.ImportRegistry(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    return new Command("request-" + requests++, caller, "120100", 1, body);
  }

  private static Commands.Answer answer(
      java.util.function.Consumer<Outcome> decided, java.util.function.Consumer<Reason> not) {
    return new Commands.Answer() {
      @Override
      public void decided(Outcome outcome) {
        decided.accept(outcome);
      }

      @Override
      public void undecided(boolean certainlyNot, Reason reason, String cause) {
        not.accept(reason);
      }
    };
  }

  private void open(int crowdedMs) {
    AtomicLong clock = new AtomicLong(1_700_000_000_000L);
    pipeline =
        Pipeline.open(
            new PipelineSettings(RING, RING, 2 * RING, BATCH, 60_000, 0, 10_000, crowdedMs, false),
            new State(Tables.heap(), Tables.heap()),
            consumer ->
                log = new Valve(new MemoryLog(new MemoryLog.Storage(), clock::get, consumer)),
            clock::get,
            1,
            PipelineMeter.NONE,
            List.of());
    await(pipeline::ready);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not within 20 s");
      LockSupport.parkNanos(50_000);
    }
  }

  /** A log that takes as many batches as it is told to. */
  private static final class Valve implements ReplicatedLog {
    private static final int OPEN = Integer.MAX_VALUE;

    private final MemoryLog log;
    private final AtomicInteger permits = new AtomicInteger();

    /** Batches taken and not yet delivered; of the appender. */
    private volatile boolean delivered = true;

    Valve(MemoryLog log) {
      this.log = log;
    }

    void takeOne() {
      delivered = false;
      permits.set(1);
    }

    void open() {
      permits.set(OPEN);
    }

    void shut() {
      permits.set(0);
    }

    /** Whether the batch of the turn was taken and delivered. */
    boolean idle() {
      return permits.get() == 0 && delivered;
    }

    @Override
    public boolean append(DirectBuffer batch, int offset, int length) {
      if (permits.get() == 0 || !log.append(batch, offset, length)) {
        return false;
      }
      if (permits.get() != OPEN) {
        permits.decrementAndGet();
      }
      return true;
    }

    @Override
    public int poll() {
      int work = log.poll();
      if (work > 0) {
        delivered = true;
      }
      return work;
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
      permits.set(OPEN);
      log.close();
    }
  }
}
