package org.dualchannel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.State;
import org.dualchannel.log.MemoryLog;
import org.dualchannel.log.RecordBatch;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.dualchannel.store.StateHash;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the pipeline promises to its callers, on the log in memory. */
class PipelineTest {
  private static final Principal BUREAU = new Principal(Principal.Role.BUREAU, "120100");
  private static final RecordCodec<Outcome> OUTCOME = RecordCodec.of(Outcome.class);

  private final MemoryLog.Storage storage = new MemoryLog.Storage();
  private final AtomicLong clockMs = new AtomicLong(1_700_000_000_000L);
  private final AtomicReference<MemoryLog> log = new AtomicReference<>();
  private final AtomicLong origin = new AtomicLong();
  private PipelineSettings settings = new PipelineSettings(64, 64, 100, 16, 10, 5, 2_000);
  private State state;
  private boolean brokenAppend;
  private Pipeline pipeline;

  @AfterEach
  void close() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  @Test
  void answersACommandWithItsOutcome() throws Exception {
    open();

    Outcome outcome = send(importOf("H12010000001")).get();

    assertEquals(new Reply.Imported(1, 0), outcome.reply());
    assertEquals(pipeline.lastIndex(), outcome.index());
  }

  @Test
  void answersARetryWithTheSameOutcome() throws Exception {
    open();
    Command command = importOf("H12010000001");

    byte[] first = OUTCOME.encode(send(command).get());
    byte[] again = OUTCOME.encode(send(command).get());

    assertArrayEquals(first, again);
  }

  @Test
  void refusesAnotherRequestUnderTheSameId() throws Exception {
    open();
    Command command = importOf("H12010000001");
    send(command).get();
    Command other = importOf("H12010000002");

    Outcome outcome =
        send(new Command(command.requestId(), BUREAU, "120100", 7, other.body())).get();

    assertEquals(Reason.REQUEST_ID_REUSED, outcome.rejection().reason());
  }

  @Test
  void recoversTheSameStateFromTheSameLog() throws Exception {
    open();
    Command command = importOf("H12010000001");
    byte[] first = OUTCOME.encode(send(command).get());
    for (int i = 2; i < 40; i++) {
      send(importOf(String.format("H120100%05d", i))).get();
    }
    await(() -> pipeline.decisionsOccupied() == 0);
    StateHash before = StateHash.of(state.tables());
    pipeline.close();

    open();

    assertEquals(before, StateHash.of(state.tables()));
    assertArrayEquals(first, OUTCOME.encode(send(command).get()));
  }

  @Test
  void isNotReadyBeforeItHasRecovered() {
    openWithoutWaiting(false);

    BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);
    pipeline.send(importOf("H12010000001"), 1_000, collect(answers));

