package org.dualchannel.cli.demo;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dualchannel.cli.demo.SampleCity.Shop;
import org.dualchannel.cli.send.Caller;
import org.dualchannel.cli.send.RefusedCall;
import org.dualchannel.v1.CancelPrescriptionRequest;
import org.dualchannel.v1.CancelPrescriptionResponse;
import org.dualchannel.v1.ClaimPrescriptionResponse;
import org.dualchannel.v1.CreateEnrolmentRequest;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.DispensePrescriptionResponse;
import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.DispensingServiceGrpc.DispensingServiceBlockingStub;
import org.dualchannel.v1.Enrolment;
import org.dualchannel.v1.EnrolmentServiceGrpc;
import org.dualchannel.v1.EnrolmentServiceGrpc.EnrolmentServiceBlockingStub;
import org.dualchannel.v1.PrescriptionServiceGrpc;
import org.dualchannel.v1.PrescriptionServiceGrpc.PrescriptionServiceBlockingStub;
import org.dualchannel.v1.Settlement;
import org.dualchannel.v1.SubmitPrescriptionResponse;

/** Where a story plays: makes its calls, each of which goes into the transcript. */
final class Scene {
  private static final long DEADLINE_S = 20;

  private final Channel channel;
  private final Requests requests;
  private final Transcript transcript;

  Scene(Channel channel, Requests requests, Transcript transcript) {
    this.channel = channel;
    this.requests = requests;
    this.transcript = transcript;
  }

  Channel channel() {
    return channel;
  }

  Requests requests() {
    return requests;
  }

  Transcript transcript() {
    return transcript;
  }

  // What hospitals do.

  Enrolment enrol(Prescribed prescribed) {
    return enrol(prescribed, prescribed.physicians());
  }

  /** Enrols for the drug; the physicians named may all prescribe it. */
  Enrolment enrol(Prescribed prescribed, List<String> physicians) {
    return called(
        "CreateEnrolment",
        SampleCity.HOSPITAL,
        () ->
            enrolments()
                .createEnrolment(
                    CreateEnrolmentRequest.newBuilder()
                        .setRequestId(Requests.id())
                        .setArea(SampleCity.AREA)
                        .setPersonNumber(prescribed.person())
                        .setHospital(SampleCity.HOSPITAL)
                        .setDrug(prescribed.treatment().drug())
                        .setContent(requests.content(prescribed.treatment(), physicians))
                        .build())
                .getEnrolment(),
        enrolment -> Names.of(enrolment.getStatus()));
  }

  SubmitPrescriptionResponse submit(Prescribed prescribed) {
    return called(
        "SubmitPrescription",
        SampleCity.HOSPITAL,
        () -> prescriptions().submitPrescription(requests.submit(prescribed)),
        response ->
            Names.of(response.getStatus())
                + ", candidates "
                + response.getCandidatesList().stream()
                    .map(each -> each.getDispenser())
                    .collect(Collectors.joining(" ")));
  }

  CancelPrescriptionResponse cancel(CancelPrescriptionRequest request) {
    return prescriptions().cancelPrescription(request);
  }

  // What dispensers do.

  Claimed claim(String prescription, Treatment treatment, Shop shop) {
    ClaimPrescriptionResponse response =
        called(
            "ClaimPrescription",
            shop.code(),
            () ->
                dispensing(shop.code())
                    .claimPrescription(requests.claim(prescription, shop.code())),
            claim -> Names.of(claim.getPrescription().getStatus()));
    return new Claimed(prescription, treatment, shop, response.getClaimSecret());
  }

  /** Dispenses fresh packs. */
  Settlement dispense(Claimed claimed, long priceFen) {
    return dispense(claimed, priceFen, requests.packs(claimed.treatment()));
  }

  Settlement dispense(Claimed claimed, long priceFen, List<String> codes) {
    return dispense(requests.dispense(claimed, priceFen, codes));
  }

