package org.dualchannel.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import org.dualchannel.v1.SubmitPrescriptionResponse;
import org.junit.jupiter.api.Test;

/** Streams of batches against a small gateway of the tests. */
class StreamingTest {
  private static Outcome stream(FakeGateway gateway) {
    return stream(gateway, 0);
  }

  private static Outcome stream(FakeGateway gateway, int warmUpSeconds) {
    return Outcome.of(
        "stream",
        "--target",
        gateway.address(),
        "--seconds",
        "1",
        "--warm-up",
        Integer.toString(warmUpSeconds),
        "--batch",
        "7",
        "--window",
        "2",
        "--connections",
        "3",
        "--threads",
        "2",
        "--persons",
        "30");
  }

  private static FakeGateway refusingTheTenth(Status.Code code, String reason) throws Exception {
    return new FakeGateway() {
      @Override
      SubmitPrescriptionResponse onSubmit(int number, String id) {
        if (number == 10) {
          throw refusal(code, reason);
        }
        return super.onSubmit(number, id);
      }
    };
  }

  @Test
  void everyPrescriptionOfEveryBatchIsAccepted() throws Exception {
    try (FakeGateway gateway = new FakeGateway()) {
      Outcome outcome = stream(gateway);
      assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
      assertEquals(0, outcome.figure("errors"));
      assertTrue(outcome.lastLine().startsWith("{\"mode\": \"stream\", "), outcome.lastLine());
      double perSecond = outcome.figure("prescriptions_per_s");
      assertTrue(perSecond > 0 && perSecond <= gateway.submits.get(), outcome.lastLine());
      assertEquals(0, gateway.submits.get() % 7, "whole batches");
    }
  }

  @Test
  void anItemThatIsRefusedIsAnErrorAndTheStreamGoesOn() throws Exception {
    try (FakeGateway gateway =
        refusingTheTenth(Status.Code.FAILED_PRECONDITION, "PERSON_NOT_IN_BENEFIT")) {
      Outcome outcome = stream(gateway);
      assertEquals(1, outcome.exitCode());
      assertEquals(1, outcome.figure("errors"));
      assertTrue(
          outcome.out().contains("submit FAILED_PRECONDITION PERSON_NOT_IN_BENEFIT"),
          outcome.out());
      assertTrue(gateway.submits.get() > 20, "more batches after it");
    }
  }

  @Test
  void whatIsRefusedForWantOfRoomIsNoErrorAndIsTold() throws Exception {
    for (int warmUpSeconds = 0; warmUpSeconds <= 1; warmUpSeconds++) {
      try (FakeGateway gateway = refusingTheTenth(Status.Code.RESOURCE_EXHAUSTED, "OVERLOADED")) {
        Outcome outcome = stream(gateway, warmUpSeconds);
        assertEquals(0, outcome.exitCode(), outcome.out());
        assertEquals(0, outcome.figure("errors"));
        assertEquals(1 - warmUpSeconds, outcome.figure("refused"));
        assertEquals(warmUpSeconds, outcome.figure("warm_up_refused"));
      }
    }
  }
}
