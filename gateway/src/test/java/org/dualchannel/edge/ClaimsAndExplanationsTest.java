package org.dualchannel.edge;

import static org.dualchannel.edge.SmallCity.AREA;
import static org.dualchannel.edge.SmallCity.PHARMACY;
import static org.dualchannel.edge.SmallCity.date;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.StatusRuntimeException;
import java.util.List;
import org.dualchannel.v1.*;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Claims over gRPC, what supervision sees of them, and the explanation of any settlement. */
class ClaimsAndExplanationsTest {
  private static final String FAR = "610200";
  private static final String FAR_HOSPITAL = "H61020000001";
  private static final String AS_AGENCY = "agency/" + AREA;

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

  private ClaimServiceGrpc.ClaimServiceBlockingStub claims(String principal) {
    return ClaimServiceGrpc.newBlockingStub(rig.as(principal));
  }

  private SubmitOfflineClaimRequest.Builder claim(String receipt) {
    return SubmitOfflineClaimRequest.newBuilder()
        .setRequestId(EdgeRig.uuid())
        .setArea(AREA)
        .setForm(
            OfflineClaimForm.newBuilder()
                .setPrescription(city.prescription().getPrescription())
                .setDispenser(PHARMACY)
                .setPurchaseDate(date(2026, 3, 2))
                .setReceiptNumber(receipt)
                .addLines(
                    ClaimLine.newBuilder()
                        .setLineNumber(1)
                        .setPriceFen(316_000)
                        .addTraceCodes(TraceCode.newBuilder().setCode("83000010000000000009")))
                .addDocuments(ClaimDocument.CLAIM_DOCUMENT_INVOICE));
  }

  @Test
  @Tag("S2-40")
  void aClaimIsSettledReadExplainedAndVoided() {
    SubmitOfflineClaimResponse filed = claims(AS_AGENCY).submitOfflineClaim(claim("F-1").build());
    OfflineClaim claim = filed.getClaim();
    assertEquals(415_040, claim.getSettlement().getTotal().getHifpPayFen());
    assertEquals(claim.getClaimId(), claim.getSettlement().getSettlementId());
    assertEquals("120100-2026", filed.getDecision().getPolicyId());
    GetOfflineClaimRequest read =
        GetOfflineClaimRequest.newBuilder().setArea(AREA).setClaimId(claim.getClaimId()).build();
    assertEquals(claim, claims(AS_AGENCY).getOfflineClaim(read).getClaim());
    assertEquals(
        "NOT_PERMITTED", refusal(() -> claims(SmallCity.AS_PHARMACY).getOfflineClaim(read)));

    ExplainSettlementResponse explained = explain(AS_AGENCY, claim.getClaimId());
    assertTrue(explained.getFacts().getOfflineClaim());
    assertEquals(claim.getSettlement().getExplanationList(), explained.getStepsList());

    VoidOfflineClaimResponse voided =
        claims(AS_AGENCY)
            .voidOfflineClaim(
                VoidOfflineClaimRequest.newBuilder()
                    .setRequestId(EdgeRig.uuid())
                    .setArea(AREA)
                    .setClaimId(claim.getClaimId())
                    .setReason(VoidReason.VOID_REASON_FILING_ERROR)
                    .build());
    assertEquals(VoidReason.VOID_REASON_FILING_ERROR, voided.getClaim().getVoidReason());
    assertEquals(
        SettlementStatus.SETTLEMENT_STATUS_RETURNED, voided.getClaim().getSettlement().getStatus());
    assertEquals(415_040, voided.getRefunds(0).getAmountFen());
  }

  @Test
  @Tag("S2-40")
  void aMalformedClaimNamesItsFields() {
    SubmitOfflineClaimRequest.Builder bad = claim("F-2");
    bad.getFormBuilder()
        .setDispenser("x")
        .clearPurchaseDate()
        .setReceiptNumber("")
        .addDocuments(ClaimDocument.CLAIM_DOCUMENT_UNSPECIFIED)
        .getLinesBuilder(0)
        .setLineNumber(0);
    StatusRuntimeException refused =
        assertThrows(
            StatusRuntimeException.class, () -> claims(AS_AGENCY).submitOfflineClaim(bad.build()));
    assertEquals(
        List.of(
            "form.dispenser",
            "form.purchase_date",
            "form.receipt_number",
            "form.documents[1]",
            "form.lines[0].line_number"),
        EdgeRig.fields(refused));
  }

  @Test
  @Tag("S2-40")
  @Tag("S2-20")
  void claimingTwiceRaisesAnAlert() {
    claims(AS_AGENCY).submitOfflineClaim(claim("F-3").build());
    assertEquals(
        "CLAIM_DUPLICATE",
        refusal(() -> claims(AS_AGENCY).submitOfflineClaim(claim("F-3").build())));
    EdgeRig.await(() -> !rig.supervision.alerts(AREA, 0, 10, any -> true).isEmpty());
    assertEquals(
        org.dualchannel.supervision.Alert.Kind.DUPLICATE_CLAIM,
        rig.supervision.alerts(AREA, 0, 10, any -> true).get(0).entry().kind());
  }

