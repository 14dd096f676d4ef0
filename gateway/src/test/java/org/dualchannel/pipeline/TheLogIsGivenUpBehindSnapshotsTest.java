package org.dualchannel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.dualchannel.audit.Audit;
import org.dualchannel.audit.AuditReport;
import org.dualchannel.backup.Backup;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.State;
import org.dualchannel.log.AeronLog;
import org.dualchannel.log.AeronLogContext;
import org.dualchannel.log.FreePorts;
import org.dualchannel.log.LogMember;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.dualchannel.snapshot.SnapshotFiles;
import org.dualchannel.store.StateHash;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of a whole pipeline on the real log: starts, falls back, purges, copies. */
class TheLogIsGivenUpBehindSnapshotsTest {
  private static final Principal BUREAU = new Principal(Principal.Role.BUREAU, "120100");
  private static final RecordCodec<Outcome> OUTCOME = RecordCodec.of(Outcome.class);
  private static final int SEGMENT = 8 << 20;

  /** Entries of one import; a record of about half a megabyte. */
  private static final int MANY = 600;

  @TempDir private Path temp;

  private final AtomicLong follower = new AtomicLong(Long.MAX_VALUE);
  private final List<Long> told = Collections.synchronizedList(new ArrayList<>());
  private Path dir;
  private State state;
  private Pipeline pipeline;
  private int number;

  @AfterEach
  void close() {
    if (pipeline != null) {
      pipeline.close();
      pipeline = null;
    }
  }

  @Test
  void aStartGoesOnFromTheNewestSnapshot() throws Exception {
    open("a");
    Command first = importOf(1);
    byte[] answer = OUTCOME.encode(send(first).get());
    send(importOf(1)).get();
    snapshot();
    send(importOf(1)).get();
    StateHash hash = hash();
    long index = pipeline.lastIndex();
    close();

    told.clear();
    open("a");

    assertEquals(hash, hash());
    assertTrue(pipeline.lastIndex() >= index);
    assertTrue(firstTold() > 2, "delivered again: " + told);
    assertArrayEquals(answer, OUTCOME.encode(send(first).get()), "a retry of before the snapshot");
    close();
    assertClean(Audit.run(dir), 1);
  }

  @Test
  void aDamagedSnapshotIsPassedOver() throws Exception {
    open("a");
    send(importOf(1)).get();
    snapshot();
    send(importOf(1)).get();
    snapshot();
    send(importOf(1)).get();
    StateHash hash = hash();
    close();
    List<SnapshotFiles.Named> files = SnapshotFiles.in(dir).list();
    flip(files.get(0).path());
    assertEquals(1, Audit.run(dir).differences().size(), "the audit names the damaged file");

    told.clear();
    open("a");

    assertEquals(hash, hash());
    assertEquals(files.get(1).index() + 1, firstTold(), "from the one before");
    await(() -> whole(files.get(0)));
    close();
    assertClean(Audit.run(dir), 2);

    flip(files.get(0).path());
    flip(files.get(1).path());
    told.clear();
    open("a");
    assertEquals(hash, hash());
    assertEquals(1, firstTold(), "from the beginning of the log");
    snapshot();
    close();
    told.clear();
    open("a");
    assertEquals(hash, hash());
    send(importOf(1)).get();
    assertTrue(firstTold() > 3, "from the new one: " + told);
  }

  @Test
  void aSnapshotWithoutItsFileIsTakenBack() throws Exception {
    open("a");
    send(importOf(1)).get();
    snapshot();
    StateHash hash = hash();
    close();
    Files.delete(SnapshotFiles.in(dir).list().get(0).path());
    told.clear();

    open("a");

    assertEquals(hash, hash());
    assertEquals(1, firstTold());
  }

  @Test
  void reportsThatAreBehindAreFollowedUp() throws Exception {
    open("a");
    send(importOf(1)).get();
    snapshot();
    send(importOf(1)).get();
    snapshot();
    close();
    List<SnapshotFiles.Named> files = SnapshotFiles.in(dir).list();

    follower.set(files.get(0).index() - 1);
    told.clear();
    open("a");
    assertEquals(files.get(1).index() + 1, firstTold(), "from the one that the reports have");
    close();

    follower.set(0);
    told.clear();
    open("a");
    assertEquals(1, firstTold(), "the reports begin anew");
  }

  @Test
  void theLogIsGivenUpOnlyBehindTheReports() throws Exception {
    follower.set(3);
    open("a");
    for (int round = 0; round < 4; round++) {
      send(importOf(MANY)).get();
      send(importOf(MANY)).get();
      send(importOf(MANY)).get();
      send(importOf(MANY)).get();
      send(importOf(MANY)).get();
      snapshot();
    }
    assertTrue(logFile(0).toFile().exists());
    assertEquals(4, SnapshotFiles.in(dir).list().size(), "none is given up");

    follower.set(Long.MAX_VALUE);
    send(importOf(1)).get();
    snapshot();
    await(() -> SnapshotFiles.in(dir).list().size() == 2 && !logFile(0).toFile().exists());
    StateHash hash = hash();
    send(importOf(1)).get();
    close();

    AuditReport report = Audit.run(dir);
    assertEquals(List.of(), report.differences());
    assertTrue(report.since() > 0);
    assertEquals(1, report.snapshots());
    assertTrue(report.sealsChecked() > 0);

    told.clear();
    open("a");
    assertTrue(firstTold() > 21, "from the newest: " + told);
    assertEquals(hash.entries() + 2, hash().entries());
    send(importOf(1)).get();
  }

