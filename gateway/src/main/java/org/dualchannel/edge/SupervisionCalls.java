package org.dualchannel.edge;

import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.SupervisionAct;
import org.dualchannel.decide.SupervisionReply;
import org.dualchannel.registry.Principal;
import org.dualchannel.supervision.AlertHandling;
import org.dualchannel.supervision.Complaint;
import org.dualchannel.supervision.Escalation;
import org.dualchannel.v1.AnswerComplaintRequest;
import org.dualchannel.v1.AnswerComplaintResponse;
import org.dualchannel.v1.AnswerEscalationRequest;
import org.dualchannel.v1.AnswerEscalationResponse;
import org.dualchannel.v1.AssignComplaintRequest;
import org.dualchannel.v1.AssignComplaintResponse;
import org.dualchannel.v1.CloseComplaintRequest;
import org.dualchannel.v1.CloseComplaintResponse;
import org.dualchannel.v1.DecideDrgAdjustmentRequest;
import org.dualchannel.v1.DecideDrgAdjustmentResponse;
import org.dualchannel.v1.Decision;
import org.dualchannel.v1.DrgAdjustmentStatus;
import org.dualchannel.v1.FileComplaintRequest;
import org.dualchannel.v1.FileComplaintResponse;
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
import org.dualchannel.v1.HandleAlertRequest;
import org.dualchannel.v1.HandleAlertResponse;
import org.dualchannel.v1.ListAlertsRequest;
import org.dualchannel.v1.ListAlertsResponse;
import org.dualchannel.v1.ListComplaintsRequest;
import org.dualchannel.v1.ListComplaintsResponse;
import org.dualchannel.v1.ListEscalationsRequest;
import org.dualchannel.v1.ListEscalationsResponse;
import org.dualchannel.v1.ListReviewSampleRequest;
import org.dualchannel.v1.ListReviewSampleResponse;
import org.dualchannel.v1.ProposeDrgAdjustmentRequest;
import org.dualchannel.v1.ProposeDrgAdjustmentResponse;
import org.dualchannel.v1.RaiseEscalationRequest;
import org.dualchannel.v1.RaiseEscalationResponse;
import org.dualchannel.v1.ReportHospitalFiguresRequest;
import org.dualchannel.v1.ReportHospitalFiguresResponse;
import org.dualchannel.v1.SetSupervisionRulesRequest;
import org.dualchannel.v1.SetSupervisionRulesResponse;
import org.dualchannel.v1.SupervisionServiceGrpc;

/** SupervisionService: what is asked of supervision becomes an act; reads are in a class of their own. */
final class SupervisionCalls extends SupervisionServiceGrpc.SupervisionServiceImplBase {
  private final Gate gate;
  private final SupervisionReads reads;

  SupervisionCalls(Gate gate, SupervisionBoard board) {
    this.gate = gate;
    this.reads = new SupervisionReads(gate, board);
  }

  private <A> void act(
      StreamObserver<A> out,
      String method,
      Gate.Idempotent key,
      Consumer<FieldChecks> shape,
      Function<Principal, SupervisionAct> act,
      BiFunction<Outcome, SupervisionReply, A> answer) {
    gate.command(
        out,
        method,
        key,
        shape,
        caller -> new Body.Supervise(act.apply(caller)),
        outcome -> answer.apply(outcome, ((Reply.Supervised) outcome.reply()).result()));
  }

  private static Decision decision(Outcome outcome, String... rules) {
    return Decisions.of(
        outcome.index(), outcome.timeMs(), outcome.catalogue(), outcome.policy(), List.of(rules));
  }

  private static org.dualchannel.v1.Alert of(AlertHandling handling) {
    return SupervisionMapping.of(handling.alert(), handling);
  }

  private static org.dualchannel.v1.Complaint of(Complaint complaint, Outcome outcome) {
    return SupervisionMapping.of(complaint, outcome.timeMs());
  }

  private static org.dualchannel.v1.Escalation of(Escalation escalation, Outcome outcome) {
    return SupervisionMapping.of(escalation, outcome.timeMs());
  }

  @Override
  public void setSupervisionRules(SetSupervisionRulesRequest request, StreamObserver<SetSupervisionRulesResponse> out) {
    act(
        out,
        "SetSupervisionRules",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupervisionChecks.rules(checks, request),
        caller -> new SupervisionAct.SetRules(SupervisionMapping.rules(request.getRules())),
        (outcome, reply) ->
            SetSupervisionRulesResponse.newBuilder()
                .setRules(SupervisionMapping.of(((SupervisionReply.RulesSet) reply).rules()))
                .setDecision(decision(outcome, "S2-1", "S2-20", "S2-22", "S2-23"))
                .build());
  }

  @Override
  public void getSupervisionRules(GetSupervisionRulesRequest request, StreamObserver<GetSupervisionRulesResponse> out) {
    gate.read(out, "GetSupervisionRules", checks -> checks.area("area", request.getArea()), caller -> reads.rules(caller, request));
  }

