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
import org.dualchannel.v1.HandleAlertRequest;
import org.dualchannel.v1.HandleAlertResponse;
import org.dualchannel.v1.ProposeDrgAdjustmentRequest;
import org.dualchannel.v1.ProposeDrgAdjustmentResponse;
import org.dualchannel.v1.RaiseEscalationRequest;
import org.dualchannel.v1.RaiseEscalationResponse;
import org.dualchannel.v1.ReportHospitalFiguresRequest;
import org.dualchannel.v1.ReportHospitalFiguresResponse;
import org.dualchannel.v1.SetSupervisionRulesRequest;
import org.dualchannel.v1.SetSupervisionRulesResponse;
import org.dualchannel.v1.SupervisionServiceGrpc;

/** What is asked of supervision becomes an act; the reads are added by {@link SupervisionCalls}. */
abstract class SupervisionActs extends SupervisionServiceGrpc.SupervisionServiceImplBase {
  final Gate gate;
  final SupervisionReads reads;

  SupervisionActs(Gate gate, SupervisionReads reads) {
    this.gate = gate;
    this.reads = reads;
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
  public void setSupervisionRules(
      SetSupervisionRulesRequest request, StreamObserver<SetSupervisionRulesResponse> out) {
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
  public void fileComplaint(
      FileComplaintRequest request, StreamObserver<FileComplaintResponse> out) {
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
  public void assignComplaint(
      AssignComplaintRequest request, StreamObserver<AssignComplaintResponse> out) {
    act(
        out,
        "AssignComplaint",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupervisionChecks.assign(checks, request),
        caller ->
            new SupervisionAct.AssignComplaint(
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
  public void answerComplaint(
      AnswerComplaintRequest request, StreamObserver<AnswerComplaintResponse> out) {
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
  public void closeComplaint(
      CloseComplaintRequest request, StreamObserver<CloseComplaintResponse> out) {
    act(
        out,
        "CloseComplaint",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> {
          SupervisionChecks.id(checks, "complaint_id", request.getComplaintId());
          checks.chosen("result", request.getResult());
          checks.prose("note", request.getNote(), 0, 500);
        },
        caller ->
            new SupervisionAct.CloseComplaint(
                request.getComplaintId(),
                SupervisionMapping.result(request.getResult()),
                request.getNote()),
        (outcome, reply) ->
            CloseComplaintResponse.newBuilder()
                .setComplaint(of(((SupervisionReply.ComplaintChanged) reply).complaint(), outcome))
                .setDecision(decision(outcome, "S2-22"))
                .build());
  }

  @Override
  public void raiseEscalation(
      RaiseEscalationRequest request, StreamObserver<RaiseEscalationResponse> out) {
    act(
        out,
        "RaiseEscalation",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupervisionChecks.escalation(checks, request),
        caller ->
            new SupervisionAct.Escalate(
                SupervisionMapping.matter(request.getMatter()),
                request.getReference(),
                request.getText(),
                Times.dateOf(request.getOccurredDate())),
        (outcome, reply) ->
            RaiseEscalationResponse.newBuilder()
                .setEscalation(
                    of(((SupervisionReply.EscalationChanged) reply).escalation(), outcome))
                .setDecision(decision(outcome, "S2-23", "S2-43"))
                .build());
  }

  @Override
  public void answerEscalation(
      AnswerEscalationRequest request, StreamObserver<AnswerEscalationResponse> out) {
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
                .setEscalation(
                    of(((SupervisionReply.EscalationChanged) reply).escalation(), outcome))
                .setDecision(decision(outcome, "S2-23", "S2-43"))
                .build());
  }

  @Override
  public void proposeDrgAdjustment(
      ProposeDrgAdjustmentRequest request, StreamObserver<ProposeDrgAdjustmentResponse> out) {
    act(
        out,
        "ProposeDrgAdjustment",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupervisionChecks.propose(checks, request),
        caller ->
            new SupervisionAct.ProposeDrgAdjustment(
                request.getHospital(),
                SupervisionMapping.lever(request.getLever()),
                SupervisionMapping.cost(request.getCost()),
                request.getCurrentE4()),
        (outcome, reply) ->
            ProposeDrgAdjustmentResponse.newBuilder()
                .setAdjustment(
                    SupervisionMapping.of(
                        ((SupervisionReply.DrgAdjustmentChanged) reply).adjustment()))
                .setDecision(decision(outcome, "S2-10"))
                .build());
  }

  @Override
  public void decideDrgAdjustment(
      DecideDrgAdjustmentRequest request, StreamObserver<DecideDrgAdjustmentResponse> out) {
    act(
        out,
        "DecideDrgAdjustment",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupervisionChecks.decide(checks, request),
        caller ->
            new SupervisionAct.DecideDrgAdjustment(
                request.getAdjustmentId(),
                request.getStatus() == DrgAdjustmentStatus.DRG_ADJUSTMENT_STATUS_APPROVED,
                request.getReason()),
        (outcome, reply) ->
            DecideDrgAdjustmentResponse.newBuilder()
                .setAdjustment(
                    SupervisionMapping.of(
                        ((SupervisionReply.DrgAdjustmentChanged) reply).adjustment()))
                .setDecision(decision(outcome, "S2-10"))
                .build());
  }

  @Override
  public void reportHospitalFigures(
      ReportHospitalFiguresRequest request, StreamObserver<ReportHospitalFiguresResponse> out) {
    act(
        out,
        "ReportHospitalFigures",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupervisionChecks.figures(checks, request),
        caller ->
            new SupervisionAct.ReportFigures(
                request.getHospital(),
                request.getFigures().getMonth(),
                request.getFigures().getVisits(),
                request.getFigures().getMedicalFen(),
                request.getFigures().getDrugFen(),
                request.getFigures().getNegotiatedFen()),
        (outcome, reply) ->
            ReportHospitalFiguresResponse.newBuilder()
                .setFigures(
                    SupervisionMapping.of(((SupervisionReply.FiguresReported) reply).figures()))
                .setDecision(decision(outcome, "S2-12"))
                .build());
  }
}