  @Test
  @Tag("S2-41")
  void careElsewhereIsExplainedAndSupervisedWhereItIsGiven() {
    Settlement settlement = settledFarAway();
    assertEquals(FAR, settlement.getCareArea());
    assertEquals(7_000, settlement.getAreaFactorBp());
    String month = "2026-03";
    EdgeRig.await(() -> amountOf(FAR, month) > 0);
    assertEquals(settlement.getTotal().getMedfeeSumamtFen(), amountOf(FAR, month));
    assertEquals(0, amountOf(AREA, month));
    for (String caller : List.of("bureau/" + FAR, AS_AGENCY, "hospital/" + FAR_HOSPITAL)) {
      SettlementFacts facts = explain(caller, settlement.getSettlementId()).getFacts();
      assertEquals(FAR, facts.getCareArea());
      assertEquals("Document 2", facts.getPolicyDocument());
      assertEquals(FilingKind.FILING_KIND_UNFILED, facts.getFiling());
    }
    assertEquals(
        "NOT_PERMITTED", refusal(() -> explain("bureau/310000", settlement.getSettlementId())));
  }

  private long amountOf(String area, String month) {
    return rig.supervision.month(area, FAR_HOSPITAL, month).inHouse().amountFen();
  }

  @Test
  @Tag("S2-34")
  void theEnrolmentThatASettlementStoodOnIsNamed() {
    String id = city.hospital().submitPrescription(city.prescription().build()).getPrescriptionId();
    String secret = city.pharmacy().claimPrescription(SmallCity.claim(id).build()).getClaimSecret();
    Settlement settlement =
        city.pharmacy()
            .dispensePrescription(SmallCity.dispense(id, secret).build())
            .getSettlement();
    ExplainSettlementResponse explained =
        explain(SmallCity.AS_PHARMACY, settlement.getSettlementId());
    assertEquals(1, explained.getFacts().getEnrolments(0).getVersion());
    assertEquals(1, explained.getFacts().getEnrolments(0).getLineNumber());
    assertEquals(settlement.getExplanationList(), explained.getStepsList());
    assertEquals(settlement.getRemainingCapsList(), explained.getRemainingCapsList());
    assertEquals(
        "NOT_PERMITTED",
        refusal(() -> explain(SmallCity.AS_OTHER_PHARMACY, settlement.getSettlementId())));
    assertEquals("SETTLEMENT_UNKNOWN", refusal(() -> explain(AS_AGENCY, "none")));
  }

  private ExplainSettlementResponse explain(String principal, String settlement) {
    return DispensingServiceGrpc.newBlockingStub(rig.as(principal))
        .explainSettlement(
            ExplainSettlementRequest.newBuilder()
                .setArea(AREA)
                .setSettlementId(settlement)
                .build());
  }

  private static String refusal(org.junit.jupiter.api.function.Executable call) {
    return EdgeRig.info(assertThrows(StatusRuntimeException.class, call)).getReason();
  }

  /** A person without enrolment is treated by a hospital of the other area, which dispenses. */
  private Settlement settledFarAway() {
    city.catalogue(FAR);
    BatchImportRegistryRequest.Builder there =
        BatchImportRegistryRequest.newBuilder().setRequestId(EdgeRig.uuid()).setArea(FAR);
    there
        .addEntriesBuilder()
        .setInstitution(
            SmallCity.institution().toBuilder()
                .setCode(FAR_HOSPITAL)
                .setLocationArea(FAR)
                .setCrossProvinceOutpatient(true));
    Practice practice =
        Practice.newBuilder().setPlace(FAR_HOSPITAL).setPeriod(SmallCity.always()).build();
    there
        .addEntriesBuilder()
        .setPhysician(
            Physician.newBuilder()
                .setCode("D610200000001")
                .setName("Dr Zhao")
                .setTitle(ProfessionalTitle.PROFESSIONAL_TITLE_SENIOR)
                .addPractices(practice));
    there
        .addEntriesBuilder()
        .setPharmacist(
            Pharmacist.newBuilder().setCode("Y610200000001").setName("Liu").addPractices(practice));
    RegistryServiceGrpc.newBlockingStub(rig.as("bureau/" + FAR)).batchImportRegistry(there.build());
    BatchImportRegistryRequest.Builder home =
        BatchImportRegistryRequest.newBuilder().setRequestId(EdgeRig.uuid()).setArea(AREA);
    home.addEntriesBuilder()
        .setInsuredPerson(SmallCity.person().toBuilder().setPersonNumber("P-far"));
    RegistryServiceGrpc.newBlockingStub(rig.as(SmallCity.AS_BUREAU))
        .batchImportRegistry(home.build());

    SubmitPrescriptionRequest.Builder draft = city.prescription();
    draft
        .getPrescriptionBuilder()
        .setHospital(FAR_HOSPITAL)
        .setPhysician("D610200000001")
        .setPersonNumber("P-far")
        .clearPreferredDispenser();
    String asHospital = "hospital/" + FAR_HOSPITAL;
    String id =
        PrescriptionServiceGrpc.newBlockingStub(rig.as(asHospital))
            .submitPrescription(draft.build())
            .getPrescriptionId();
    DispensingServiceGrpc.DispensingServiceBlockingStub dispensing =
        DispensingServiceGrpc.newBlockingStub(rig.as(asHospital));
    String secret =
        dispensing
            .claimPrescription(SmallCity.claim(id).setDispenser(FAR_HOSPITAL).build())
            .getClaimSecret();
    return dispensing
        .dispensePrescription(
            SmallCity.dispense(id, secret)
                .setDispenser(FAR_HOSPITAL)
                .setPharmacist("Y610200000001")
                .build())
        .getSettlement();
  }
}
