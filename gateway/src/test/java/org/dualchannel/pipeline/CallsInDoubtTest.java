package org.dualchannel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.State;
import org.dualchannel.log.LogStatus;
import org.dualchannel.log.MemoryLog;
import org.dualchannel.log.ReplicatedLog;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.dualchannel.store.Table;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A change of leader costs a call time, not its answer, and nothing is done twice. */
class CallsInDoubtTest {
  private static final Principal BUREAU = new Principal(Principal.Role.BUREAU, "120100");
  private static final AtomicLong NOW = new AtomicLong(1_700_000_000_000L);

  private final MemoryLog.Storage storage = new MemoryLog.Storage();
  private final PipelineSettings settings = new PipelineSettings(64, 64, 100, 4, 10, 5, 2_000);
  private final ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
  private State state = new State(Tables.heap(), Tables.heap());
  private Fickle log;
  private Pipeline pipeline;

  @AfterEach
  void close() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  @Test
  void whatTheOldLeaderTookToItsGraveIsAppendedAgain() {
    open();
    log.loses = true;
    for (int i = 0; i < 30; i++) {
      send(i, 60_000);
    }
    await(() -> log.lost == 30);
    assertEquals(List.of(), List.copyOf(answers));

    log.loses = false;
    log.way++;

    await(() -> answers.size() == 30);
    assertEquals(30, answers.stream().filter("new"::equals).count(), answers::toString);
  }

  @Test
  void whatTheOldLeaderHadCommittedIsDecidedOnceThoughItIsInTheLogTwice() {
    open();
    log.holdsBack = true;
    for (int i = 0; i < 30; i++) {
      send(i, 60_000);
    }
    await(() -> log.appended == 30);

    log.way++;
    await(() -> log.appended == 60);
    log.holdsBack = false;

    await(() -> pipeline.lastIndex() >= 60 && answers.size() >= 30);
    assertEquals(30, answers.size());
    assertEquals(30, answers.stream().filter("new"::equals).count(), answers::toString);
    assertEquals(0, pipeline.pendingCalls());
  }

  @Test
  void whoseTimeWasOverBeforeItWasAppendedIsToldThatItIsNotDecided() {
    open();
    log.refuses = true;
    for (int i = 0; i < 30; i++) {
      send(i, 50);
    }

    await(() -> answers.size() == 30);
    log.refuses = false;
    send(99, 60_000);

    await(() -> answers.size() == 31);
    long open = answers.stream().filter("TIMED_OUT"::equals).count();
    assertTrue(open <= settings.maxBatchRecords() + 1, answers::toString);
    assertEquals(30 - open, answers.stream().filter("TIMED_OUT certainly not"::equals).count());
    assertEquals(open + 1, institutions().size(), "what was told not to be decided is not there");
  }

  @Test
  void aMemberThatDecidedOtherwiseStopsAtTheNextSeal() {
    open();
    for (int i = 0; i < 10; i++) {
      send(i, 60_000);
    }
    await(() -> answers.size() == 10);
    pipeline.close();
    assertNull(pipeline.failure());

    state = new State(Tables.heap(), Tables.heap());
    institutions().put("H12010000003", institution(3)); // the planted difference
    Pipeline other = begin();

    await(() -> other.failure() != null);
    assertTrue(other.failure().contains("the ledger hash after record"), other.failure());
    assertTrue(!other.ready());
  }

  @Test
  void aMemberThatDoesNotLeadAsksForNoSeals() {
    open();
    log.leads = false;
    for (int i = 0; i < 20; i++) {
      send(i, 60_000);
    }
    await(() -> answers.size() == 20 && pipeline.ledgerIndex() == 20);

    log.leads = true;
    send(20, 60_000);

    await(() -> pipeline.ledgerIndex() == 22);
  }

  @Test
  void readOnlyRefusesCommandsAndTakesThemAgain() {
    open();
    pipeline.readOnly("read-only: no room");
    send(1, 60_000);
    assertEquals(List.of("NOT_READY certainly not"), List.copyOf(answers));

    pipeline.readOnly(null);
    send(2, 60_000);
    await(() -> answers.contains("new"));
  }

  @SuppressWarnings("unchecked")
  private Table<String, Institution> institutions() {
    return (Table<String, Institution>)
        state.tables().stream()
            .filter(table -> table.name().equals("institutions"))
            .findFirst()
            .orElseThrow();
  }

  private void open() {
    begin();
    await(pipeline::ready);
  }

  private Pipeline begin() {
    pipeline =
        Pipeline.open(
            settings,
            state,
            consumer -> log = new Fickle(new MemoryLog(storage, NOW::get, consumer)),
            NOW::get,
            System.nanoTime(),
            PipelineMeter.NONE,
            List.of());
    return pipeline;
  }

  private void send(int number, long timeoutMs) {
    Body body =
        new Body.ImportRegistry(
            List.of(institution(number)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    pipeline.send(
        new Command("request-" + number, BUREAU, "120100", number, body),
        timeoutMs,
        new Commands.Answer() {
          @Override
          public void decided(Outcome outcome) {
            answers.add(outcome.reply().equals(new Reply.Imported(1, 0)) ? "new" : "replaced");
          }

          @Override
          public void undecided(boolean certainlyNot, Reason reason, String cause) {
            answers.add(reason + (certainlyNot ? " certainly not" : ""));
          }
        });
  }

  private static Institution institution(int number) {
    return new Institution(
        String.format("H120100%05d", number),
        "generated",
        "120100",
        "01",
        List.of(new Period(LocalDate.of(2020, 1, 1), null)),
        false,
        null);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not within 10 s");
      LockSupport.parkNanos(100_000);
    }
  }

  /** A log whose leader changes. */
  private static final class Fickle implements ReplicatedLog {
    private final MemoryLog log;
    volatile boolean loses;
    volatile boolean holdsBack;
    volatile boolean refuses;
    volatile boolean leads = true;
    volatile long way;
    volatile int lost;
    volatile int appended;

    Fickle(MemoryLog log) {
      this.log = log;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread appends
    public boolean append(DirectBuffer batch, int offset, int length) {
      int records = count(batch, offset, length);
      if (refuses) {
        return false;
      }
      if (loses) {
        lost += records;
        return true;
      }
      boolean taken = log.append(batch, offset, length);
      appended += taken ? records : 0;
      return taken;
    }

    private static int count(DirectBuffer batch, int offset, int length) {
      int[] records = new int[1];
      MemoryLog reader =
          new MemoryLog(
              new MemoryLog.Storage(), NOW::get, (time, buffer, at, bytes) -> records[0]++);
      reader.poll();
      reader.append(batch, offset, length);
      reader.poll();
      return records[0];
    }

    @Override
    public int poll() {
      return holdsBack ? 0 : log.poll();
    }

    @Override
    public long way() {
      return way;
    }

    @Override
    public boolean leads() {
      return leads;
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
