package org.dualchannel.edge;

import io.grpc.stub.StreamObserver;
import org.dualchannel.v1.GetAlertRequest;
import org.dualchannel.v1.GetAlertResponse;
import org.dualchannel.v1.GetComplaintRequest;
import org.dualchannel.v1.GetComplaintResponse;
import org.dualchannel.v1.GetDrgAdjustmentRequest;
import org.dualchannel.v1.GetDrgAdjustmentResponse;
import org.dualchannel.v1.GetEscalationRequest;
import org.dualchannel.v1.GetEscalationResponse;
import org.dualchannel.v1.GetHospitalStatisticsRequest;
import org.dualchannel.v1.GetHospitalStatisticsResponse;
import org.dualchannel.v1.GetSupervisionRulesRequest;
import org.dualchannel.v1.GetSupervisionRulesResponse;
import org.dualchannel.v1.ListAlertsRequest;
import org.dualchannel.v1.ListAlertsResponse;
import org.dualchannel.v1.ListComplaintsRequest;
import org.dualchannel.v1.ListComplaintsResponse;
import org.dualchannel.v1.ListEscalationsRequest;
import org.dualchannel.v1.ListEscalationsResponse;
import org.dualchannel.v1.ListReviewSampleRequest;
import org.dualchannel.v1.ListReviewSampleResponse;

/** SupervisionService: the acts, and here the reads. */
final class SupervisionCalls extends SupervisionActs {
  SupervisionCalls(Gate gate, SupervisionBoard board) {
    super(gate, new SupervisionReads(gate, board));
  }

  @Override
  public void getSupervisionRules(
      GetSupervisionRulesRequest request, StreamObserver<GetSupervisionRulesResponse> out) {
    gate.read(
        out,
        "GetSupervisionRules",
        checks -> checks.area("area", request.getArea()),
        caller -> reads.rules(caller, request));
  }

  @Override
  public void listAlerts(ListAlertsRequest request, StreamObserver<ListAlertsResponse> out) {
    gate.read(
        out,
        "ListAlerts",
        checks -> reads.shape(checks, request),
        caller -> reads.alerts(caller, request));
  }

  @Override
  public void getAlert(GetAlertRequest request, StreamObserver<GetAlertResponse> out) {
    gate.read(
        out,
        "GetAlert",
        checks -> reads.shape(checks, request),
        caller -> reads.alert(caller, request));
  }

  @Override
  public void getComplaint(GetComplaintRequest request, StreamObserver<GetComplaintResponse> out) {
    gate.read(
        out,
        "GetComplaint",
        checks -> reads.shape(checks, request),
        caller -> reads.complaint(caller, request));
  }

  @Override
  public void listComplaints(
      ListComplaintsRequest request, StreamObserver<ListComplaintsResponse> out) {
    gate.read(
        out,
        "ListComplaints",
        checks -> reads.shape(checks, request),
        caller -> reads.complaints(caller, request));
  }

  @Override
  public void getEscalation(
      GetEscalationRequest request, StreamObserver<GetEscalationResponse> out) {
    gate.read(
        out,
        "GetEscalation",
        checks -> reads.shape(checks, request),
        caller -> reads.escalation(caller, request));
  }

  @Override
  public void listEscalations(
      ListEscalationsRequest request, StreamObserver<ListEscalationsResponse> out) {
    gate.read(
        out,
        "ListEscalations",
        checks -> reads.shape(checks, request),
        caller -> reads.escalations(caller, request));
  }

  @Override
  public void getDrgAdjustment(
      GetDrgAdjustmentRequest request, StreamObserver<GetDrgAdjustmentResponse> out) {
    gate.read(
        out,
        "GetDrgAdjustment",
        checks -> reads.shape(checks, request),
        caller -> reads.adjustment(caller, request));
  }

  @Override
  public void getHospitalStatistics(
      GetHospitalStatisticsRequest request, StreamObserver<GetHospitalStatisticsResponse> out) {
    gate.read(
        out,
        "GetHospitalStatistics",
        checks ->
            SupervisionChecks.hospitalMonth(
                checks, request.getArea(), request.getHospital(), request.getMonth()),
        caller -> reads.statistics(caller, request));
  }

  @Override
  public void listReviewSample(
      ListReviewSampleRequest request, StreamObserver<ListReviewSampleResponse> out) {
    gate.read(
        out,
        "ListReviewSample",
        checks -> reads.shape(checks, request),
        caller -> reads.sample(caller, request));
  }
}
