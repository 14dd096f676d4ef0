package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.ErrorInfo;
import com.google.rpc.LocalizedMessage;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dualchannel.v1.*;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The way of a prescription over gRPC, from the hospital to its settlement and back. */
class FromPrescriptionToReturnTest {
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
  @Tag("S2-9")
  void settlesToTheFenAndGivesItAllBack() {
    SubmitPrescriptionResponse submitted =
        city.hospital().submitPrescription(city.prescription().build());
    assertEquals(PrescriptionStatus.PRESCRIPTION_STATUS_OPEN, submitted.getStatus());
    assertEquals(SmallCity.PHARMACY, submitted.getCandidates(0).getDispenser());
    assertEquals(632_000, submitted.getCandidates(0).getPriceTotalFen());
    assertTrue(submitted.getDecision().getRuleIdsList().contains("S2-18"));
    assertEquals("120100-2026", submitted.getDecision().getPolicyId());
    String id = submitted.getPrescriptionId();

    ClaimPrescriptionResponse claimed =
        city.pharmacy().claimPrescription(SmallCity.claim(id).build());
    assertEquals(SmallCity.PERSON, claimed.getPrescription().getDraft().getPersonNumber());
    assertEquals(SmallCity.PHARMACY, claimed.getPrescription().getHold().getDispenser());

    DispensePrescriptionResponse dispensed =
        city.pharmacy()
            .dispensePrescription(SmallCity.dispense(id, claimed.getClaimSecret()).build());
    Settlement settlement = dispensed.getSettlement();
    assertEquals(
        PrescriptionStatus.PRESCRIPTION_STATUS_DISPENSED, dispensed.getPrescriptionStatus());
    assertEquals(SettlementStatus.SETTLEMENT_STATUS_SETTLED, settlement.getStatus());
    assertEquals(
        Breakdown.newBuilder()
            .setMedfeeSumamtFen(632_000)
            .setPreselfpayAmtFen(63_200)
            .setInscpScpAmtFen(568_800)
            .setActPayDedcFen(50_000)
            .setHifpPayFen(415_040)
            .setPoolPropSelfpayBp(8_000)
            .setFundPaySumamtFen(415_040)
            .setPsnPartAmtFen(216_960)
            .setPsnCashPayFen(216_960)
            .setBalcFen(10_000)
            .build(),
        settlement.getTotal());
    assertEquals(Channel.CHANNEL_PHARMACY, settlement.getChannel());
    assertEquals(FilingKind.FILING_KIND_HOME, settlement.getFiling());
    assertEquals(10_000, settlement.getAreaFactorBp());
    assertEquals("01", settlement.getHospitalLevel());
    assertEquals("1101", settlement.getPersonType());
    assertEquals("11", settlement.getVisitType());
    assertEquals(BenefitKind.BENEFIT_KIND_GUARANTEE, settlement.getLines(0).getBenefit());
    assertEquals(316_000, settlement.getLines(0).getPriceFen());
    assertEquals(316_000, settlement.getLines(0).getStandardFen());
    assertEquals(2, settlement.getLines(0).getTraceCodesCount());
    assertEquals("dupilumab", settlement.getRemainingCaps(0).getMolecule());
    assertEquals(7_900_000 - 568_800, settlement.getRemainingCaps(0).getRemainingFen());
    ExplanationStep ratio =
        settlement.getExplanationList().stream()
            .filter(step -> step.getKind().equals("BASIC_RATIO"))
            .findFirst()
            .orElseThrow();
    assertEquals(Payer.PAYER_POOLED_FUND, ratio.getPayer());
    assertEquals(8_000, ratio.getRatioBp());
    assertEquals(
        "pooled fund at its ratio: 80 % of 5,188.00 yuan, 4,150.40 yuan", ratio.getText().getEn());
    assertEquals("统筹基金按比例支付：5,188.00元的80%，4,150.40元", ratio.getText().getZh());

    ReturnDispenseResponse returned =
        city.pharmacy()
            .returnDispense(
                ReturnDispenseRequest.newBuilder()
                    .setRequestId(EdgeRig.uuid())
                    .setArea(SmallCity.AREA)
                    .setSettlementId(settlement.getSettlementId())
                    .setDispenser(SmallCity.PHARMACY)
                    .addLineNumbers(1)
                    .setReason(ReturnReason.RETURN_REASON_QUALITY)
                    .setPharmacist(SmallCity.PHARMACIST)
                    .build());
    assertEquals(
        List.of(
            Refund.newBuilder().setPayer(Payer.PAYER_POOLED_FUND).setAmountFen(415_040).build(),
            Refund.newBuilder().setPayer(Payer.PAYER_CASH).setAmountFen(216_960).build()),
        returned.getRefundsList());
    assertEquals(SettlementStatus.SETTLEMENT_STATUS_RETURNED, returned.getSettlement().getStatus());
    assertEquals(List.of(1), returned.getSettlement().getReturnedLineNumbersList());
    assertEquals(0, returned.getSettlement().getTotal().getMedfeeSumamtFen());
  }

