package org.dualchannel.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.dualchannel.v1.PrescriptionStatus;
import org.dualchannel.v1.SubmitPrescriptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against a small gateway of the tests, over real connections. */
class SteadyTest {
  private static Outcome steady(FakeGateway gateway, String mix, String... more) {
    String[] arguments = {
      "steady",
      "--target",
      gateway.address(),
      "--rate",
      "400",
      "--seconds",
      "1",
      "--warm-up",
      "1",
      "--connections",
      "4",
      "--persons",
      "40",
      "--mix",
      mix
    };
    String[] all = new String[arguments.length + more.length];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return Outcome.of(all);
  }

  @Test
  void everyCallOfTheWholeMixIsAnsweredAndCounted(@TempDir Path directory) throws Exception {
    try (FakeGateway gateway = new FakeGateway()) {
      Path hgrm = directory.resolve("out.hgrm");
      Outcome outcome =
          steady(
              gateway,
              "submit=40,get=20,cancel=10,claim=15,dispense=15",
              "--threads",
              "2",
              "--hgrm",
              hgrm.toString());

      assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
      assertEquals(0, outcome.figure("errors"));
      assertEquals(400, outcome.figure("offered_rps"));
      assertEquals(400, outcome.figure("achieved_rps"), "every measured call was answered");
      assertTrue(outcome.lastLine().startsWith("{\"mode\": \"steady\", "), outcome.lastLine());
      assertTrue(outcome.figure("p50_us") > 0);
      assertTrue(outcome.figure("p999_us") >= outcome.figure("p99_us"));
      assertTrue(Files.readString(hgrm).contains("#[Max     ="), "a percentile distribution");
      assertEquals(40, gateway.persons.size());
      for (PrescriptionStatus status :
          new PrescriptionStatus[] {
            PrescriptionStatus.PRESCRIPTION_STATUS_OPEN,
            PrescriptionStatus.PRESCRIPTION_STATUS_HELD,
            PrescriptionStatus.PRESCRIPTION_STATUS_DISPENSED,
            PrescriptionStatus.PRESCRIPTION_STATUS_CANCELLED
          }) {
        assertTrue(
            gateway.prescriptions.values().stream().anyMatch(found -> found.getStatus() == status),
            "one is " + status);
      }
    }
  }

  @Test
  void aSecondRunAtTheSameGatewayRepeatsNothing() throws Exception {
    try (FakeGateway gateway = new FakeGateway()) {
      String mix = "submit=60,claim=20,dispense=20";
      assertEquals(0, steady(gateway, mix).exitCode());
      Outcome second = steady(gateway, mix);
      assertEquals(0, second.exitCode(), second.out() + second.err());
      assertEquals(80, gateway.persons.size(), "persons of its own");
    }
  }

  @Test
  void refusalsAreErrorsWithTheirReason() throws Exception {
    try (FakeGateway gateway =
        new FakeGateway() {
          @Override
          SubmitPrescriptionResponse onSubmit(int number, String id) {
            if (number % 10 == 0) {
              throw refusal(Status.Code.RESOURCE_EXHAUSTED, "CAPACITY_REACHED");
            }
            return super.onSubmit(number, id);
          }
        }) {
      Outcome outcome = steady(gateway, "submit=1");
      assertEquals(1, outcome.exitCode());
      assertEquals(80, outcome.figure("errors"), "a tenth of 800, warm-up included");
      // 360, give or take those that overtook others on their way across the end of the warm-up.
      double achieved = outcome.figure("achieved_rps");
      assertTrue(achieved >= 320 && achieved < 400, "refusals are not achieved: " + achieved);
      assertTrue(
          outcome.out().contains("submit RESOURCE_EXHAUSTED CAPACITY_REACHED"), outcome.out());
    }
  }

  @Test
  void aColdGatewayMayRefuseForHavingTooMuchToDo() throws Exception {
    try (FakeGateway gateway =
        new FakeGateway() {
          @Override
          SubmitPrescriptionResponse onSubmit(int number, String id) {
            if (number <= 200) { // half of the warm-up
              throw refusal(Status.Code.RESOURCE_EXHAUSTED, "OVERLOADED");
            }
            return super.onSubmit(number, id);
          }
        }) {
      Outcome outcome = steady(gateway, "submit=1");
      assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
      assertEquals(0, outcome.figure("errors"));
      assertEquals(200, outcome.figure("warm_up_refused"));
    }
  }

  @Test
  void anAcknowledgedPrescriptionThatIsGoneIsFound() throws Exception {
    try (FakeGateway gateway =
        new FakeGateway() {
          @Override
          SubmitPrescriptionResponse onSubmit(int number, String id) {
            // Acknowledges a number that nothing is stored under.
            return super.onSubmit(number, number == 800 ? "LOST" : id);
          }
        }) {
      Outcome outcome = steady(gateway, "submit=1", "--verify", "800");
      assertEquals(1, outcome.exitCode());
      assertEquals(1, outcome.figure("errors"), outcome.out());
      assertTrue(outcome.out().contains("LOST cannot be read"), outcome.out());
    }
  }

  @Test
  void aStallIsChargedToEveryCallThatWasDueDuringIt() throws Exception {
    try (FakeGateway gateway =
        new FakeGateway() {
          @Override
          synchronized SubmitPrescriptionResponse onSubmit(int number, String id) {
            // Once, in the middle of the measured second, everyone waits.
            if (number == 500) {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
            }
            return super.onSubmit(number, id);
          }
        }) {
      Outcome outcome = steady(gateway, "submit=1");
      assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
      assertEquals(400, outcome.figure("achieved_rps"));
      // 120 of the 400 calls were due during the stall and waited for what was left of it. A
      // generator that waits for answers would have seen a single slow call, beyond p99.
      assertTrue(outcome.figure("p99_us") > 250_000, outcome.lastLine());
    }
  }

  @Test
  void aMistakeOnTheCommandLineIsExitCode2AndSaysWhich() {
    assertEquals(2, Outcome.of().exitCode());
    assertEquals(2, Outcome.of("steady").exitCode());
    Outcome rate = Outcome.of("steady", "--rate", "0", "--seconds", "1", "--target", "localhost:1");
    assertEquals(2, rate.exitCode());
    assertTrue(rate.err().contains("--rate: 0 is less than 1"), rate.err());
    Outcome mix = Outcome.of("steady", "--rate", "1", "--seconds", "1", "--mix", "submit=1,fly=2");
    assertEquals(2, mix.exitCode());
    assertTrue(mix.err().contains("'fly' is not an operation"), mix.err());
    Outcome target = Outcome.of("steady", "--rate", "1", "--seconds", "1", "--target", "here");
    assertEquals(2, target.exitCode());
    assertTrue(target.err().contains("host:port"), target.err());
  }

  @Test
  void aLauncherThatIsNotThereIsExitCode1() {
    Outcome outcome =
        Outcome.of("steady", "--rate", "1", "--seconds", "1", "--gateway", "/nonexistent/launcher");
    assertEquals(1, outcome.exitCode());
    assertTrue(outcome.err().contains("/nonexistent/launcher"), outcome.err());
  }
}
