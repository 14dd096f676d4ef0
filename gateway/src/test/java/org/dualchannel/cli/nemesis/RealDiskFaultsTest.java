package org.dualchannel.cli.nemesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dualchannel.cli.RunningNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node, a process, on a disk of its own that fails under load. */
@Tag("slow")
class RealDiskFaultsTest {
  private static final int PERSONS = 5_000;

  @TempDir private Path dir;

  private final Journal journal = new Journal();
  private Disk disk;
  private LocalCluster cluster;
  private Load load;

  @BeforeEach
  void start() throws Exception {
    Path probe = Files.createDirectory(dir.resolve("probe-dir"));
    String whyNot = Disk.whyNot(probe);
    assumeTrue(whyNot == null, whyNot);
    int first = RunningNode.freePorts(20);
    disk = Disk.create(dir.resolve("node-0.img"), dir.resolve("node-0"));
    cluster =
        new LocalCluster(
            dir,
            1,
            List.of("127.0.0.1"),
            new LocalCluster.Ports(first, first + 1, first + 5),
            List.of("report.kind=off", "log.minFreeMb=0"));
    cluster.start();
    cluster.awaitReady();
    load = new Load(cluster.grpc(), journal, PERSONS, 3_000, 10_000);
    RunningNode.importSampleCity(load.channel(0));
    Requests.prepare(load.channel(0), PERSONS);
    load.begin(8, 100, 1);
    awaitMore(50);
  }

  @AfterEach
  void stop() throws Exception {
    if (cluster != null) {
      load.close();
      cluster.close();
    }
    if (disk != null) {
      disk.unmount();
    }
  }

  @Test
  void whenWritingAndForcingFailsItStopsForGoodAndAStartBringsEverythingBack() throws Exception {
    disk.cutPower(); // from now on every write and every force ends with an I/O error

    await(() -> !cluster.runs(0));
    assertTrue(output().contains("stopped for good"), output());
    disk.unmount();
    disk.mount();
    restartAndLookForEverything();
  }

  @Test
  void whenTheDiskIsFullToTheLastByteItStopsForGoodAndRoomBringsEverythingBack() throws Exception {
    disk.fill(0);

    await(() -> !cluster.runs(0));
    assertTrue(output().contains("stopped for good"), output());
    disk.free();
    restartAndLookForEverything();
  }

  @Test
  void whenTheDiskStandsStillForSecondsTheNodeWaitsAndGoesOn() throws Exception {
    long pid = cluster.process(0).pid();
    disk.slow(5_000, 5_000);
    awaitMore(50);

    assertEquals(pid, cluster.process(0).pid());
    assertTrue(cluster.runs(0));
    assertNull(cluster.status(0, 0).failure());
    lookForEverything();
  }

  private String output() throws Exception {
    return Files.readString(cluster.output(0));
  }

  private void restartAndLookForEverything() throws Exception {
    cluster.start(0);
    cluster.awaitReady(0);
    lookForEverything();
  }

  private void lookForEverything() throws Exception {
    awaitMore(50);
    load.end();
    load.retry();
    assertEquals(List.of(), journal.faults());
    Verdict verdict = new Verdict(load, 1);
    verdict.hear(journal.acknowledged());
    assertEquals(List.of(), verdict.lost());
    assertEquals(List.of(), verdict.duplicated());
    System.out.println(journal.count() + " calls acknowledged, all there");
  }

  private void awaitMore(int answers) {
    int enough = journal.count() + answers;
    await(() -> journal.count() >= enough || !journal.faults().isEmpty());
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() - deadline < 0, "not within 120 s");
      LockSupport.parkNanos(10_000_000);
    }
  }
}