    assertEquals("NOT_READY certainly not", answers.poll());
    log.get().refuse(false);
  }

  @Test
  void refusesAtOnceWhenTooManyCallsWait() {
    settings = new PipelineSettings(64, 64, 10, 16, 10, 5, 100);
    open();
    log.get().refuse(true);

    BlockingQueue<String> answers = new ArrayBlockingQueue<>(100);
    for (int i = 0; i < 11; i++) {
      pipeline.send(importOf(String.format("H120100%05d", i)), 60_000, collect(answers));
    }

    assertEquals(List.of("OVERLOADED certainly not"), List.copyOf(answers));
    assertEquals(10, pipeline.pendingCalls());
    log.get().refuse(false);
    await(() -> answers.size() == 11);
    assertEquals(10, answers.stream().filter("decided"::equals).count());
  }

  @Test
  void refusesAtOnceWhenTheIntakeRingIsFull() {
    settings = new PipelineSettings(64, 64, 1_000, 16, 10, 5, 100);
    open();
    log.get().refuse(true);

    BlockingQueue<String> answers = new ArrayBlockingQueue<>(2_000);
    for (int i = 0; i < 500; i++) {
      pipeline.send(importOf(String.format("H120100%05d", i)), 60_000, collect(answers));
    }

    assertTrue(answers.contains("OVERLOADED certainly not"));
    assertTrue(answers.stream().allMatch("OVERLOADED certainly not"::equals));
    assertEquals(500, answers.size() + pipeline.pendingCalls());
    log.get().refuse(false);
    await(() -> answers.size() == 500);
    assertEquals(0, pipeline.pendingCalls());
  }

  @Test
  void answersACallThatIsNotDecidedInTime() throws Exception {
    open();
    log.get().refuse(true);

    BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);
    pipeline.send(importOf("H12010000001"), 30, collect(answers));

    assertEquals("TIMED_OUT", answers.poll(5, TimeUnit.SECONDS));
    assertEquals(0, pipeline.pendingCalls());
    log.get().refuse(false);
  }

  @Test
  void closesOnlyWhenCallsUnderWayAreAnswered() {
    open();
    BlockingQueue<String> answers = new ArrayBlockingQueue<>(100);
    for (int i = 0; i < 50; i++) {
      pipeline.send(importOf(String.format("H120100%05d", i)), 60_000, collect(answers));
    }

    pipeline.close();

    assertEquals(50, answers.stream().filter("decided"::equals).count());
    pipeline = null;
  }

  @Test
  void stopsForGoodWhenTheLogFails() {
    open();
    log.get().refuse(true);
    BlockingQueue<String> answers = new ArrayBlockingQueue<>(2);
    pipeline.send(importOf("H12010000001"), 60_000, collect(answers));

    log.get().fail("disk on fire");

    await(() -> answers.size() == 1);
    assertEquals("NOT_READY", answers.poll());
    assertEquals("disk on fire", pipeline.failure());
    pipeline.send(importOf("H12010000002"), 60_000, collect(answers));
    assertEquals("NOT_READY certainly not", answers.poll());
    assertFalse(pipeline.ready());
  }

  @Test
  void stopsForGoodWhenTheAppenderThrows() {
    brokenAppend = true;
    open();

    BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);
    pipeline.send(importOf("H12010000001"), 60_000, collect(answers));

    await(() -> answers.size() == 1);
    assertEquals("NOT_READY", answers.poll());
    assertTrue(pipeline.failure().contains("append is broken"), pipeline.failure());
    assertFalse(pipeline.ready());
  }

  @Test
  void stopsForGoodOnASealThatDoesNotFit() throws Exception {
    open();
    send(importOf("H12010000001")).get();

    pipeline.own(new Body.Seal(1, new byte[32]));

    await(() -> pipeline.failure() != null);
    assertTrue(pipeline.failure().contains("ledger hash after record 1"), pipeline.failure());
  }

  @Test
  void sealsTheLedgerAndChecksTheSealsWhenItRecovers() throws Exception {
    open();
    for (int i = 0; i < 23; i++) {
      send(importOf(String.format("H120100%05d", i))).get();
    }
    pipeline.close();

    LedgerStage stage = new LedgerStage(0, body -> {});
    State replayed = new State(Tables.heap(), Tables.heap());
    replay(replayed, stage);

    assertTrue(stage.sealsChecked() >= 4, "seals " + stage.sealsChecked());
    assertEquals(1, stage.unsealed(), "only the last seal itself is unsealed");
  }

  @Test
  void stopsForGoodOnARecordThatItCannotRead() {
    RecordBatch batch = new RecordBatch(1_000);
    batch.add(new byte[] {9, 9, 9});
    openWithoutWaiting(true);
    await(() -> pipeline.ready());
    MemoryLog raw = new MemoryLog(storage, clockMs::get, (time, buffer, offset, length) -> {});
    raw.poll();
    raw.append(batch.buffer(), 0, batch.length());
    raw.poll();
    pipeline.close();

    openWithoutWaiting(true);

    await(() -> pipeline.failure() != null);
    assertFalse(pipeline.ready());
  }

  private void replay(State replayed, LedgerStage stage) {
    org.dualchannel.decide.Decider decider = new org.dualchannel.decide.Decider(replayed);
    MemoryLog reader =
        new MemoryLog(
            storage,
            clockMs::get,
            (timestampMs, buffer, offset, length) -> {
              byte[] record = new byte[length];
              new UnsafeBuffer(record).putBytes(0, buffer, offset, length);
              Command command = LogRecord.command(record);
              stage.add(
                  timestampMs, record, command.body(), decider.decide(timestampMs, command), false);
            });
    reader.poll();
    assertNull(reader.status().failedReason());
  }

  private void open() {
    openWithoutWaiting(true);
    await(() -> pipeline.ready());
  }

  private void openWithoutWaiting(boolean deliver) {
    state = new State(Tables.heap(), Tables.heap());
    pipeline =
        Pipeline.open(
            settings,
            state,
            consumer -> {
              MemoryLog opened = new MemoryLog(storage, clockMs::get, consumer);
              log.set(opened);
              return deliver && !brokenAppend ? opened : new Stalled(opened, deliver);
            },
            clockMs::get,
            origin.incrementAndGet(),
            PipelineMeter.NONE,
            List.of());
    assertNotNull(log.get());
  }

  /** A log that delivers only if told to, and whose append does not work. */
  private record Stalled(MemoryLog log, boolean delivers)
      implements org.dualchannel.log.ReplicatedLog {
    @Override
    public boolean append(org.agrona.DirectBuffer batch, int offset, int length) {
      if (delivers) {
        throw new IllegalStateException("append is broken");
      }
      return false;
    }

    @Override
    public int poll() {
      return delivers ? log.poll() : 0;
    }

    @Override
    public int maxBatchBytes() {
      return log.maxBatchBytes();
    }

    @Override
    public org.dualchannel.log.LogStatus status() {
      return log.status();
    }

    @Override
    public void close() {
      log.close();
    }
  }

  private CompletableFuture<Outcome> send(Command command) {
    CompletableFuture<Outcome> answered = new CompletableFuture<>();
    pipeline.send(
        command,
        10_000,
        new Commands.Answer() {
          @Override
          public void decided(Outcome outcome) {
            answered.complete(outcome);
          }

          @Override
          public void undecided(boolean certainlyNot, Reason reason, String cause) {
            answered.completeExceptionally(new ExecutionException(reason + " " + cause, null));
          }
        });
    return answered;
  }

  private static Commands.Answer collect(BlockingQueue<String> answers) {
    return new Commands.Answer() {
      @Override
      public void decided(Outcome outcome) {
        answers.add("decided");
      }

      @Override
      public void undecided(boolean certainlyNot, Reason reason, String cause) {
        answers.add(reason + (certainlyNot ? " certainly not" : ""));
      }
    };
  }

  private static Command importOf(String hospital) {
    Institution institution =
        new Institution(
            hospital,
            "generated",
            "120100",
            "01",
            List.of(new Period(LocalDate.of(2020, 1, 1), null)),
            false,
            null);
    Body body =
        new Body.ImportRegistry(
            List.of(institution), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    String id =
        UUID.nameUUIDFromBytes(hospital.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .toString();
    return new Command(id, BUREAU, "120100", 1, body);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not within 10 s");
      LockSupport.parkNanos(100_000);
    }
  }
}
