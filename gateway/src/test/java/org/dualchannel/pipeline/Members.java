package org.dualchannel.pipeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
import org.dualchannel.store.FreezableTable;
import org.dualchannel.store.StateHash;
import org.dualchannel.store.Tables;

/** One member or three in this process, each a pipeline on the real log with small files. */
final class Members implements AutoCloseable {
  private static final Principal BUREAU = new Principal(Principal.Role.BUREAU, "120100");
  private static final int SEGMENT = 8 << 20;

  private final Path dir;
  private final Function<Path, SnapshotSettings> snapshots;
  private final LongSupplier nowMs;
  private final List<LogMember> members = new ArrayList<>();
  private final State[] states;
  private final Pipeline[] pipelines;
  private int number;

  /** Three, which take snapshots on command and keep two. */
  static Members three(Path dir, boolean purge) {
    return new Members(
        dir,
        3,
        data -> new SnapshotSettings(data, 0, 0, 0, 2, purge, () -> Long.MAX_VALUE),
        System::currentTimeMillis);
  }

  /**
   * @param snapshots of a member, given its directory
   * @param nowMs the clock of the pipelines; that of the log is the machine's
   */
  Members(Path dir, int count, Function<Path, SnapshotSettings> snapshots, LongSupplier nowMs) {
    this.dir = dir;
    this.snapshots = snapshots;
    this.nowMs = nowMs;
    states = new State[count];
    pipelines = new Pipeline[count];
    for (int id = 0; id < count; id++) {
      members.add(new LogMember("127.0.0.1", FreePorts.next()));
    }
  }

  void open(int id) {
    AeronLogContext context =
        new AeronLogContext()
            .dataDir(data(id))
            .segmentLength(SEGMENT)
            .members(members)
            .memberId(id)
            .oneThread(id != 1); // a cluster may have both kinds
    states[id] = new State(Tables.heap(), Tables.heap());
    pipelines[id] =
        Pipeline.open(
            new PipelineSettings(256, 256, 1_000, 16, 10, 5, 5_000),
            states[id],
            consumer -> AeronLog.open(context, consumer),
            nowMs,
            UUID.randomUUID().getMostSignificantBits(),
            PipelineMeter.NONE,
            List.of(),
            snapshots.apply(data(id)));
  }

  void openAll() {
    for (int id = 0; id < pipelines.length; id++) {
      if (pipelines[id] == null) {
        open(id);
      }
    }
    for (int id = 0; id < pipelines.length; id++) {
      awaitReady(id);
    }
  }

  void awaitReady(int id) {
    await(
        () -> {
          assertTrue(pipelines[id].failure() == null, pipelines[id].failure());
          return pipelines[id].ready();
        });
  }

  Path data(int id) {
    return dir.resolve("m" + id);
  }

  Pipeline pipeline(int id) {
    return pipelines[id];
  }

  int leader() {
    await(() -> running().anyMatch(id -> pipelines[id].logStatus().isLeader()));
    return running().filter(id -> pipelines[id].logStatus().isLeader()).findFirst().orElse(-1);
  }

  private IntStream running() {
    return IntStream.range(0, pipelines.length).filter(id -> pipelines[id] != null);
  }

  void close(int id) {
    if (pipelines[id] != null) {
      pipelines[id].close();
      pipelines[id] = null;
    }
  }

  @Override
  public void close() {
    for (int id = 0; id < pipelines.length; id++) {
      close(id);
    }
  }

  /** Asks whoever leads for a snapshot, and waits until the members have it. */
  long snapshot(int... ids) {
    long before = newest(ids[0]);
    await(() -> running().anyMatch(id -> pipelines[id].snapshots().request()));
    for (int id : ids) {
      await(() -> newest(id) > before && !pipelines[id].snapshots().writing());
    }
    return newest(ids[0]);
  }

  /** Position of a member's newest snapshot; -1 when it has none. */
  long newest(int id) {
    List<SnapshotFiles.Named> files = SnapshotFiles.in(data(id)).list();
    return files.isEmpty() ? -1 : files.get(0).logPosition();
  }

  /** Imports so many institutions in one command, each about a kilobyte. */
  Outcome send(int id, int entries) throws Exception {
    return call(id, entries).get(60, TimeUnit.SECONDS);
  }

  private CompletableFuture<Outcome> call(int id, int entries) {
    List<Institution> institutions =
        Stream.generate(() -> institution(++number)).limit(entries).toList();
    Command command =
        new Command(
            UUID.randomUUID().toString(),
            BUREAU,
            "120100",
            number,
            new Body.ImportRegistry(
                institutions, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()));
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    pipelines[id].send(
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

  /** Entries that a member has beside its frozen tables. */
  long overlaid(int id) {
    return states[id].tables().stream()
        .mapToLong(table -> ((FreezableTable<?, ?>) table).overlaid())
        .sum();
  }

  /** Waits until the members have decided the same records, and compares what they hold. */
  StateHash agree(int... ids) {
    await(
        () ->
            IntStream.of(ids).mapToLong(id -> pipelines[id].ledgerIndex()).distinct().count() == 1
                && IntStream.of(ids).allMatch(id -> pipelines[id].decisionsOccupied() == 0));
    List<StateHash> hashes =
        IntStream.of(ids).mapToObj(id -> StateHash.of(states[id].tables())).distinct().toList();
    assertTrue(hashes.size() == 1, "the members hold different things: " + hashes);
    return hashes.get(0);
  }

  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "waited in vain");
      LockSupport.parkNanos(1_000_000);
    }
  }
}