  Settlement dispense(DispensePrescriptionRequest request) {
    return called(
            "DispensePrescription",
            request.getDispenser(),
            () -> dispensing(request.getDispenser()).dispensePrescription(request),
            this::settled)
        .getSettlement();
  }

  /** From the prescription to the settlement at one pharmacy. */
  Settlement prescribeAndDispense(Prescribed prescribed, Shop shop) {
    String id = submit(prescribed.at(shop.code())).getPrescriptionId();
    Claimed claimed = claim(id, prescribed.treatment(), shop);
    return dispense(claimed, shop.priceFen(prescribed.treatment()));
  }

  /** The same, in one line of the transcript: for what happens again and again. */
  Settlement supply(String name, Prescribed prescribed, Shop shop) {
    Transcript unseen = new Transcript();
    Settlement settlement =
        new Scene(channel, requests, unseen).prescribeAndDispense(prescribed, shop);
    transcript.call(
        name,
        shop.code(),
        "submitted, claimed, dispensed: "
            + Yuan.of(settlement.getTotal().getMedfeeSumamtFen())
            + " yuan, funds "
            + Yuan.of(settlement.getTotal().getFundPaySumamtFen())
            + ", cap left "
            + Yuan.of(settlement.getRemainingCaps(0).getRemainingFen()));
    settlement.getExplanationList().forEach(step -> transcript.rule(step.getRuleId()));
    return settlement;
  }

  private String settled(DispensePrescriptionResponse response) {
    Settlement settlement = response.getSettlement();
    settlement.getExplanationList().forEach(step -> transcript.rule(step.getRuleId()));
    return Names.of(response.getPrescriptionStatus())
        + ", "
        + Yuan.of(settlement.getTotal().getMedfeeSumamtFen())
        + " yuan, funds "
        + Yuan.of(settlement.getTotal().getFundPaySumamtFen());
  }

  // What both are told.

  /** Makes a call and notes it. */
  <T> T called(String call, String caller, Supplier<T> made, Function<T, String> told) {
    T answer = made.get();
    transcript.call(call, caller, told.apply(answer));
    return answer;
  }

  /** Makes a call that has to be refused, and notes why it was. */
  RefusedCall refused(String call, String caller, String reason, Runnable made) {
    try {
      made.run();
    } catch (StatusRuntimeException failure) {
      RefusedCall refused = RefusedCall.of(failure);
      transcript.call(call, caller, "refused: " + refused.reason() + " [" + refused.rules() + "]");
      transcript.rules(List.of(refused.rules().split(",")));
      transcript.note(refused.message());
      transcript.note(refused.chinese());
      check(
          refused.reason().equals(reason),
          "refused with " + refused.reason() + " (expected: " + reason + ")");
      return refused;
    }
    throw new StoryFailedException(call + " was accepted (expected: " + reason + ")");
  }

  static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new StoryFailedException(otherwise);
    }
  }

  static void same(Object expected, Object actual, String what) {
    check(expected.equals(actual), what + ": " + actual + " (expected: " + expected + ")");
  }

  PrescriptionServiceBlockingStub prescriptions() {
    return PrescriptionServiceGrpc.newBlockingStub(Caller.place(channel, SampleCity.HOSPITAL))
        .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS);
  }

  EnrolmentServiceBlockingStub enrolments() {
    return EnrolmentServiceGrpc.newBlockingStub(Caller.place(channel, SampleCity.HOSPITAL))
        .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS);
  }

  /** Enrolments as the bureau handles them. */
  EnrolmentServiceBlockingStub bureauEnrolments() {
    return EnrolmentServiceGrpc.newBlockingStub(Caller.bureau(channel, SampleCity.AREA))
        .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS);
  }

  DispensingServiceBlockingStub dispensing(String dispenser) {
    return DispensingServiceGrpc.newBlockingStub(Caller.place(channel, dispenser))
        .withDeadlineAfter(DEADLINE_S, TimeUnit.SECONDS);
  }
}