  @Override
  public void listAlerts(ListAlertsRequest request, StreamObserver<ListAlertsResponse> out) {
    gate.read(out, "ListAlerts", checks -> reads.shape(checks, request), caller -> reads.alerts(caller, request));
  }

  @Override
  public void getAlert(GetAlertRequest request, StreamObserver<GetAlertResponse> out) {
    gate.read(out, "GetAlert", checks -> reads.shape(checks, request), caller -> reads.alert(caller, request));
  }

  @Override
  public void handleAlert(HandleAlertRequest request, StreamObserver<HandleAlertResponse> out) {
    act(
        out,
        "HandleAlert",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupervisionChecks.handle(checks, request),
        caller -> {
          Access.bureau(caller, request.getArea(), "handle alerts");
          return new SupervisionAct.HandleAlert(
              reads.known(request.getArea(), request.getAlertId()),
              AlertHandling.Verdict.valueOf(
                  ClinicalMapping.word(request.getStatus(), "ALERT_STATUS_")),
              request.getReason());
        },
        (outcome, reply) ->
            HandleAlertResponse.newBuilder()
                .setAlert(of(((SupervisionReply.AlertHandled) reply).handling()))
                .setDecision(decision(outcome, "S2-20"))
                .build());
  }

  @Override
  public void fileComplaint(FileComplaintRequest request, StreamObserver<FileComplaintResponse> out) {
    act(
        out,
        "FileComplaint",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupervisionChecks.matter(checks, request.hasMatter(), request.getMatter()),
        caller -> new SupervisionAct.FileComplaint(SupervisionMapping.matter(request.getMatter())),
        (outcome, reply) ->
            FileComplaintResponse.newBuilder()
                .setComplaint(of(((SupervisionReply.ComplaintChanged) reply).complaint(), outcome))
                .setDecision(decision(outcome, "S2-22", "S2-43"))
                .build());
  }

  @Override
  public void assignComplaint(AssignComplaintRequest request, StreamObserver<AssignComplaintResponse> out) {
    act(
        out,
        "AssignComplaint",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupervisionChecks.assign(checks, request),
        caller -> new SupervisionAct.AssignComplaint(
                request.getComplaintId(),
                SupervisionMapping.principal(request.getAssignee()),
                request.getNote()),
        (outcome, reply) ->
            AssignComplaintResponse.newBuilder()
                .setComplaint(of(((SupervisionReply.ComplaintChanged) reply).complaint(), outcome))
                .setDecision(decision(outcome, "S2-22", "S2-43"))
                .build());
  }

  @Override
  public void answerComplaint(AnswerComplaintRequest request, StreamObserver<AnswerComplaintResponse> out) {
    act(
        out,
        "AnswerComplaint",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> {
          SupervisionChecks.id(checks, "complaint_id", request.getComplaintId());
          checks.prose("answer", request.getAnswer(), 1, 2_000);
        },
        caller -> new SupervisionAct.AnswerComplaint(request.getComplaintId(), request.getAnswer()),
        (outcome, reply) ->
            AnswerComplaintResponse.newBuilder()
                .setComplaint(of(((SupervisionReply.ComplaintChanged) reply).complaint(), outcome))
                .setDecision(decision(outcome, "S2-22"))
                .build());
  }

  @Override
  public void closeComplaint(CloseComplaintRequest request, StreamObserver<CloseComplaintResponse> out) {
    act(
        out,
        "CloseComplaint",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> {
          SupervisionChecks.id(checks, "complaint_id", request.getComplaintId());
          checks.chosen("result", request.getResult());
          checks.prose("note", request.getNote(), 0, 500);
        },
        caller -> new SupervisionAct.CloseComplaint(request.getComplaintId(), SupervisionMapping.result(request.getResult()), request.getNote()),
        (outcome, reply) ->
            CloseComplaintResponse.newBuilder()
                .setComplaint(of(((SupervisionReply.ComplaintChanged) reply).complaint(), outcome))
                .setDecision(decision(outcome, "S2-22"))
                .build());
  }

  @Override
  public void getComplaint(GetComplaintRequest request, StreamObserver<GetComplaintResponse> out) {
    gate.read(out, "GetComplaint", checks -> reads.shape(checks, request), caller -> reads.complaint(caller, request));
  }

  @Override
  public void listComplaints(ListComplaintsRequest request, StreamObserver<ListComplaintsResponse> out) {
    gate.read(out, "ListComplaints", checks -> reads.shape(checks, request), caller -> reads.complaints(caller, request));
  }

