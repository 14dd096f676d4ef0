package org.dualchannel.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Channel;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.dualchannel.acceptance.Calls.Answered;
import org.dualchannel.audit.Audit;
import org.dualchannel.audit.AuditReport;
import org.dualchannel.cli.RunningNode;
import org.dualchannel.cli.nemesis.Requests;
import org.dualchannel.snapshot.SnapshotFiles;
import org.dualchannel.v1.GetPrescriptionRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that takes snapshots all the time and is killed under load, at any moment of taking one,
 * has everything that it acknowledged, and its ledger goes on over every snapshot.
 */
class SnapshotsUnderKillsTest {
  @TempDir private Path dir;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Calls calls = new Calls();

  @Test
  void threeKills() throws Exception {
    killed(3);
  }

  @Test
  @Tag("slow")
  void fifteenKills() throws Exception {
    killed(15);
  }

  private void killed(int rounds) throws Exception {
    System.out.println("seed " + seed);
    int fromSnapshot = 0;
    for (int round = 0; round < rounds; round++) {
      try (ServeProcess node = start()) {
        if (round == 0) {
          RunningNode.importSampleCity(node.channel());
          Requests.prepare(node.channel(), Calls.PERSONS);
        }
        calls.retry(node.channel());
        checkThere(node.channel());
        List<Thread> callers = calls.begin(node.channel(), 4, random);
        calls.awaitMore(200);
        if (round < 2) { // one more each time, however slow the machine: two are needed below
          awaitSnapshots(round + 1, node);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(300)); // the instant is the test's input
        node.kill();
        for (Thread caller : callers) {
          caller.join();
        }
        fromSnapshot += node.output().contains("Starting from record") ? 1 : 0;
        assertEquals(List.of(), calls.faults());
      }
      AuditReport report = Audit.run(dir);
      assertEquals(List.of(), report.differences(), "as the kill left it, seed " + seed);
    }
    assertTrue(SnapshotFiles.in(dir).list().size() >= 2, "snapshots were taken");
    try (ServeProcess node = start()) {
      calls.retry(node.channel());
      checkThere(node.channel());
      fromSnapshot += node.output().contains("Starting from record") ? 1 : 0;
      node.term();
      node.awaitExit();
    }
    System.out.println(fromSnapshot + " starts from a snapshot");
    assertTrue(fromSnapshot >= rounds - 1, fromSnapshot + " starts from a snapshot");
    AuditReport report = Audit.run(dir);
    assertEquals(List.of(), report.differences());
    assertTrue(report.snapshots() >= 2, "snapshots are what the replay comes to");
    assertEquals(1, report.unsealed());
  }

  private ServeProcess start() throws Exception {
    return ServeProcess.start(dir, "snapshot.everyRecords=100", "pipeline.sealEveryRecords=50");
  }

  private void awaitSnapshots(int atLeast, ServeProcess node) {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (SnapshotFiles.in(dir).list().size() < atLeast) {
      assertTrue(System.nanoTime() - deadlineNs < 0, "no snapshot: " + node.output());
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void checkThere(Channel channel) {
    int checked = 0;
    for (Answered each : calls.answered()) {
      if (each.isSubmission() && checked++ < 200) {
        assertEquals(
            each.submission().getPrescription(),
            Stubs.hospital(channel)
                .getPrescription(
                    GetPrescriptionRequest.newBuilder()
                        .setArea(Requests.AREA)
                        .setPrescriptionId(each.prescription())
                        .build())
                .getPrescription()
                .getDraft(),
            "seed " + seed);
      }
    }
  }
}