  @Test
  void aRetryGetsTheFirstAnswerToTheLetter() {
    SubmitPrescriptionRequest request = city.prescription().build();
    SubmitPrescriptionResponse first = city.hospital().submitPrescription(request);
    assertEquals(first, city.hospital().submitPrescription(request));

    ClaimPrescriptionRequest claim = SmallCity.claim(first.getPrescriptionId()).build();
    ClaimPrescriptionResponse claimed = city.pharmacy().claimPrescription(claim);
    assertEquals(
        claimed.getClaimSecret(), city.pharmacy().claimPrescription(claim).getClaimSecret());
    ClaimPrescriptionResponse renewed =
        city.pharmacy().claimPrescription(SmallCity.claim(first.getPrescriptionId()).build());
    assertNotEquals(claimed.getClaimSecret(), renewed.getClaimSecret());

    DispensePrescriptionRequest dispense =
        SmallCity.dispense(first.getPrescriptionId(), renewed.getClaimSecret()).build();
    DispensePrescriptionResponse dispensed = city.pharmacy().dispensePrescription(dispense);
    assertEquals(dispensed, city.pharmacy().dispensePrescription(dispense));
  }

  @Test
  void theSameIdForAnotherRequestIsRefused() {
    SubmitPrescriptionRequest request = city.prescription().build();
    city.hospital().submitPrescription(request);
    SubmitPrescriptionRequest other =
        city.prescription().setRequestId(request.getRequestId()).build();

    StatusRuntimeException e =
        assertThrows(StatusRuntimeException.class, () -> city.hospital().submitPrescription(other));

    assertEquals(Code.ALREADY_EXISTS, e.getStatus().getCode());
    assertEquals("REQUEST_ID_REUSED", EdgeRig.info(e).getReason());
  }

  @Test
  void aQuoteIsWhatIsSettledThen() {
    SubmitPrescriptionRequest request = city.prescription().build();
    QuotePrescriptionResponse draft =
        city.hospital()
            .quotePrescription(
                QuotePrescriptionRequest.newBuilder()
                    .setArea(SmallCity.AREA)
                    .setDraft(request.getPrescription())
                    .setUseAccount(true)
                    .build());
    String id = city.hospital().submitPrescription(request).getPrescriptionId();
    QuotePrescriptionResponse quote =
        city.hospital()
            .quotePrescription(
                QuotePrescriptionRequest.newBuilder()
                    .setArea(SmallCity.AREA)
                    .setPrescriptionId(id)
                    .setUseAccount(true)
                    .build());
    String secret = city.pharmacy().claimPrescription(SmallCity.claim(id).build()).getClaimSecret();
    Settlement settled =
        city.pharmacy()
            .dispensePrescription(SmallCity.dispense(id, secret).setUseAccount(true).build())
            .getSettlement();

    assertEquals(SmallCity.PHARMACY, quote.getDispenser());
    assertEquals(settled.getTotal(), draft.getSettlement().getTotal());
    assertEquals(settled.getTotal(), quote.getSettlement().getTotal());
    assertEquals(10_000, settled.getTotal().getAcctPayFen());
    assertEquals(SettlementStatus.SETTLEMENT_STATUS_QUOTED, quote.getSettlement().getStatus());
  }

