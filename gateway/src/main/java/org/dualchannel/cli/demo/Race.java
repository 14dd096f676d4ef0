package org.dualchannel.cli.demo;

import io.grpc.StatusRuntimeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.dualchannel.cli.send.RefusedCall;
import org.dualchannel.v1.CancelPrescriptionRequest;
import org.dualchannel.v1.DispensePrescriptionRequest;

/**
 * A cancel and a dispense of one prescription at the same time.
 *
 * @param cancelRefused reason for which the cancel was refused; empty when it won
 * @param dispenseRefused the same of the dispense
 */
record Race(String cancelRefused, String dispenseRefused) {

  /** Lets both go at once. */
  static Race run(Scene scene, Claimed claimed, boolean cancelFirst) {
    DispensePrescriptionRequest dispense =
        scene
            .requests()
            .dispense(
                claimed,
                SampleCity.PHARMACY.priceFen(claimed.treatment()),
                scene.requests().packs(claimed.treatment()));
    CancelPrescriptionRequest cancel = scene.requests().cancel(claimed.prescription());
    CountDownLatch start = new CountDownLatch(1);
    Supplier<String> cancelling = () -> refusal(start, () -> scene.cancel(cancel));
    Supplier<String> dispensing =
        () ->
            refusal(
                start, () -> scene.dispensing(claimed.dispenser()).dispensePrescription(dispense));
    CompletableFuture<String> one = async(cancelFirst ? cancelling : dispensing);
    CompletableFuture<String> other = async(cancelFirst ? dispensing : cancelling);
    start.countDown();
    return cancelFirst ? new Race(one.join(), other.join()) : new Race(other.join(), one.join());
  }

  boolean dispenseWon() {
    return dispenseRefused.isEmpty();
  }

  /** Whether exactly one won and the other was told so. */
  boolean fair() {
    return dispenseWon()
        ? cancelRefused.equals("PRESCRIPTION_DISPENSED")
        : cancelRefused.isEmpty() && dispenseRefused.equals("PRESCRIPTION_CANCELLED");
  }

  String told() {
    return "dispense "
        + (dispenseRefused.isEmpty() ? "won" : "refused: " + dispenseRefused)
        + ", cancel "
        + (cancelRefused.isEmpty() ? "won" : "refused: " + cancelRefused);
  }

  private static CompletableFuture<String> async(Supplier<String> call) {
    return CompletableFuture.supplyAsync(call, task -> new Thread(task, "race").start());
  }

  private static String refusal(CountDownLatch start, Runnable call) {
    try {
      start.await();
      call.run();
      return "";
    } catch (StatusRuntimeException failure) {
      return RefusedCall.of(failure).reason();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "INTERRUPTED";
    }
  }
}