  @Override
  public void raiseEscalation(RaiseEscalationRequest request, StreamObserver<RaiseEscalationResponse> out) {
    act(
        out,
        "RaiseEscalation",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupervisionChecks.escalation(checks, request),
        caller -> new SupervisionAct.Escalate(
                SupervisionMapping.matter(request.getMatter()),
                request.getReference(),
                request.getText(),
                Times.dateOf(request.getOccurredDate())),
        (outcome, reply) ->
            RaiseEscalationResponse.newBuilder()
                .setEscalation(of(((SupervisionReply.EscalationChanged) reply).escalation(), outcome))
                .setDecision(decision(outcome, "S2-23", "S2-43"))
                .build());
  }

  @Override
  public void answerEscalation(AnswerEscalationRequest request, StreamObserver<AnswerEscalationResponse> out) {
    act(
        out,
        "AnswerEscalation",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> {
          SupervisionChecks.id(checks, "escalation_id", request.getEscalationId());
          checks.prose("text", request.getText(), 1, 2_000);
        },
        caller -> new SupervisionAct.AnswerEscalation(request.getEscalationId(), request.getText()),
        (outcome, reply) ->
            AnswerEscalationResponse.newBuilder()
                .setEscalation(of(((SupervisionReply.EscalationChanged) reply).escalation(), outcome))
                .setDecision(decision(outcome, "S2-23", "S2-43"))
                .build());
  }

  @Override
  public void getEscalation(GetEscalationRequest request, StreamObserver<GetEscalationResponse> out) {
    gate.read(out, "GetEscalation", checks -> reads.shape(checks, request), caller -> reads.escalation(caller, request));
  }

  @Override
  public void listEscalations(ListEscalationsRequest request, StreamObserver<ListEscalationsResponse> out) {
    gate.read(out, "ListEscalations", checks -> reads.shape(checks, request), caller -> reads.escalations(caller, request));
  }

  @Override
  public void proposeDrgAdjustment(ProposeDrgAdjustmentRequest request, StreamObserver<ProposeDrgAdjustmentResponse> out) {
    act(
        out,
        "ProposeDrgAdjustment",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupervisionChecks.propose(checks, request),
        caller -> new SupervisionAct.ProposeDrgAdjustment(
                request.getHospital(),
                SupervisionMapping.lever(request.getLever()),
                SupervisionMapping.cost(request.getCost()),
                request.getCurrentE4()),
        (outcome, reply) ->
            ProposeDrgAdjustmentResponse.newBuilder()
                .setAdjustment(SupervisionMapping.of(((SupervisionReply.DrgAdjustmentChanged) reply).adjustment()))
                .setDecision(decision(outcome, "S2-10"))
                .build());
  }

  @Override
  public void decideDrgAdjustment(DecideDrgAdjustmentRequest request, StreamObserver<DecideDrgAdjustmentResponse> out) {
    act(
        out,
        "DecideDrgAdjustment",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupervisionChecks.decide(checks, request),
        caller -> new SupervisionAct.DecideDrgAdjustment(
                request.getAdjustmentId(),
                request.getStatus() == DrgAdjustmentStatus.DRG_ADJUSTMENT_STATUS_APPROVED,
                request.getReason()),
        (outcome, reply) ->
            DecideDrgAdjustmentResponse.newBuilder()
                .setAdjustment(SupervisionMapping.of(((SupervisionReply.DrgAdjustmentChanged) reply).adjustment()))
                .setDecision(decision(outcome, "S2-10"))
                .build());
  }

  @Override
  public void getDrgAdjustment(GetDrgAdjustmentRequest request, StreamObserver<GetDrgAdjustmentResponse> out) {
    gate.read(out, "GetDrgAdjustment", checks -> reads.shape(checks, request), caller -> reads.adjustment(caller, request));
  }

  @Override
  public void reportHospitalFigures(ReportHospitalFiguresRequest request, StreamObserver<ReportHospitalFiguresResponse> out) {
    act(
        out,
        "ReportHospitalFigures",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupervisionChecks.figures(checks, request),
        caller -> new SupervisionAct.ReportFigures(
                request.getHospital(),
                request.getFigures().getMonth(),
                request.getFigures().getVisits(),
                request.getFigures().getMedicalFen(),
                request.getFigures().getDrugFen(),
                request.getFigures().getNegotiatedFen()),
        (outcome, reply) ->
            ReportHospitalFiguresResponse.newBuilder()
                .setFigures(SupervisionMapping.of(((SupervisionReply.FiguresReported) reply).figures()))
                .setDecision(decision(outcome, "S2-12"))
                .build());
  }

  @Override
  public void getHospitalStatistics(GetHospitalStatisticsRequest request, StreamObserver<GetHospitalStatisticsResponse> out) {
    gate.read(out, "GetHospitalStatistics", checks -> SupervisionChecks.hospitalMonth(checks, request.getArea(), request.getHospital(), request.getMonth()), caller -> reads.statistics(caller, request));
  }

  @Override
  public void listReviewSample(ListReviewSampleRequest request, StreamObserver<ListReviewSampleResponse> out) {
    gate.read(out, "ListReviewSample", checks -> reads.shape(checks, request), caller -> reads.sample(caller, request));
  }
}
