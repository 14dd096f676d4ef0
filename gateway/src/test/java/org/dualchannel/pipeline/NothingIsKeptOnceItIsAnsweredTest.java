package org.dualchannel.pipeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.State;
import org.dualchannel.log.MemoryLog;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.dualchannel.store.Tables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rings hold on to is copied by every collection, and promoted after a few. */
class NothingIsKeptOnceItIsAnsweredTest {
  private static final int RING = 64;
  private static final int CALLS = RING - 4;

  private final Queue<WeakReference<Object>> decisions = new ConcurrentLinkedQueue<>();
  private final Queue<WeakReference<Object>> answers = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void neitherDecisionsNorCalls(boolean sharedThreads) {
    DecisionListener listener =
        (Decider.Decision decision, boolean live) -> {
          if (!decision.command().requestId().isEmpty()) {
            decisions.add(new WeakReference<>(decision));
          }
        };
    long[] now = {1_700_000_000_000L};
    try (Pipeline pipeline =
        Pipeline.open(
            new PipelineSettings(RING, RING, 2 * RING, 16, 60_000, 0, 10_000, 0, sharedThreads),
            new State(Tables.heap(), Tables.heap()),
            consumer -> new MemoryLog(new MemoryLog.Storage(), () -> now[0], consumer),
            () -> now[0],
            1,
            PipelineMeter.NONE,
            List.of(listener))) {
      await(pipeline::ready);
      for (int i = 0; i < CALLS; i++) {
        Answer answer = new Answer();
        answers.add(new WeakReference<>(answer));
        pipeline.send(command(i), 600_000, answer);
      }
      await(() -> decisions.size() == CALLS && pipeline.decisionsOccupied() == 0);

      await(() -> gone(decisions) && gone(answers));
    }
  }

  private static boolean gone(Queue<WeakReference<Object>> all) {
    System.gc();
    return all.stream().allMatch(each -> each.get() == null);
  }

  private static Command command(int number) {
    Body body =
        new Body.ImportRegistry(
            List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    Principal bureau = new Principal(Principal.Role.BUREAU, "120100");
    return new Command("request-" + number, bureau, "120100", 1, body);
  }

  private static final class Answer implements Commands.Answer {
    @Override
    public void decided(Outcome outcome) {}

    @Override
    public void undecided(boolean certainlyNot, Reason reason, String cause) {
      throw new AssertionError(reason + " " + cause);
    }
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not within 20 s");
      LockSupport.parkNanos(50_000);
    }
  }
}