  @Test
  void whoWasOfferedItReadsItWithoutThePatient() {
    String id = city.hospital().submitPrescription(city.prescription().build()).getPrescriptionId();
    EdgeRig.await(() -> rig.board.size() == 1);
    GetPrescriptionRequest read =
        GetPrescriptionRequest.newBuilder().setArea(SmallCity.AREA).setPrescriptionId(id).build();

    PrescriptionDraft offered =
        PrescriptionServiceGrpc.newBlockingStub(rig.as(SmallCity.AS_PHARMACY))
            .getPrescription(read)
            .getPrescription()
            .getDraft();
    assertEquals("", offered.getPersonNumber());
    assertEquals(0, offered.getDiagnosesCount());
    assertEquals(1, offered.getLinesCount());
    assertEquals(
        SmallCity.PERSON,
        city.hospital().getPrescription(read).getPrescription().getDraft().getPersonNumber());
    StatusRuntimeException foreign =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                PrescriptionServiceGrpc.newBlockingStub(rig.as("hospital/H12010000009"))
                    .getPrescription(read));
    assertEquals(Code.PERMISSION_DENIED, foreign.getStatus().getCode());
  }

  @Test
  void oneRefusalInABatchDoesNotTouchTheOthers() {
    SubmitPrescriptionRequest malformed = city.prescription().setRequestId("not a uuid").build();
    SubmitPrescriptionRequest.Builder unknown = city.prescription();
    unknown.getPrescriptionBuilder().setPersonNumber("nobody");
    BatchSubmitPrescriptionsResponse response =
        city.hospital()
            .batchSubmitPrescriptions(
                BatchSubmitPrescriptionsRequest.newBuilder()
                    .addRequests(city.prescription())
                    .addRequests(malformed)
                    .addRequests(unknown)
                    .addRequests(city.prescription())
                    .build());

    assertTrue(response.getResults(0).hasResponse());
    assertEquals(
        "INVALID_REQUEST",
        EdgeRig.detail(response.getResults(1).getError(), ErrorInfo.class).getReason());
    assertEquals(
        "PERSON_UNKNOWN",
        EdgeRig.detail(response.getResults(2).getError(), ErrorInfo.class).getReason());
    assertTrue(response.getResults(3).hasResponse());
    assertEquals("not a uuid", response.getResults(1).getRequestId());
  }

  @Test
  void aStreamAnswersBatchesInTheirOrderAndEndsOnAMalformedOne() throws Exception {
    BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    StreamObserver<StreamPrescriptionsRequest> requests =
        PrescriptionServiceGrpc.newStub(rig.as(SmallCity.AS_HOSPITAL))
            .streamPrescriptions(new Collecting<>(answers));
    for (int batch = 1; batch <= 20; batch++) {
      StreamPrescriptionsRequest.Builder message =
          StreamPrescriptionsRequest.newBuilder().setBatchSequence(batch);
      for (int i = 0; i < 5; i++) {
        message.addRequests(city.prescription());
      }
      requests.onNext(message.build());
    }
    for (int batch = 1; batch <= 20; batch++) {
      StreamPrescriptionsResponse answer =
          (StreamPrescriptionsResponse) answers.poll(20, TimeUnit.SECONDS);
      assertEquals(batch, answer.getBatchSequence());
      assertTrue(answer.getResultsList().stream().allMatch(SubmitResult::hasResponse));
    }
    requests.onNext(StreamPrescriptionsRequest.getDefaultInstance());
    StatusRuntimeException e = (StatusRuntimeException) answers.poll(20, TimeUnit.SECONDS);
    assertEquals(List.of("requests"), EdgeRig.fields(e));
  }

  @Test
  void aRefusalTellsRulesPositionAndBothLanguages() {
    SubmitPrescriptionRequest.Builder request = city.prescription();
    request.getPrescriptionBuilder().setScheme("390");

    StatusRuntimeException e =
        assertThrows(
            StatusRuntimeException.class,
            () -> city.hospital().submitPrescription(request.build()));

    assertEquals(Code.FAILED_PRECONDITION, e.getStatus().getCode());
    ErrorInfo info = EdgeRig.info(e);
    assertEquals("dualchannel.org", info.getDomain());
    assertEquals("SCHEME_OTHER", info.getReason());
    assertEquals("S2-28", info.getMetadataOrThrow("rule_ids"));
    assertEquals("310", info.getMetadataOrThrow("insured"));
    assertTrue(Long.parseLong(info.getMetadataOrThrow("log_index")) > 0);
    LocalizedMessage chinese = EdgeRig.detail(e, LocalizedMessage.class);
    assertEquals("zh-CN", chinese.getLocale());
    assertEquals("参保人险种为 310，而非 390。", chinese.getMessage());
  }

  @Test
  void whatWasWrittenReadsBack() {
    assertEquals(
        SmallCity.policy().toBuilder().setArea(SmallCity.AREA).build().getSchemesList(),
        PolicyServiceGrpc.newBlockingStub(rig.as(SmallCity.AS_PHARMACY))
            .getPolicy(GetPolicyRequest.newBuilder().setArea(SmallCity.AREA).build())
            .getPolicy()
            .getSchemesList());
    assertEquals(
        SmallCity.drug(),
        CatalogueServiceGrpc.newBlockingStub(rig.as(SmallCity.AS_PHARMACY))
            .getDrug(
                GetDrugRequest.newBuilder().setArea(SmallCity.AREA).setCode(SmallCity.DRUG).build())
            .getDrug());
    assertEquals(
        SmallCity.person(),
        RegistryServiceGrpc.newBlockingStub(rig.as(SmallCity.AS_BUREAU))
            .getInsuredPerson(
                GetInsuredPersonRequest.newBuilder()
                    .setArea(SmallCity.AREA)
                    .setPersonNumber(SmallCity.PERSON)
                    .build())
            .getInsuredPerson());
    UpsertPharmacyResponse again =
        RegistryServiceGrpc.newBlockingStub(rig.as(SmallCity.AS_BUREAU))
            .upsertPharmacy(
                UpsertPharmacyRequest.newBuilder()
                    .setRequestId(EdgeRig.uuid())
                    .setArea(SmallCity.AREA)
                    .setPharmacy(SmallCity.pharmacy(SmallCity.PHARMACY))
                    .build());
    assertFalse(again.getCreated());
    assertEquals(SmallCity.pharmacy(SmallCity.PHARMACY), again.getPharmacy());
  }
}
