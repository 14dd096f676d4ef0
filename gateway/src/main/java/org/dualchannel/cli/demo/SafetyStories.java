package org.dualchannel.cli.demo;

import static org.dualchannel.cli.demo.SampleCity.DERMATOLOGIST;
import static org.dualchannel.cli.demo.SampleCity.HOSPITAL;
import static org.dualchannel.cli.demo.SampleCity.PHARMACY;
import static org.dualchannel.cli.demo.Treatment.DUPILUMAB;

import io.grpc.ClientInterceptors;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dualchannel.cli.send.Caller;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.GetInsuredPersonRequest;
import org.dualchannel.v1.PrescriptionStatus;
import org.dualchannel.v1.QuotePrescriptionRequest;
import org.dualchannel.v1.Refund;
import org.dualchannel.v1.RegistryServiceGrpc;
import org.dualchannel.v1.ReturnDispenseResponse;
import org.dualchannel.v1.Settlement;

/** The stories about races, lost replies and going back. */
final class SafetyStories {
  private static final long INSCP_FEN = 568_800;
  private static final int RACES = 6;

  static final List<Story> ALL =
      List.of(
          new Story(
              "Cancel against dispense",
              "The hospital cancels at the very moment in which the pharmacy dispenses, several"
                  + " times over. Each time exactly one wins, and the other is told why it lost.",
              SafetyStories::race),
          new Story(
              "A lost reply",
              "The answer to a dispense is lost on the way. The pharmacy sends the same request"
                  + " with the same request_id and gets the same settlement, not a second one.",
              SafetyStories::lostReply),
          new Story(
              "A return that restores every accumulator",
              "The packs are given back. Every payer gets its share back, and a quote for the"
                  + " same prescription is again what it was before.",
              SafetyStories::giveBack));

  private SafetyStories() {}

  private static void race(Scene scene) {
    Prescribed prescribed = Prescribed.of(DUPILUMAB, DERMATOLOGIST, "P0000010013");
    scene.enrol(prescribed);
    int dispensed = 0;
    for (int i = 1; i <= RACES; i++) {
      String id =
          scene
              .prescriptions()
              .submitPrescription(scene.requests().submit(prescribed))
              .getPrescriptionId();
      String secret =
          scene
              .dispensing(PHARMACY.code())
              .claimPrescription(scene.requests().claim(id, PHARMACY.code()))
              .getClaimSecret();
      Claimed claimed = new Claimed(id, DUPILUMAB, PHARMACY, secret);
      Race race = Race.run(scene, claimed, i % 2 == 0);
      scene.transcript().call("race " + i, "both", race.told());
      Scene.check(race.fair(), "race " + i + " ended as: " + race.told());
      dispensed += race.dispenseWon() ? 1 : 0;
    }
    long used = quote(scene, prescribed).getRemainingCaps(0).getUsedFen() - INSCP_FEN;
    Scene.same(dispensed * INSCP_FEN, used, "cap used by " + dispensed + " settlements");
    scene
        .transcript()
        .note(dispensed + " dispensed and settled, " + (RACES - dispensed) + " cancelled");
  }

  private static void lostReply(Scene scene) {
    Prescribed prescribed = Prescribed.of(DUPILUMAB, DERMATOLOGIST, "P0000010014");
    scene.enrol(prescribed);
    String id = scene.submit(prescribed).getPrescriptionId();
    Claimed claimed = scene.claim(id, DUPILUMAB, PHARMACY);
    DispensePrescriptionRequest request =
        scene
            .requests()
            .dispense(claimed, PHARMACY.priceFen(DUPILUMAB), scene.requests().packs(DUPILUMAB));
    LostReply lost = new LostReply();
    try {
      DispensingServiceGrpc.newBlockingStub(
              Caller.place(ClientInterceptors.intercept(scene.channel(), lost), PHARMACY.code()))
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .dispensePrescription(request);
      throw new StoryFailedException("the reply was not lost");
    } catch (StatusRuntimeException failure) {
      Scene.same(Status.Code.UNAVAILABLE, failure.getStatus().getCode(), "status");
      scene
          .transcript()
          .call("DispensePrescription", PHARMACY.code(), "UNAVAILABLE: the reply was lost");
    }
    Settlement retried = scene.dispense(request);
    Settlement once = scene.dispense(request);
    scene.transcript().money().add("after the retry", retried);

    Scene.same(lost.swallowed().getSettlement(), retried, "settlement of the retry");
    Scene.same(retried, once, "settlement of one more retry");
    scene
        .transcript()
        .note(
            "settlement "
                + retried.getSettlementId()
                + " at log index "
                + retried.getDecision().getLogIndex()
                + ", three times the same");
    long used = quote(scene, prescribed).getRemainingCaps(0).getUsedFen() - INSCP_FEN;
    Scene.same(INSCP_FEN, used, "cap used");
  }

