package org.dualchannel.edge;

import io.grpc.stub.StreamObserver;
import org.dualchannel.v1.GetAnnualScoreRequest;
import org.dualchannel.v1.GetAnnualScoreResponse;
import org.dualchannel.v1.GetDeliveryRequest;
import org.dualchannel.v1.GetDeliveryResponse;
import org.dualchannel.v1.GetPharmacyListRequest;
import org.dualchannel.v1.GetPharmacyListResponse;
import org.dualchannel.v1.GetQualificationRequest;
import org.dualchannel.v1.GetQualificationResponse;
import org.dualchannel.v1.GetStockRateRequest;
import org.dualchannel.v1.GetStockRateResponse;
import org.dualchannel.v1.GetSupplyRulesRequest;
import org.dualchannel.v1.GetSupplyRulesResponse;
import org.dualchannel.v1.ListGuaranteeDrugsRequest;
import org.dualchannel.v1.ListGuaranteeDrugsResponse;
import org.dualchannel.v1.ListSlotsRequest;
import org.dualchannel.v1.ListSlotsResponse;
import org.dualchannel.v1.ListSupplyTasksRequest;
import org.dualchannel.v1.ListSupplyTasksResponse;
import org.dualchannel.v1.ListViolationsRequest;
import org.dualchannel.v1.ListViolationsResponse;
import org.dualchannel.v1.SupplyServiceGrpc;

/** SupplyService: the calls that read. */
abstract class SupplyReadCalls extends SupplyServiceGrpc.SupplyServiceImplBase {
  final SupplyReads reads;

  SupplyReadCalls(SupplyReads reads) {
    this.reads = reads;
  }

  @Override
  public void getSupplyRules(
      GetSupplyRulesRequest request, StreamObserver<GetSupplyRulesResponse> out) {
    reads.answer(out, "GetSupplyRules", request.getArea(), c -> {}, by -> reads.of(request));
  }

  @Override
  public void listSupplyTasks(
      ListSupplyTasksRequest request, StreamObserver<ListSupplyTasksResponse> out) {
    reads.answer(
        out,
        "ListSupplyTasks",
        request.getArea(),
        checks -> {
          checks.known("kind", request.getKind());
          SupplyChecks.page(checks, request.getPageSize(), request.getPageToken());
        },
        by -> reads.of(by, request));
  }

  @Override
  public void getStockRate(GetStockRateRequest request, StreamObserver<GetStockRateResponse> out) {
    reads.answer(
        out,
        "GetStockRate",
        request.getArea(),
        checks -> checks.institution("hospital", request.getHospital()),
        by -> reads.of(by, request));
  }

  @Override
  public void listViolations(
      ListViolationsRequest request, StreamObserver<ListViolationsResponse> out) {
    reads.answer(
        out,
        "ListViolations",
        request.getArea(),
        checks -> SupplyChecks.page(checks, request.getPageSize(), request.getPageToken()),
        by -> reads.of(by, request));
  }

  @Override
  public void getQualification(
      GetQualificationRequest request, StreamObserver<GetQualificationResponse> out) {
    reads.answer(
        out,
        "GetQualification",
        request.getArea(),
        checks -> checks.pharmacy("pharmacy", request.getPharmacy()),
        by -> reads.of(by, request));
  }

  @Override
  public void getPharmacyList(
      GetPharmacyListRequest request, StreamObserver<GetPharmacyListResponse> out) {
    reads.answer(
        out,
        "GetPharmacyList",
        request.getArea(),
        checks -> checks.range("edition", request.getEdition(), 0, Integer.MAX_VALUE),
        by -> reads.of(request));
  }

  @Override
  public void getAnnualScore(
      GetAnnualScoreRequest request, StreamObserver<GetAnnualScoreResponse> out) {
    reads.answer(
        out,
        "GetAnnualScore",
        request.getArea(),
        checks -> SupplyChecks.hospitalYear(checks, request.getHospital(), request.getYear()),
        by -> reads.of(by, request));
  }

  @Override
  public void getDelivery(GetDeliveryRequest request, StreamObserver<GetDeliveryResponse> out) {
    reads.answer(
        out,
        "GetDelivery",
        request.getArea(),
        checks -> checks.text("settlement_id", request.getSettlementId(), 1, 30),
        by -> reads.of(by, request));
  }

  @Override
  public void listSlots(ListSlotsRequest request, StreamObserver<ListSlotsResponse> out) {
    reads.answer(
        out,
        "ListSlots",
        request.getArea(),
        checks -> {
          checks.place("place", request.getPlace());
          SupplyChecks.page(checks, request.getPageSize(), request.getPageToken());
        },
        by -> reads.of(request));
  }

  @Override
  public void listGuaranteeDrugs(
      ListGuaranteeDrugsRequest request, StreamObserver<ListGuaranteeDrugsResponse> out) {
    reads.answer(
        out,
        "ListGuaranteeDrugs",
        request.getArea(),
        checks ->
            checks.optionalDate(
                "in_force_date", request.hasInForceDate(), request.getInForceDate()),
        by -> reads.of(request));
  }
}
