package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.dualchannel.report.Report;
import org.dualchannel.v1.*;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports over gRPC: to whom, in pages and as files. */
class ReportServiceTest {
  @TempDir Path directory;
  private EdgeRig rig;
  private SmallCity city;

  @BeforeEach
  void start() {
    rig = new EdgeRig(Map.of(), directory);
    city = new SmallCity(rig).found();
    String id = city.hospital().submitPrescription(city.prescription().build()).getPrescriptionId();
    String secret = city.pharmacy().claimPrescription(SmallCity.claim(id).build()).getClaimSecret();
    city.pharmacy().dispensePrescription(SmallCity.dispense(id, secret).build());
    assertTrue(rig.reports.awaitPosition(rig.pipeline.lastIndex(), 30_000));
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private ReportServiceGrpc.ReportServiceBlockingStub as(String principal) {
    return ReportServiceGrpc.newBlockingStub(rig.as(principal));
  }

  private static ReportFilter.Builder spring() {
    return ReportFilter.newBuilder()
        .setArea(SmallCity.AREA)
        .setFromMonth("2026-01")
        .setToMonth("2026-12");
  }

  private static ListMonthlyUseRequest monthly(ReportFilter.Builder filter) {
    return ListMonthlyUseRequest.newBuilder().setFilter(filter).build();
  }

  @Test
  @Tag("S2-21")
  void theMonthlyReportHasWhatWasSettled() {
    ListMonthlyUseResponse response = as(SmallCity.AS_BUREAU).listMonthlyUse(monthly(spring()));

    assertEquals(
        List.of(
            MonthlyUse.newBuilder()
                .setMonth(202603)
                .setDrug(SmallCity.DRUG)
                .setHospital(SmallCity.HOSPITAL)
                .setDispenser(SmallCity.PHARMACY)
                .setScheme("310")
                .setQuantityE4(20_000)
                .setAmountFen(632_000)
                .setFundFen(415_040)
                .setSelfPayFen(216_960)
                .setSettlements(1)
                .setPatients(1)
                .build()),
        response.getMonthlyUsesList());
    assertEquals(rig.pipeline.lastIndex(), response.getAsOfLogIndex());
    assertEquals("", response.getNextPageToken());
  }

  @Test
  void everyReportIsServed() {
    ReportServiceGrpc.ReportServiceBlockingStub bureau = as(SmallCity.AS_BUREAU);
    StockRateRow rate =
        bureau
            .listStockRates(ListStockRatesRequest.newBuilder().setFilter(spring()).build())
            .getStockRates(0);
    assertEquals(1, rate.getScopeDrugs());
    assertEquals(0, rate.getStockRateBp());
    ScoreInput score =
        bureau
            .listScoreInputs(ListScoreInputsRequest.newBuilder().setFilter(spring()).build())
            .getScoreInputs(0);
    assertEquals(10_000, score.getUseRateBp());
    DrugCost cost =
        bureau
            .listDrugCosts(ListDrugCostsRequest.newBuilder().setFilter(spring()).build())
            .getDrugCosts(0);
    assertEquals(632_000, cost.getAverageFen());
    assertEquals(0, cost.getOtherAverageFen());
    assertEquals(
        0,
        bureau
            .listRefusals(ListRefusalsRequest.newBuilder().setFilter(spring()).build())
            .getRefusalCountsCount());
  }

  @Test
  @Tag("S2-7")
  void aListGoesOnWhereItsPageEnded() {
    List<String> pharmacies = new ArrayList<>();
    String token = "";
    do {
      ListPublicPharmaciesResponse page =
          as(SmallCity.AS_PHARMACY)
              .listPublicPharmacies(
                  ListPublicPharmaciesRequest.newBuilder()
                      .setFilter(ReportFilter.newBuilder().setArea(SmallCity.AREA))
                      .setPageSize(1)
                      .setPageToken(token)
                      .build());
      page.getPublicPharmaciesList().forEach(each -> pharmacies.add(each.getPharmacy()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertEquals(List.of(SmallCity.PHARMACY, SmallCity.OTHER_PHARMACY), pharmacies);
  }

  @Test
  void everyoneSeesTheirOwnOnly() {
    assertEquals(
        1, as(SmallCity.AS_HOSPITAL).listMonthlyUse(monthly(spring())).getMonthlyUsesCount());
    assertEquals(
        1, as(SmallCity.AS_PHARMACY).listMonthlyUse(monthly(spring())).getMonthlyUsesCount());
    assertEquals(
        0, as(SmallCity.AS_OTHER_PHARMACY).listMonthlyUse(monthly(spring())).getMonthlyUsesCount());

    denied(
        () ->
            as("hospital/H12010000002")
                .listMonthlyUse(monthly(spring().setHospital(SmallCity.HOSPITAL))));
    denied(() -> as("bureau/610200").listMonthlyUse(monthly(spring())));
    denied(
        () ->
            as(SmallCity.AS_PHARMACY)
                .listDrugCosts(ListDrugCostsRequest.newBuilder().setFilter(spring()).build()));
  }

  private static void denied(org.junit.jupiter.api.function.Executable call) {
    StatusRuntimeException e = assertThrows(StatusRuntimeException.class, call);
    assertEquals("NOT_PERMITTED", EdgeRig.info(e).getReason());
  }

  @Test
  void whatIsMalformedIsNamed() {
    malformed(monthly(spring().setFromMonth("2026-13")), "filter.from_month");
    malformed(monthly(spring().setFromMonth("2020-01")), "filter.to_month");
    malformed(monthly(spring().setToMonth("2025-12")), "filter.to_month");
    malformed(monthly(spring().setArea("")), "filter.area");
    malformed(monthly(spring()).toBuilder().setPageSize(-1).build(), "page_size");
    malformed(monthly(spring()).toBuilder().setPageToken("?").build(), "page_token");
    malformed(monthly(spring()).toBuilder().setPageToken("Zm9v").build(), "page_token");
    malformed(
        monthly(spring().addDimensions(ReportDimension.REPORT_DIMENSION_UNSPECIFIED)),
        "filter.dimensions");
  }

  private void malformed(ListMonthlyUseRequest request, String field) {
    StatusRuntimeException e =
        assertThrows(
            StatusRuntimeException.class, () -> as(SmallCity.AS_BUREAU).listMonthlyUse(request));
    assertEquals(Code.INVALID_ARGUMENT, e.getStatus().getCode());
    assertEquals(List.of(field), EdgeRig.fields(e));
  }

  @Test
  void aReportComesAsAFile() {
    String csv = export(ReportFormat.REPORT_FORMAT_CSV).toStringUtf8();
    List<String> lines = csv.lines().toList();
    assertEquals(String.join(",", Report.MONTHLY_USE.columns()), lines.get(0));
    assertEquals(
        "202603,XD11AHD163B002010100001,H12010000001,P12010000001,310,20000,632000,415040,216960,1,1,0",
        lines.get(1));
    assertEquals(2, lines.size());
    assertTrue(
        export(ReportFormat.REPORT_FORMAT_PARQUET).startsWith(ByteString.copyFromUtf8("PAR1")));
  }

  private ByteString export(ReportFormat format) {
    Iterator<ExportReportResponse> pieces =
        as(SmallCity.AS_BUREAU)
            .exportReport(
                ExportReportRequest.newBuilder()
                    .setFilter(spring())
                    .setReport(ReportKind.REPORT_KIND_MONTHLY_USE)
                    .setFormat(format)
                    .build());
    ByteString file = ByteString.EMPTY;
    while (pieces.hasNext()) {
      ExportReportResponse piece = pieces.next();
      assertNotEquals(0, piece.getAsOfLogIndex());
      file = file.concat(piece.getContent());
    }
    return file;
  }

  @Test
  void aNodeWithoutReportsSaysSo() {
    try (EdgeRig without = new EdgeRig()) {
      StatusRuntimeException e =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  ReportServiceGrpc.newBlockingStub(without.as(SmallCity.AS_BUREAU))
                      .listMonthlyUse(monthly(spring())));
      assertEquals("REPORTS_UNAVAILABLE", EdgeRig.info(e).getReason());
    }
  }
}
