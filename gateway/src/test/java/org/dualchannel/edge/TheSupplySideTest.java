package org.dualchannel.edge;

import static org.dualchannel.edge.SmallCity.AREA;
import static org.dualchannel.edge.SmallCity.AS_BUREAU;
import static org.dualchannel.edge.SmallCity.AS_HOSPITAL;
import static org.dualchannel.edge.SmallCity.AS_PHARMACY;
import static org.dualchannel.edge.SmallCity.DRUG;
import static org.dualchannel.edge.SmallCity.HOSPITAL;
import static org.dualchannel.edge.SmallCity.PHARMACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.StatusRuntimeException;
import java.util.List;
import org.dualchannel.v1.BookSlotRequest;
import org.dualchannel.v1.ConfirmCodesRequest;
import org.dualchannel.v1.DenialGround;
import org.dualchannel.v1.FormularyItem;
import org.dualchannel.v1.GetPharmacyListRequest;
import org.dualchannel.v1.GetStockRateRequest;
import org.dualchannel.v1.GetStockRateResponse;
import org.dualchannel.v1.ListGuaranteeDrugsRequest;
import org.dualchannel.v1.ListGuaranteeDrugsResponse;
import org.dualchannel.v1.ListSlotsRequest;
import org.dualchannel.v1.ListSlotsResponse;
import org.dualchannel.v1.ListSupplyTasksRequest;
import org.dualchannel.v1.ListSupplyTasksResponse;
import org.dualchannel.v1.ListViolationsRequest;
import org.dualchannel.v1.OfferSlotsRequest;
import org.dualchannel.v1.OfferSlotsResponse;
import org.dualchannel.v1.PharmacyList;
import org.dualchannel.v1.PublishPharmacyListRequest;
import org.dualchannel.v1.RecordUnstockedRequest;
import org.dualchannel.v1.ReportFormularyRequest;
import org.dualchannel.v1.Slot;
import org.dualchannel.v1.SupplyRoute;
import org.dualchannel.v1.SupplyServiceGrpc;
import org.dualchannel.v1.SupplyServiceGrpc.SupplyServiceBlockingStub;
import org.dualchannel.v1.SupplyTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The supply side over gRPC: what is written is read, and what is malformed is named. */
class TheSupplySideTest {
  private static EdgeRig rig;

  @BeforeAll
  static void start() {
    rig = new EdgeRig();
    SmallCity city = new SmallCity(rig).found();
    assertTrue(city.now().getSeconds() > 0);
    stub(AS_BUREAU)
        .publishPharmacyList(
            PublishPharmacyListRequest.newBuilder()
                .setRequestId(EdgeRig.uuid())
                .setArea(AREA)
                .build());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static SupplyServiceBlockingStub stub(String principal) {
    return SupplyServiceGrpc.newBlockingStub(rig.as(principal));
  }

  @Test
  void aReportedFormularyIsReadAsStockRate() {
    stub(AS_HOSPITAL)
        .reportFormulary(
            ReportFormularyRequest.newBuilder()
                .setRequestId(EdgeRig.uuid())
                .setArea(AREA)
                .setHospital(HOSPITAL)
                .addItems(
                    FormularyItem.newBuilder().setDrug(DRUG).setInScope(true).setStocked(true))
                .build());
    GetStockRateRequest request =
        GetStockRateRequest.newBuilder().setArea(AREA).setHospital(HOSPITAL).build();
    GetStockRateResponse read = stub("health-commission/" + AREA).getStockRate(request);
    assertEquals(10_000, read.getStockRate().getRateBp());
    assertEquals(
        "NOT_PERMITTED",
        EdgeRig.info(
                assertThrows(
                    StatusRuntimeException.class, () -> stub(AS_PHARMACY).getStockRate(request)))
            .getReason());
  }

  @Test
  @Tag("S2-13")
  void aGroundThatNeverStandsIsRefusedAndShowsUpAmongTheViolations() {
    RecordUnstockedRequest.Builder request =
        RecordUnstockedRequest.newBuilder()
            .setRequestId(EdgeRig.uuid())
            .setArea(AREA)
            .setHospital(HOSPITAL)
            .setDrug(DRUG)
            .setGround(DenialGround.DENIAL_GROUND_DRUG_RATIO)
            .setRoute(SupplyRoute.SUPPLY_ROUTE_CIRCULATE)
            .setComment("over the share");
    StatusRuntimeException refused =
        assertThrows(
            StatusRuntimeException.class, () -> stub(AS_HOSPITAL).recordUnstocked(request.build()));
    assertEquals("GROUND_INVALID", EdgeRig.info(refused).getReason());
    assertEquals("S2-13", EdgeRig.info(refused).getMetadataOrThrow("rule_ids"));
    assertEquals(
        EdgeRig.info(refused).getMetadataOrThrow("violation"),
        stub("district/120101")
            .listViolations(ListViolationsRequest.newBuilder().setArea(AREA).build())
            .getViolations(0)
            .getViolationId());
  }

  @Test
  void malformedFieldsAreNamed() {
    StatusRuntimeException refused =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                stub(AS_HOSPITAL)
                    .recordUnstocked(
                        RecordUnstockedRequest.newBuilder()
                            .setRequestId(EdgeRig.uuid())
                            .setArea(AREA)
                            .setHospital("P1")
                            .setRouteValue(77)
                            .build()));
    assertEquals(
        List.of("hospital", "drug", "ground", "route", "comment"), EdgeRig.fields(refused));
  }