  private static void giveBack(Scene scene) {
    Prescribed prescribed = Prescribed.of(DUPILUMAB, DERMATOLOGIST, "P0000010015");
    scene.enrol(prescribed);
    scene.prescribeAndDispense(prescribed, PHARMACY);
    long balanceBefore = balance(scene, prescribed.person());
    Settlement before = quote(scene, prescribed);
    Settlement dispensed = scene.prescribeAndDispense(prescribed, PHARMACY);
    long balanceBetween = balance(scene, prescribed.person());
    Settlement between = quote(scene, prescribed);
    ReturnDispenseResponse returned =
        scene.called(
            "ReturnDispense",
            PHARMACY.code(),
            () ->
                scene
                    .dispensing(PHARMACY.code())
                    .returnDispense(
                        scene
                            .requests()
                            .giveBack(
                                dispensed.getSettlementId(),
                                PHARMACY.code(),
                                PHARMACY.pharmacist())),
            each -> Names.of(each.getPrescriptionStatus()) + ", refunds " + refunds(each));
    scene.transcript().rules(returned.getDecision().getRuleIdsList());
    Settlement after = quote(scene, prescribed);
    scene.transcript().money().add("quote before", before);
    scene.transcript().money().add("dispensed", dispensed);
    scene.transcript().money().add("quote after return", after);

    Scene.same(
        new Split(632_000, 0, 63_200, INSCP_FEN, 0, 455_040, 0, 0, 83_040, 93_920),
        Split.of(dispensed.getTotal()),
        "split in fen");
    Scene.same(
        PrescriptionStatus.PRESCRIPTION_STATUS_RETURNED,
        returned.getPrescriptionStatus(),
        "status");
    Scene.same(
        632_000L,
        returned.getRefundsList().stream().mapToLong(Refund::getAmountFen).sum(),
        "sum of the refunds");
    Scene.check(!timeless(before).equals(timeless(between)), "the settlement left no trace");
    Scene.same(timeless(before), timeless(after), "quote after the return");
    Scene.same(83_040L, balanceBefore - balanceBetween, "taken from the account");
    Scene.same(balanceBefore, balance(scene, prescribed.person()), "balance of the account");
  }

  private static String refunds(ReturnDispenseResponse returned) {
    StringBuilder text = new StringBuilder();
    for (Refund refund : returned.getRefundsList()) {
      text.append(text.isEmpty() ? "" : ", ")
          .append(refund.getPayer().name().substring("PAYER_".length()))
          .append(' ')
          .append(Yuan.of(refund.getAmountFen()));
    }
    return text.toString();
  }

  /** The money of one more prescription if it were dispensed now. */
  private static Settlement quote(Scene scene, Prescribed prescribed) {
    return scene.called(
        "QuotePrescription",
        HOSPITAL,
        () ->
            scene
                .prescriptions()
                .quotePrescription(
                    QuotePrescriptionRequest.newBuilder()
                        .setArea(SampleCity.AREA)
                        .setDraft(scene.requests().draft(prescribed))
                        .setDispenser(PHARMACY.code())
                        .setUseAccount(true)
                        .build())
                .getSettlement(),
        each ->
            "funds "
                + Yuan.of(each.getTotal().getFundPaySumamtFen())
                + ", person "
                + Yuan.of(each.getTotal().getPsnPartAmtFen()));
  }

  /** Everything but when and at which place in the log it was computed. */
  private static Settlement timeless(Settlement settlement) {
    return settlement.toBuilder().clearSettleTime().clearDecision().build();
  }

  private static long balance(Scene scene, String person) {
    return RegistryServiceGrpc.newBlockingStub(Caller.bureau(scene.channel(), SampleCity.AREA))
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .getInsuredPerson(
            GetInsuredPersonRequest.newBuilder()
                .setArea(SampleCity.AREA)
                .setPersonNumber(person)
                .build())
        .getInsuredPerson()
        .getAccountBalanceFen();
  }
}
