package org.dualchannel.cli.demo;

import static org.dualchannel.cli.demo.SampleCity.DERMATOLOGIST;
import static org.dualchannel.cli.demo.SampleCity.PHARMACY;
import static org.dualchannel.cli.demo.Treatment.DUPILUMAB;

import io.grpc.Channel;
import java.time.LocalDate;
import org.dualchannel.cli.load.Dates;
import org.dualchannel.cli.send.Caller;
import org.dualchannel.v1.BenefitPolicy;
import org.dualchannel.v1.CreatePolicyRequest;
import org.dualchannel.v1.GetPolicyRequest;
import org.dualchannel.v1.PolicyServiceGrpc;
import org.dualchannel.v1.PolicyServiceGrpc.PolicyServiceBlockingStub;

/**
 * Stories play a year's supplies in a minute. So the bureau files a policy for today that is the
 * city's own but asks for no time between supplies; the last story files it as it was.
 */
final class RefillControl {
  static final Story STORY =
      new Story(
          "A refill too early",
          "The bureau puts the control of refills in force again. A patient who has four weeks'"
              + " supply asks for the next at once, and learns from when on it is paid.",
          RefillControl::tooEarly);

  private static final int FOUR_FIFTHS_BP = 8_000;

  private RefillControl() {}

  static void off(Channel channel, LocalDate today) {
    file(channel, today, "demo-1", 0);
  }

  private static void file(Channel channel, LocalDate today, String id, int refillBp) {
    PolicyServiceBlockingStub bureau =
        PolicyServiceGrpc.newBlockingStub(Caller.bureau(channel, SampleCity.AREA));
    BenefitPolicy inForce =
        bureau
            .getPolicy(
                GetPolicyRequest.newBuilder()
                    .setArea(SampleCity.AREA)
                    .setInForceDate(Dates.of(today))
                    .build())
            .getPolicy();
    BenefitPolicy.Builder policy =
        inForce.toBuilder().setPolicyId(id).setEffectiveFromDate(Dates.of(today));
    policy.getServiceRulesBuilder().setEarliestRefillBp(refillBp);
    bureau.createPolicy(
        CreatePolicyRequest.newBuilder()
            .setRequestId(Requests.id())
            .setArea(SampleCity.AREA)
            .setPolicy(policy)
            .build());
  }

  private static void tooEarly(Scene scene) {
    file(scene.channel(), scene.requests().today(), "demo-2", FOUR_FIFTHS_BP);
    scene.transcript().call("CreatePolicy", "bureau", "80 % of a supply has to be used up");
    Prescribed prescribed = Prescribed.of(DUPILUMAB, DERMATOLOGIST, "P0000010016").asResident();
    scene.enrol(prescribed);
    scene.prescribeAndDispense(prescribed, PHARMACY);
    Claimed next = scene.claim(scene.submit(prescribed).getPrescriptionId(), DUPILUMAB, PHARMACY);
    scene.refused(
        "DispensePrescription",
        PHARMACY.code(),
        "REFILL_TOO_EARLY",
        () ->
            scene
                .dispensing(PHARMACY.code())
                .dispensePrescription(
                    scene
                        .requests()
                        .dispense(
                            next,
                            PHARMACY.priceFen(DUPILUMAB),
                            scene.requests().packs(DUPILUMAB))));
  }
}
