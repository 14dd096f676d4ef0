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

/**
 * Supervision over gRPC: alerts follow from what pharmacies do, statistics from what they settle.
 */
class SupervisionSeesWhatWasDecidedTest {
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

  private SupervisionServiceGrpc.SupervisionServiceBlockingStub as(String principal) {
    return SupervisionServiceGrpc.newBlockingStub(rig.as(principal));
  }

  private void caughtUp() {
    EdgeRig.await(() -> rig.supervision.lastIndex() == rig.pipeline.lastIndex());
  }

  private DispensePrescriptionRequest claimed() {
    String id = city.hospital().submitPrescription(city.prescription().build()).getPrescriptionId();
    String secret = city.pharmacy().claimPrescription(SmallCity.claim(id).build()).getClaimSecret();
    return SmallCity.dispense(id, secret).build();
  }

  private ListAlertsResponse alerts(AlertStatus status) {
    caughtUp();
    return as(SmallCity.AS_BUREAU)
        .listAlerts(
            ListAlertsRequest.newBuilder().setArea(SmallCity.AREA).setStatus(status).build());
  }

  @Test
  @Tag("S2-20")
  void aCodeOfferedAgainIsAnAlertThatTheBureauHandles() {
    DispensePrescriptionRequest first = claimed();
    city.pharmacy().dispensePrescription(first);
    DispensePrescriptionRequest second = claimed();
    assertThrows(StatusRuntimeException.class, () -> city.pharmacy().dispensePrescription(second));
    ListAlertsResponse open = alerts(AlertStatus.ALERT_STATUS_OPEN);
    assertEquals(1, open.getAlertsCount(), open.toString());
    Alert alert = open.getAlerts(0);
    assertEquals(AlertKind.ALERT_KIND_TRACE_CODE_REUSE, alert.getKind());
    assertEquals(SmallCity.PHARMACY, alert.getDispenser());
    assertEquals(SmallCity.PERSON, alert.getPersonNumber());
    assertTrue(
        alert.getEvidenceList().stream()
            .anyMatch(each -> each.getValue().equals("83000010000000000001")),
        alert.toString());

    HandleAlertRequest handle =
        HandleAlertRequest.newBuilder()
            .setRequestId(EdgeRig.uuid())
            .setArea(SmallCity.AREA)
            .setAlertId(alert.getAlertId())
            .setStatus(AlertStatus.ALERT_STATUS_CONFIRMED)
            .setReason("the pack was on the shelf twice")
            .build();
    assertEquals(
        Code.PERMISSION_DENIED,
        assertThrows(
                StatusRuntimeException.class, () -> as(SmallCity.AS_PHARMACY).handleAlert(handle))
            .getStatus()
            .getCode());
    HandleAlertResponse handled = as(SmallCity.AS_BUREAU).handleAlert(handle);
    assertEquals(AlertStatus.ALERT_STATUS_CONFIRMED, handled.getAlert().getStatus());
    assertEquals(List.of("S2-20"), handled.getDecision().getRuleIdsList());
    assertEquals(0, alerts(AlertStatus.ALERT_STATUS_OPEN).getAlertsCount());
    assertEquals(1, alerts(AlertStatus.ALERT_STATUS_CONFIRMED).getAlertsCount());
    StatusRuntimeException again =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                as(SmallCity.AS_BUREAU)
                    .handleAlert(handle.toBuilder().setRequestId(EdgeRig.uuid()).build()));
    assertEquals("ALERT_HANDLED", EdgeRig.info(again).getReason());
  }

  /** The log is all there is: whoever is told it again raises the same alerts. */
  @Test
  @Tag("S2-20")
  void aReplayRaisesTheSameAlerts() {
    city.pharmacy().dispensePrescription(claimed());
    DispensePrescriptionRequest reused = claimed();
    assertThrows(StatusRuntimeException.class, () -> city.pharmacy().dispensePrescription(reused));
    city.pharmacy()
        .dispensePrescription(
            reused.toBuilder()
                .setRequestId(EdgeRig.uuid())
                .setLines(
                    0,
                    reused.getLines(0).toBuilder()
                        .clearTraceCodes()
                        .addTraceCodes(TraceCode.newBuilder().setCode("83000010000000000003"))
                        .addTraceCodes(TraceCode.newBuilder().setCode("83000010000000000004")))
                .build());
    ListAlertsResponse before = alerts(AlertStatus.ALERT_STATUS_UNSPECIFIED);
    assertEquals(
        List.of(AlertKind.ALERT_KIND_TRACE_CODE_REUSE, AlertKind.ALERT_KIND_OVERLAPPING_SUPPLY),
        before.getAlertsList().stream().map(Alert::getKind).toList());
    assertEquals(rig.supervision.alerts(SmallCity.AREA, 0, 100, any -> true), rig.replayedAlerts());
  }

  @Test
  @Tag("S2-1")
  @Tag("S2-12")
  void whatCirculatesCountsForTheHospitalAndIsSampled() {
    SupervisionRules everything =
        as(SmallCity.AS_BUREAU)
            .getSupervisionRules(
                GetSupervisionRulesRequest.newBuilder().setArea(SmallCity.AREA).build())
            .getRules()
            .toBuilder()
            .setSampleBp(10_000)
            .build();
    as(SmallCity.AS_BUREAU)
        .setSupervisionRules(
            SetSupervisionRulesRequest.newBuilder()
                .setRequestId(EdgeRig.uuid())
                .setArea(SmallCity.AREA)
                .setRules(everything)
                .build());
    Settlement settlement = city.pharmacy().dispensePrescription(claimed()).getSettlement();
    as(SmallCity.AS_HOSPITAL)
        .reportHospitalFigures(
            ReportHospitalFiguresRequest.newBuilder()
                .setRequestId(EdgeRig.uuid())
                .setArea(SmallCity.AREA)
                .setHospital(SmallCity.HOSPITAL)
                .setFigures(
                    HospitalFigures.newBuilder()
                        .setMonth("2026-03")
                        .setVisits(10)
                        .setMedicalFen(1_368_000)
                        .setDrugFen(368_000))
                .build());
    HospitalStatistics statistics = statistics();
    assertEquals(1, statistics.getPrescriptions());
    assertEquals(0, statistics.getInHouse().getAmountFen());
    assertEquals(632_000, statistics.getCirculated().getNegotiatedFen());
    assertEquals(415_040, statistics.getCirculated().getFundFen());
    assertEquals(5_000, statistics.getWithNegotiated().getDrugRatioBp(), "1.0 of 2.0 million");
    assertEquals(2_690, statistics.getWithoutNegotiated().getDrugRatioBp(), "368 of 1,368");
    assertEquals(200_000, statistics.getWithNegotiated().getAverageFen());
    assertEquals(136_800, statistics.getWithoutNegotiated().getAverageFen());

    ListReviewSampleResponse sample =
        as(SmallCity.AS_BUREAU)
            .listReviewSample(
                ListReviewSampleRequest.newBuilder()
                    .setArea(SmallCity.AREA)
                    .setHospital(SmallCity.HOSPITAL)
                    .setMonth("2026-03")
                    .build());
    assertEquals(settlement.getPrescriptionId(), sample.getPrescriptions(0).getPrescriptionId());
    assertTrue(sample.getPrescriptions(0).getCirculated());

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
    assertEquals(0, statistics().getCirculated().getAmountFen());
    assertEquals(0, statistics().getCirculated().getFundFen());
  }

  private HospitalStatistics statistics() {
    caughtUp();
    return as(SmallCity.AS_HOSPITAL)
        .getHospitalStatistics(
            GetHospitalStatisticsRequest.newBuilder()
                .setArea(SmallCity.AREA)
                .setHospital(SmallCity.HOSPITAL)
                .setMonth("2026-03")
                .build())
        .getStatistics();
  }

  private static FileComplaintRequest.Builder complaint() {
    return FileComplaintRequest.newBuilder()
        .setRequestId(EdgeRig.uuid())
        .setArea(SmallCity.AREA)
        .setMatter(
            ComplaintMatter.newBuilder()
                .setSubject(ComplaintSubject.COMPLAINT_SUBJECT_SUPPLY)
                .setPersonNumber(SmallCity.PERSON)
                .setAbout(SmallCity.PHARMACY)
                .setText("无货"));
  }

  @Test
  @Tag("S2-22")
  @Tag("S2-43")
  void aPatientsComplaintIsListedPageByPage() {
    String patient = "patient/" + SmallCity.PERSON;
    String first = as(patient).fileComplaint(complaint().build()).getComplaint().getComplaintId();
    String second = as(patient).fileComplaint(complaint().build()).getComplaint().getComplaintId();
    caughtUp();
    ListComplaintsRequest.Builder page =
        ListComplaintsRequest.newBuilder().setArea(SmallCity.AREA).setPageSize(1);
    ListComplaintsResponse one =
        as("health-commission/" + SmallCity.AREA).listComplaints(page.build());
    assertEquals(first, one.getComplaints(0).getComplaintId());
    ListComplaintsResponse two =
        as(SmallCity.AS_BUREAU).listComplaints(page.setPageToken(one.getNextPageToken()).build());
    assertEquals(second, two.getComplaints(0).getComplaintId());
    assertEquals("", two.getNextPageToken());
    assertFalse(two.getComplaints(0).getOverdue());
    StatusRuntimeException denied =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                as("patient/other")
                    .getComplaint(
                        GetComplaintRequest.newBuilder()
                            .setArea(SmallCity.AREA)
                            .setComplaintId(first)
                            .build()));
    assertEquals(Code.PERMISSION_DENIED, denied.getStatus().getCode());
  }

  @Test
  void malformedRequestsNameTheirFields() {
    StatusRuntimeException malformed =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                as(SmallCity.AS_BUREAU)
                    .fileComplaint(
                        complaint()
                            .setMatter(ComplaintMatter.newBuilder().setAbout("P1").setText(" "))
                            .build()));
    assertEquals(
        List.of("matter.subject", "matter.about", "matter.text"), EdgeRig.fields(malformed));
    StatusRuntimeException token =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                as(SmallCity.AS_BUREAU)
                    .listAlerts(
                        ListAlertsRequest.newBuilder()
                            .setArea(SmallCity.AREA)
                            .setPageToken("next")
                            .build()));
    assertEquals(List.of("page_token"), EdgeRig.fields(token));
  }
}