  @Test
  void theListingTaskIsReadAndDone() {
    ListSupplyTasksRequest open =
        ListSupplyTasksRequest.newBuilder().setArea(AREA).setOpenOnly(true).build();
    ListSupplyTasksResponse before = stub("agency/" + AREA).listSupplyTasks(open);
    assertEquals(AREA, before.getTasks(0).getPlace());

    SupplyTask listed =
        stub("platform/" + AREA)
            .confirmCodes(
                ConfirmCodesRequest.newBuilder()
                    .setRequestId(EdgeRig.uuid())
                    .setArea(AREA)
                    .setPlace(AREA)
                    .setCatalogueVersion("2026-01")
                    .addDrugs(DRUG)
                    .build())
            .getTask();
    assertTrue(listed.hasDoneDate());
    assertEquals(0, stub("agency/" + AREA).listSupplyTasks(open).getTasksCount());
  }

  @Test
  void thePublicReadsThePharmaciesAndTheGuarantee() {
    PharmacyList list =
        stub("patient/1001")
            .getPharmacyList(GetPharmacyListRequest.newBuilder().setArea(AREA).build())
            .getList();
    assertEquals(PHARMACY, list.getPharmacies(0).getCode());
    ListGuaranteeDrugsResponse drugs =
        stub("patient/1001")
            .listGuaranteeDrugs(ListGuaranteeDrugsRequest.newBuilder().setArea(AREA).build());
    assertEquals(DRUG, drugs.getDrugs(0).getDrug());
    assertEquals("argued", drugs.getDrugs(0).getListing().getExpertArgument());
    assertFalse(drugs.getDrugs(0).hasOverHalfOfIncome());
  }

  @Test
  void aPatientBooksWhatThePharmacyOffersAndListsComeByThePage() {
    long startMs = rig.clockMs.get() + 3_600_000;
    Slot offer =
        Slot.newBuilder()
            .setService("injection")
            .setStartTime(Times.timestamp(startMs))
            .setEndTime(Times.timestamp(startMs + 600_000))
            .setCapacity(1)
            .build();
    OfferSlotsResponse offered =
        stub(AS_PHARMACY)
            .offerSlots(
                OfferSlotsRequest.newBuilder()
                    .setRequestId(EdgeRig.uuid())
                    .setArea(AREA)
                    .setPlace(PHARMACY)
                    .addAllSlots(List.of(offer, offer, offer))
                    .build());
    Slot booked =
        stub("patient/" + SmallCity.PERSON)
            .bookSlot(
                BookSlotRequest.newBuilder()
                    .setRequestId(EdgeRig.uuid())
                    .setArea(AREA)
                    .setSlotId(offered.getSlots(2).getSlotId())
                    .setPersonNumber(SmallCity.PERSON)
                    .build())
            .getSlot();
    assertEquals(1, booked.getBookedCount());

    ListSlotsRequest.Builder page =
        ListSlotsRequest.newBuilder().setArea(AREA).setPlace(PHARMACY).setPageSize(2);
    ListSlotsResponse first = stub("patient/1001").listSlots(page.build());
    assertEquals(offered.getSlotsList().subList(0, 2), first.getSlotsList());
    ListSlotsResponse second =
        stub("patient/1001").listSlots(page.setPageToken(first.getNextPageToken()).build());
    assertEquals(List.of(booked), second.getSlotsList());
    assertTrue(second.getNextPageToken().isEmpty());
  }
}
