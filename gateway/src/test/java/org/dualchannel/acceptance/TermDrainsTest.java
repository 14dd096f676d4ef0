package org.dualchannel.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.dualchannel.audit.Audit;
import org.dualchannel.audit.AuditReport;
import org.dualchannel.audit.Tally;
import org.dualchannel.cli.RunningNode;
import org.dualchannel.cli.nemesis.Requests;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node that is told to stop under load answers what it has decided, seals the ledger, ends. */
class TermDrainsTest {
  /** What a Java process ends with that did as TERM says. */
  private static final int ENDED_BY_TERM = 128 + 15;

  @TempDir private Path dir;

  @Test
  @Timeout(180)
  void whatIsDecidedIsAnsweredAndSealed() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Calls calls = new Calls();
    try (ServeProcess node = ServeProcess.start(dir)) {
      RunningNode.importSampleCity(node.channel());
      Requests.prepare(node.channel(), Calls.PERSONS);
      List<Thread> callers = calls.begin(node.channel(), 8, new Random(seed));
      calls.awaitMore(200);
      node.term();
      int exitCode = node.awaitExit();
      for (Thread caller : callers) {
        caller.join();
      }

      assertEquals(ENDED_BY_TERM, exitCode, node::output);
      assertTrue(node.output().endsWith("stopped"), node::output);
      assertEquals(List.of(), calls.faults());
    }
    AuditReport report = Audit.run(dir);
    assertEquals(List.of(), report.differences());
    assertEquals(1, report.unsealed(), "sealed to the last record");
    assertTrue(report.log().stopped(), "the log was stopped in good order");
    for (Tally.Count count : report.commands().counts()) {
      if (count.command().equals("SubmitPrescription")) {
        assertEquals(calls.answered(SubmitPrescriptionRequest.class), count.accepted());
      }
    }
    assertEquals(calls.answered(DispensePrescriptionRequest.class), report.settlements());
  }

  @Test
  @Timeout(180)
  void aNodeThatIsStillStartingStopsToo() throws Exception {
    try (ServeProcess node = ServeProcess.begin(dir)) {
      while (!java.nio.file.Files.exists(dir.resolve("log"))) {
        Thread.onSpinWait();
        java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
      }
      long began = System.nanoTime();
      node.term();
      node.awaitExit();
      long ms = (System.nanoTime() - began) / 1_000_000;
      assertTrue(ms < 25_000, "it took " + ms + " ms\n" + node.output());
    }
    try (ServeProcess node = ServeProcess.start(dir)) {
      node.term();
      assertEquals(ENDED_BY_TERM, node.awaitExit(), node::output);
    }
  }
}
