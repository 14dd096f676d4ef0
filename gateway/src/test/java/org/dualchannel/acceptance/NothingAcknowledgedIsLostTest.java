package org.dualchannel.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;
import io.grpc.Channel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dualchannel.acceptance.Calls.Answered;
import org.dualchannel.audit.Audit;
import org.dualchannel.audit.AuditReport;
import org.dualchannel.audit.Tally;
import org.dualchannel.cli.RunningNode;
import org.dualchannel.cli.nemesis.Requests;
import org.dualchannel.v1.ClaimPrescriptionRequest;
import org.dualchannel.v1.ClaimPrescriptionResponse;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.GetPrescriptionRequest;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that is killed under load, again and again on one data directory, has everything that it
 * acknowledged, and nothing twice.
 */
class NothingAcknowledgedIsLostTest {
  private static final int THREADS = 4;

  /** Answers that a node gives before its time runs. */
  private static final int ANSWERS = 20;

  private static final int LONGEST_MS = 400;

  @TempDir private Path dir;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Calls calls = new Calls();
  private final Set<String> seen = new HashSet<>();

  @Test
  void fiveKillsUnderLoad() throws Exception {
    killUnderLoad(5);
  }

  @Test
  @Tag("slow")
  void twentyKillsUnderLoad() throws Exception {
    killUnderLoad(20);
  }

  private void killUnderLoad(int rounds) throws Exception {
    System.out.println("seed " + seed);
    for (int round = 0; round < rounds; round++) {
      long began = System.nanoTime();
      try (ServeProcess node = ServeProcess.start(dir)) {
        long readyMs = (System.nanoTime() - began) / 1_000_000;
        Channel channel = node.channel();
        if (round == 0) {
          RunningNode.importSampleCity(node.channel());
          Requests.prepare(channel, Calls.PERSONS);
        }
        int retried = calls.retry(channel);
        int checked = checkNew(channel);
        List<Thread> callers = calls.begin(channel, THREADS, random);
        calls.awaitMore(ANSWERS);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MS)); // the instant is the test's input
        node.kill();
        for (Thread caller : callers) {
          caller.join();
        }
        System.out.printf(
            "round %d: ready after %d ms, %d retried, %d checked, %d unanswered, %d ms in all%n",
            round + 1,
            readyMs,
            retried,
            checked,
            calls.unanswered(),
            (System.nanoTime() - began) / 1_000_000);
        assertEquals(List.of(), calls.faults());
      }
      assertEquals(List.of(), Audit.run(dir).differences(), "as the kill left it");
    }
    try (ServeProcess node = ServeProcess.start(dir)) {
      calls.retry(node.channel());
      seen.clear();
      int checked = checkNew(node.channel());
      System.out.println(checked + " prescriptions acknowledged");
      assertTrue(checked > rounds, "hardly any load: " + checked);
      node.term();
      node.awaitExit();
    }
    checkAudit();
  }

  /** Everything acknowledged since the last check is there as it was sent. */
  private int checkNew(Channel channel) {
    int checked = 0;
    for (Answered each : calls.answered()) {
      if (!seen.add(Calls.requestId(each.request()))) {
        continue;
      }
      boolean sample = random.nextInt(20) == 0;
      if (sample) {
        assertEquals(
            lasting(each.answer()), lasting(Calls.answer(channel, each.request())), "answered so");
      }
      if (each.isSubmission()) {
        checked++;
        checkThere(channel, each);
        if (sample) {
          checkNumberIsUsed(channel, each);
        }
      }
    }
    return checked;
  }

  /** A claim is answered with its secret and the prescription as it is now. */
  private static Object lasting(Message answer) {
    return answer instanceof ClaimPrescriptionResponse claim ? claim.getClaimSecret() : answer;
  }

  private static void checkThere(Channel channel, Answered each) {
    assertEquals(
        each.submission().getPrescription(),
        Stubs.hospital(channel)
            .getPrescription(
                GetPrescriptionRequest.newBuilder()
                    .setArea(Requests.AREA)
                    .setPrescriptionId(each.prescription())
                    .build())
            .getPrescription()
            .getDraft());
  }

  /** Another request for the same prescription of the hospital is refused and names the first. */
  private static void checkNumberIsUsed(Channel channel, Answered each) {
    SubmitPrescriptionRequest again =
        each.submission().toBuilder().setRequestId(Requests.id()).build();
    StatusRuntimeException e =
        assertThrows(StatusRuntimeException.class, () -> Calls.answer(channel, again));
    assertEquals(Code.ALREADY_EXISTS, e.getStatus().getCode());
    assertTrue(e.getMessage().contains(each.prescription()), e::getMessage);
  }

  private void checkAudit() {
    Map<String, String> byNumber = new HashMap<>();
    for (Answered each : calls.answered()) {
      if (each.isSubmission()) {
        String number = each.submission().getPrescription().getHospitalNumber();
        assertEquals(null, byNumber.put(number, each.prescription()), number);
      }
    }
    assertEquals(byNumber.size(), Set.copyOf(byNumber.values()).size(), "ids are given once");
    AuditReport report = Audit.run(dir);
    assertEquals(List.of(), report.differences());
    Map<String, Long> accepted = new HashMap<>();
    for (Tally.Count count : report.commands().counts()) {
      accepted.put(count.command(), count.accepted());
    }
    assertEquals(byNumber.size(), accepted.get("SubmitPrescription"));
    assertEquals(calls.answered(ClaimPrescriptionRequest.class), accepted.get("ClaimPrescription"));
    long dispensed = calls.answered(DispensePrescriptionRequest.class);
    assertEquals(dispensed, accepted.get("DispensePrescription"));
    assertEquals(dispensed, report.settlements());
    assertTrue(dispensed > 0, "nothing was dispensed");
    assertEquals(0, report.log().tornBytes());
    assertTrue(report.sealsChecked() > 0);
    assertEquals(1, report.unsealed(), "the ledger is sealed to the last record");
  }
}
