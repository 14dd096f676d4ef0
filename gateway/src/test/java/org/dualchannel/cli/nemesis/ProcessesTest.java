package org.dualchannel.cli.nemesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.IoUtil;
import org.dualchannel.backup.Backup;
import org.dualchannel.cli.RunningNode;
import org.dualchannel.snapshot.SnapshotFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three members, a process each, under load. */
@Tag("slow")
class ProcessesTest {
  private static final int PERSONS = 10_000;
  private static final long DEADLINE_MS = 10_000;

  @TempDir private Path dir;

  private final Journal journal = new Journal();
  private LocalCluster cluster;
  private Load load;

  @BeforeEach
  void start() throws Exception {
    int first = RunningNode.freePorts(40);
    cluster =
        new LocalCluster(
            dir,
            3,
            Collections.nCopies(3, "127.0.0.1"),
            new LocalCluster.Ports(first, first + 5, first + 10),
            List.of("report.kind=off", "snapshot.everyRecords=500"));
    cluster.start();
    cluster.awaitReady();
    load = new Load(cluster.grpc(), journal, PERSONS, DEADLINE_MS, DEADLINE_MS);
    RunningNode.importSampleCity(load.channel(0));
    Requests.prepare(load.channel(0), PERSONS);
  }

  @AfterEach
  void stop() throws Exception {
    load.close();
    cluster.close();
  }

  @Test
  void aRollingRestartLosesNothingAndNoCallFails() throws Exception {
    load.begin(12, 200, 1);
    awaitMore(200);
    for (int id = 0; id < 3; id++) {
      cluster.process(id).term();
      cluster.process(id).awaitEnd(60_000);
      awaitMore(100);
      cluster.start(id);
      cluster.awaitReady(id);
      awaitMore(100);
    }
    checkAll();
  }

  @Test
  void theLeaderIsKilledAtAThousandCallsASecond() throws Exception {
    load.begin(48, 1_000, 1);
    awaitMore(5_000);
    int leader = cluster.leader();
    cluster.process(leader).kill();
    awaitMore(5_000);
    long gapMs = journal.worstGapMs();
    cluster.start(leader);
    cluster.awaitReady(leader);
    checkAll();
    System.out.println("no call was answered for " + gapMs + " ms");
  }

  @Test
  void aLeaderThatStandsStillAnswersNothingStaleAfterwards() throws Exception {
    load.begin(12, 200, 1);
    awaitMore(200);
    int leader = cluster.leader();
    cluster.process(leader).signal("STOP");
    int other = (leader + 1) % 3;
    await(() -> leads(other) || leads((leader + 2) % 3));
    awaitMore(200);
    cluster.process(leader).signal("CONT");
    awaitMore(200);
    checkAll();
  }

  @Test
  void membersAreKilledWhileTheyWriteSnapshots() throws Exception {
    load.begin(12, 200, 1);
    awaitMore(200);
    for (int round = 0; round < 4; round++) {
      int leader = cluster.leader();
      int victim = round % 2 == 0 ? leader : (leader + 1) % 3;
      await(() -> finished(victim) > 0);
      await(() -> isWriting(victim));
      cluster.process(victim).kill();
      awaitMore(100);
      cluster.start(victim);
      cluster.awaitReady(victim);
      assertTrue(cluster.status(victim, 0).startedFrom() > 0, "it came back from a snapshot");
      awaitMore(200);
    }
    checkAll();
    cluster.close();
    audit();
  }

  private int finished(int id) {
    return SnapshotFiles.in(cluster.data(id)).list().size();
  }

  /** A file of it is there that has not got its name. */
  private boolean isWriting(int id) {
    String[] parts =
        cluster
            .data(id)
            .resolve(SnapshotFiles.DIRECTORY)
            .toFile()
            .list((dir, name) -> name.endsWith(".part"));
    return parts != null && parts.length > 0;
  }

  @Test
  void aLostMemberComesBackFromABackupOfAnotherUnderLoad() throws Exception {
    load.begin(12, 200, 1);
    awaitMore(1_000);
    int leader = cluster.leader();
    int lost = (leader + 1) % 3;
    cluster.process(lost).kill();
    IoUtil.delete(cluster.data(lost).toFile(), false);
    awaitMore(100);
    Backup.Summary made = Backup.make(cluster.data(leader), dir.resolve("backup"));
    assertTrue(made.snapshotIndex() > 0, made.toString());
    awaitMore(100);
    Backup.restore(dir.resolve("backup"), cluster.data(lost));
    cluster.start(lost);
    cluster.awaitReady(lost);
    assertEquals(made.snapshotIndex(), cluster.status(lost, 0).startedFrom());
    awaitMore(200);
    checkAll();
    cluster.close();
    audit();
  }

  private void audit() throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    assertTrue(new Aftermath(cluster, out).clean());
  }

  private boolean leads(int id) {
    try {
      MemberStatus status = cluster.status(id, 0);
      return status != null && status.leads();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Everything acknowledged is there, on all members alike, and no call took its whole deadline.
   */
  private void checkAll() throws Exception {
    load.end();
    System.out.printf(
        "%d acknowledged, worst gap %d ms, longest call %d ms, %d attempts went elsewhere%n",
        journal.count(), journal.worstGapMs(), journal.worstCallMs(), journal.sentElsewhere());
    assertEquals(List.of(), journal.faults());
    assertEquals(0, journal.lateCalls(), "calls without an answer in " + DEADLINE_MS + " ms");
    assertEquals(0, journal.unanswered().size());
    Verdict verdict = new Verdict(load, 3);
    verdict.hear(journal.acknowledged());
    assertEquals(List.of(), verdict.lost());
    assertEquals(List.of(), verdict.duplicated());
    await(() -> records(0) == records(1) && records(1) == records(2));
    long last = records(0);
    String hash = cluster.status(0, last).hash();
    assertNotNull(hash);
    assertEquals(hash, cluster.status(1, last).hash());
    assertEquals(hash, cluster.status(2, last).hash());
  }

  private long records(int id) {
    try {
      MemberStatus status = cluster.status(id, 0);
      return status == null ? -1 - id : status.records();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1 - id;
    }
  }

  private void awaitMore(int answers) {
    int enough = journal.count() + answers;
    await(() -> journal.count() >= enough || !journal.faults().isEmpty());
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not within 120 s");
      LockSupport.parkNanos(10_000_000);
    }
  }
}