  @Test
  void aBackupUnderLoadIsRestoredElsewhere() throws Exception {
    open("a");
    for (int i = 0; i < 20; i++) {
      send(importOf(10)).get();
    }
    snapshot();
    List<CompletableFuture<Outcome>> load = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      load.add(send(importOf(5)));
      if (i == 50) {
        load.get(20).get();
      }
    }
    long before = pipeline.lastIndex();
    Path backup = temp.resolve("backup");
    Backup.Summary made = Backup.make(dir, backup);
    for (CompletableFuture<Outcome> each : load) {
      each.get();
    }
    assertTrue(made.snapshotIndex() >= 20, made.toString());
    close();
    Path original = dir;

    assertEquals(made, Backup.restore(backup, temp.resolve("b")));
    told.clear();
    open("b");
    long end = pipeline.lastIndex();
    StateHash hash = hash();
    assertTrue(end >= before, "everything acknowledged before it began: " + end);
    assertEquals(made.snapshotIndex() + 1, firstTold());
    close();
    AuditReport restored = Audit.run(temp.resolve("b"));
    assertClean(restored, 1);
    assertClean(Audit.run(original), 1);
    assertFalse(hash.entries() == 0);

    flip(backup.resolve("log/archive/0-0.rec"));
    org.junit.jupiter.api.Assertions.assertThrows(
        IOException.class, () -> Backup.restore(backup, temp.resolve("c")));
    assertFalse(Files.exists(temp.resolve("c")));
  }

  private static void assertClean(AuditReport report, int snapshots) {
    assertEquals(List.of(), report.differences());
    assertEquals(snapshots, report.snapshots());
    assertTrue(report.sealsChecked() > 0);
  }

  private long firstTold() {
    await(() -> !told.isEmpty());
    return told.get(0);
  }

  private static boolean whole(SnapshotFiles.Named file) {
    try {
      SnapshotFiles.verify(file);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);
  }

  private Path logFile(long position) {
    return dir.resolve("log/archive/0-" + position + ".rec");
  }

  private StateHash hash() {
    await(() -> pipeline.decisionsOccupied() == 0);
    // The table of answers, which has the outcomes, is in it too.
    return StateHash.of(state.tables());
  }

  private void snapshot() {
    long before = newest();
    await(() -> pipeline.snapshots().request());
    await(() -> newest() > before && !pipeline.snapshots().writing());
  }

  private long newest() {
    List<SnapshotFiles.Named> files = SnapshotFiles.in(dir).list();
    return files.isEmpty() ? -1 : files.get(0).logPosition();
  }

  private void open(String name) throws Exception {
    dir = temp.resolve(name);
    state = new State(Tables.heap(), Tables.heap());
    AeronLogContext context =
        new AeronLogContext()
            .dataDir(dir)
            .segmentLength(SEGMENT)
            .members(List.of(LogMember.parse("127.0.0.1:" + FreePorts.next())));
    DecisionListener listener =
        new DecisionListener() {
          @Override
          public void decided(org.dualchannel.decide.Decider.Decision decision, boolean live) {}

          @Override
          public void decided(
              long index,
              long timeMs,
              Command command,
              org.dualchannel.decide.Decider.Decision decision,
              boolean live) {
            told.add(index);
          }
        };
    pipeline =
        Pipeline.open(
            new PipelineSettings(256, 256, 1_000, 16, 10, 5, 5_000),
            state,
            consumer -> AeronLog.open(context, consumer),
            System::currentTimeMillis,
            UUID.randomUUID().getMostSignificantBits(),
            PipelineMeter.NONE,
            List.of(listener),
            new SnapshotSettings(dir, 0, 0, 0, 2, true, follower::get));
    await(pipeline::ready);
  }

  private CompletableFuture<Outcome> send(Command command) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    pipeline.send(
        command,
        30_000,
        new Commands.Answer() {
          @Override
          public void decided(Outcome decided) {
            outcome.complete(decided);
          }

          @Override
          public void undecided(boolean certainlyNot, Reason reason, String cause) {
            outcome.completeExceptionally(new AssertionError(reason + " " + cause));
          }
        });
    return outcome;
  }

  private Command importOf(int entries) {
    List<Institution> institutions =
        Stream.generate(() -> institution(++number)).limit(entries).toList();
    return new Command(
        UUID.randomUUID().toString(),
        BUREAU,
        "120100",
        number,
        new Body.ImportRegistry(
            institutions, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
  }

  private static Institution institution(int number) {
    return new Institution(
        String.format("H120100%05d", number),
        "generated ".repeat(90),
        "120100",
        "01",
        List.of(new Period(LocalDate.of(2020, 1, 1), null)),
        false,
        null);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "waited in vain");
      LockSupport.parkNanos(1_000_000);
    }
  }
}
