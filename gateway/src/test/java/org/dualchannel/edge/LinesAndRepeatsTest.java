package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.dualchannel.v1.*;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Parts, single lines, lines that are not dispensed and repeats, over gRPC. */
@Tag("S2-19")
class LinesAndRepeatsTest {
  private EdgeRig rig;
  private SmallCity city;

  @BeforeEach
  void start() {
    rig = new EdgeRig();
    city = new SmallCity(rig).found();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  @Tag("S2-8")
  void aPartIsSettledAndTheRestOwed() {
    String id = submit(city.prescription());
    DispensePrescriptionRequest.Builder half = SmallCity.dispense(id, claim(SmallCity.claim(id)));
    half.getLinesBuilder(0).setQuantityE4(10_000).removeTraceCodes(1);
    DispensePrescriptionResponse part = city.pharmacy().dispensePrescription(half.build());
    assertEquals(
        PrescriptionStatus.PRESCRIPTION_STATUS_PARTLY_DISPENSED, part.getPrescriptionStatus());
    assertEquals(316_000, part.getSettlement().getTotal().getMedfeeSumamtFen());

    LineState line = read(id).getLineStates(0);
    assertEquals(LineStatus.LINE_STATUS_PARTLY_DISPENSED, line.getStatus());
    assertEquals(10_000, line.getDispensedQuantityE4());
    assertEquals(10_000, line.getOwed().getQuantityE4());
    assertEquals(SmallCity.PHARMACY, line.getOwed().getDispenser());
    assertEquals(read(id).getValidUntil(), line.getOwed().getOwedUntil(), "no longer than that");
    assertEquals(part.getSettlement().getSettlementId(), line.getHandOuts(0).getSettlementId());
    StatusRuntimeException other =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                DispensingServiceGrpc.newBlockingStub(rig.as(SmallCity.AS_OTHER_PHARMACY))
                    .claimPrescription(
                        SmallCity.claim(id).setDispenser(SmallCity.OTHER_PHARMACY).build()));
    assertEquals(Code.ABORTED, other.getStatus().getCode());
    assertEquals("OWED_BY_OTHER", EdgeRig.info(other).getReason());

    QuotePrescriptionRequest rest =
        QuotePrescriptionRequest.newBuilder()
            .setArea(SmallCity.AREA)
            .setPrescriptionId(id)
            .addPrices(QuotePrice.newBuilder().setLineNumber(1).setPriceFen(316_000))
            .build();
    for (String caller : List.of(SmallCity.AS_PHARMACY, SmallCity.AS_HOSPITAL)) {
      QuotePrescriptionResponse quote =
          PrescriptionServiceGrpc.newBlockingStub(rig.as(caller)).quotePrescription(rest);
      assertEquals(SmallCity.PHARMACY, quote.getDispenser(), "who owes it, asked by " + caller);
      assertEquals(316_000, quote.getSettlement().getTotal().getMedfeeSumamtFen());
    }
  }

  @Test
  void aLineIsReleasedAndAnotherIsNotDispensed() {
    SubmitPrescriptionRequest.Builder request = city.prescription();
    request.getPrescriptionBuilder().addLines(SmallCity.line(2));
    String id = submit(request);
    String secret = claim(SmallCity.claim(id));
    assertEquals(List.of(1, 2), read(id).getHold().getLineNumbersList());
    city.pharmacy()
        .releasePrescription(
            ReleasePrescriptionRequest.newBuilder()
                .setRequestId(EdgeRig.uuid())
                .setArea(SmallCity.AREA)
                .setPrescriptionId(id)
                .setDispenser(SmallCity.PHARMACY)
                .setClaimSecret(secret)
                .setReason(ReleaseReason.RELEASE_REASON_TECHNICAL)
                .addLineNumbers(2)
                .build());
    assertEquals(List.of(1), read(id).getHold().getLineNumbersList());
    MarkNotDispensedResponse marked =
        city.pharmacy().markNotDispensed(mark(id, secret).addLineNumbers(1).build());
    assertEquals(PrescriptionStatus.PRESCRIPTION_STATUS_PARTLY_DISPENSED, marked.getStatus());
    assertTrue(marked.getDecision().getRuleIdsList().contains("S2-19"));
    Prescription left = read(id);
    assertFalse(left.hasHold());
    assertEquals(LineStatus.LINE_STATUS_NOT_DISPENSED, left.getLineStates(0).getStatus());
    assertEquals(
        NotDispensedReason.NOT_DISPENSED_REASON_PATIENT_DECLINED,
        left.getLineStates(0).getNotDispensed().getReason());
    assertEquals(LineStatus.LINE_STATUS_OPEN, left.getLineStates(1).getStatus());
  }

  @Test
  void whatIsWrongWithAMarkIsToldAtOnce() {
    StatusRuntimeException e =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                city.pharmacy()
                    .markNotDispensed(
                        mark("x", "")
                            .setReason(NotDispensedReason.NOT_DISPENSED_REASON_OTHER)
                            .addLineNumbers(0)
                            .addLineNumbers(0)
                            .build()));
    assertEquals(Code.INVALID_ARGUMENT, e.getStatus().getCode());
    assertEquals(
        List.of("claim_secret", "comment", "line_numbers[0]", "line_numbers[1]", "line_numbers[1]"),
        EdgeRig.fields(e));
  }

  @Test
  void aLongTermPrescriptionWaitsForItsRepeat() {
    SubmitPrescriptionRequest.Builder request = city.prescription();
    request
        .getPrescriptionBuilder()
        .setLongTerm(true)
        .setValidDays(84)
        .setMaxRepeats(2)
        .setMinIntervalDays(28);
    String id = submit(request);
    city.pharmacy()
        .dispensePrescription(SmallCity.dispense(id, claim(SmallCity.claim(id))).build());
    Prescription waiting = read(id);
    assertEquals(PrescriptionStatus.PRESCRIPTION_STATUS_BETWEEN_REPEATS, waiting.getStatus());
    assertEquals(0, waiting.getRepeatNumber());
    assertTrue(waiting.hasNextRepeatFrom());
    StatusRuntimeException early =
        assertThrows(StatusRuntimeException.class, () -> claim(SmallCity.claim(id)));
    assertEquals("REPEAT_TOO_EARLY", EdgeRig.info(early).getReason());
    assertEquals(2, waiting.getDraft().getMaxRepeats());
  }

  private String submit(SubmitPrescriptionRequest.Builder request) {
    return city.hospital().submitPrescription(request.build()).getPrescriptionId();
  }

  private String claim(ClaimPrescriptionRequest.Builder request) {
    return city.pharmacy().claimPrescription(request.build()).getClaimSecret();
  }

  private static MarkNotDispensedRequest.Builder mark(String id, String secret) {
    return MarkNotDispensedRequest.newBuilder()
        .setRequestId(EdgeRig.uuid())
        .setArea(SmallCity.AREA)
        .setPrescriptionId(id)
        .setDispenser(SmallCity.PHARMACY)
        .setClaimSecret(secret)
        .setPharmacist(SmallCity.PHARMACIST)
        .setReason(NotDispensedReason.NOT_DISPENSED_REASON_PATIENT_DECLINED);
  }

  private Prescription read(String id) {
    return city.hospital()
        .getPrescription(
            GetPrescriptionRequest.newBuilder()
                .setArea(SmallCity.AREA)
                .setPrescriptionId(id)
                .build())
        .getPrescription();
  }
}
