package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.dualchannel.v1.*;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The review, the second pharmacist, packs of every form and refills, over gRPC. */
class ReviewedTracedAndRefilledTest {
  private EdgeRig rig;
  private SmallCity city;

  @BeforeEach
  void start() {
    rig = new EdgeRig();
    city = new SmallCity(rig).found();
    BenefitPolicy.Builder strict = SmallCity.policy().toBuilder().setPolicyId("strict");
    strict
        .setEffectiveFromDate(SmallCity.date(2026, 3, 1))
        .getServiceRulesBuilder()
        .clearEarliestRefillBp()
        .setSecondPharmacist(true)
        .getScreeningBuilder()
        .addSeverities(
            CheckSeverity.newBuilder()
                .setCheck(ReviewCheck.REVIEW_CHECK_OVER_USUAL_DAYS)
                .setSeverity(ReviewSeverity.REVIEW_SEVERITY_REASON_REQUIRED));
    PolicyServiceGrpc.newBlockingStub(rig.as(SmallCity.AS_BUREAU))
        .createPolicy(
            CreatePolicyRequest.newBuilder()
                .setRequestId(EdgeRig.uuid())
                .setArea(SmallCity.AREA)
                .setPolicy(strict)
                .build());
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  @Test
  @Tag("S2-18")
  @Tag("S2-19")
  @Tag("S2-20")
  void fromTheReviewToTheRefill() {
    assertEquals(
        "REVIEW_REASON_MISSING",
        reason(() -> city.hospital().submitPrescription(city.prescription().build())));
    SubmitPrescriptionResponse submitted = city.hospital().submitPrescription(justified().build());
    ReviewFinding finding = submitted.getReviewFindings(0);
    assertEquals(ReviewCheck.REVIEW_CHECK_OVER_USUAL_DAYS, finding.getCheck());
    assertEquals(ReviewFamily.REVIEW_FAMILY_STANDARDNESS, finding.getFamily());
    assertEquals(ReviewSeverity.REVIEW_SEVERITY_REASON_REQUIRED, finding.getSeverity());
    assertEquals("28 > 7", finding.getDetail());
    assertEquals("chronic", finding.getReason());
    assertEquals(ReviewCheck.REVIEW_CHECK_LACTATION, submitted.getReviewFindings(1).getCheck());
    String id = submitted.getPrescriptionId();
    Prescription read =
        city.hospital()
            .getPrescription(
                GetPrescriptionRequest.newBuilder()
                    .setArea(SmallCity.AREA)
                    .setPrescriptionId(id)
                    .build())
            .getPrescription();
    assertEquals(submitted.getReviewFindingsList(), read.getReviewFindingsList());
    assertEquals("chronic", read.getDraft().getJustifications(0).getReason());

    DispensePrescriptionRequest.Builder sale = SmallCity.dispense(id, claimed(id));
    sale.getLinesBuilder(0)
        .clearTraceCodes()
        .addTraceCodes(TraceCode.newBuilder().setCode("\u001d010690123456789221A1"))
        .addPortions(portion("(01)06901234567892(21)A2", 10_000));
    assertEquals("REVIEWER_MISSING", reason(() -> dispense(sale)));
    sale.setRequestId(EdgeRig.uuid()).setReviewer(SmallCity.REVIEWER);
    Settlement settlement = dispense(sale).getSettlement();
    assertEquals(SmallCity.REVIEWER, settlement.getReviewer());
    assertEquals("(01)06901234567892(21)A1", settlement.getLines(0).getTraceCodes(0).getCode());
    assertEquals(
        portion("(01)06901234567892(21)A2", 10_000), settlement.getLines(0).getPortions(0));

    String next = city.hospital().submitPrescription(justified().build()).getPrescriptionId();
    DispensePrescriptionRequest.Builder early =
        SmallCity.dispense(next, claimed(next)).setReviewer(SmallCity.REVIEWER);
    assertEquals("REFILL_TOO_EARLY", reason(() -> dispense(early)));
  }

  @Test
  @Tag("S2-18")
  void whatIsMalformedIsNamed() {
    DispensePrescriptionRequest.Builder sale =
        SmallCity.dispense("R", "secret").setReviewer("D120100000001");
    sale.getLinesBuilder(0)
        .addPortions(portion("", 0))
        .setCodeFree(CodeFreeStock.newBuilder().setReason("old"));
    StatusRuntimeException refused =
        assertThrows(StatusRuntimeException.class, () -> dispense(sale));
    assertEquals(Code.INVALID_ARGUMENT, refused.getStatus().getCode());
    List<String> fields =
        EdgeRig.detail(refused, BadRequest.class).getFieldViolationsList().stream()
            .map(BadRequest.FieldViolation::getField)
            .toList();
    assertEquals(
        List.of(
            "reviewer",
            "lines[0].portions[0].trace_code.code",
            "lines[0].portions[0].quantity_e4",
            "lines[0].code_free.batch_number"),
        fields);
  }

  private SubmitPrescriptionRequest.Builder justified() {
    SubmitPrescriptionRequest.Builder request = city.prescription();
    request
        .getPrescriptionBuilder()
        .addJustifications(
            Justification.newBuilder()
                .setCheck(ReviewCheck.REVIEW_CHECK_OVER_USUAL_DAYS)
                .setReason("chronic"))
        .getClinicalFactsBuilder()
        .setLactating(true);
    return request;
  }

  private String claimed(String prescription) {
    return city.pharmacy()
        .claimPrescription(SmallCity.claim(prescription).build())
        .getClaimSecret();
  }

  private DispensePrescriptionResponse dispense(DispensePrescriptionRequest.Builder request) {
    return city.pharmacy().dispensePrescription(request.build());
  }

  private static PackPortion portion(String code, long quantityE4) {
    return PackPortion.newBuilder()
        .setTraceCode(TraceCode.newBuilder().setCode(code))
        .setQuantityE4(quantityE4)
        .build();
  }

  private static String reason(Runnable call) {
    StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, call::run);
    return EdgeRig.detail(refused, ErrorInfo.class).getReason();
  }
}
