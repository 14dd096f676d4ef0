package org.dualchannel.edge;

import io.grpc.stub.StreamObserver;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Reply;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.v1.BatchImportEnrolmentsRequest;
import org.dualchannel.v1.BatchImportEnrolmentsResponse;
import org.dualchannel.v1.CreateEnrolmentRequest;
import org.dualchannel.v1.CreateEnrolmentResponse;
import org.dualchannel.v1.EnrolmentServiceGrpc;
import org.dualchannel.v1.GetEnrolmentRequest;
import org.dualchannel.v1.GetEnrolmentResponse;
import org.dualchannel.v1.ReassessEnrolmentRequest;
import org.dualchannel.v1.ReassessEnrolmentResponse;
import org.dualchannel.v1.UpdateEnrolmentRequest;
import org.dualchannel.v1.UpdateEnrolmentResponse;
import org.dualchannel.v1.WithdrawEnrolmentRequest;
import org.dualchannel.v1.WithdrawEnrolmentResponse;
import org.dualchannel.v1.WithdrawReason;

/** EnrolmentService: enrol, update, reassess, withdraw, take over and read. */
final class EnrolmentCalls extends EnrolmentServiceGrpc.EnrolmentServiceImplBase {
  private final Gate gate;

  EnrolmentCalls(Gate gate) {
    this.gate = gate;
  }

  @Override
  public void createEnrolment(
      CreateEnrolmentRequest request, StreamObserver<CreateEnrolmentResponse> out) {
    gate.command(
        out,
        "CreateEnrolment",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> EnrolmentChecks.create(checks, request),
        caller -> {
          Access.hospital(caller, request.getHospital(), "enrol at " + request.getHospital());
          return new Body.CreateEnrolment(
              request.getHospital(),
              request.getPersonNumber(),
              request.getDrug(),
              EnrolmentMapping.content(request.getContent()));
        },
        outcome ->
            CreateEnrolmentResponse.newBuilder()
                .setEnrolment(EnrolmentMapping.of(outcome))
                .setDecision(Decisions.of(outcome, Body.CreateEnrolment.class))
                .build());
  }

  @Override
  public void updateEnrolment(
      UpdateEnrolmentRequest request, StreamObserver<UpdateEnrolmentResponse> out) {
    gate.command(
        out,
        "UpdateEnrolment",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> EnrolmentChecks.update(checks, request),
        caller -> {
          Access.role(caller, Role.HOSPITAL, "change enrolments");
          return new Body.UpdateEnrolment(
              request.getEnrolmentId(),
              (int) request.getExpectedVersion(),
              request.getPhysician(),
              EnrolmentMapping.content(request.getContent()),
              request.getReason());
        },
        outcome ->
            UpdateEnrolmentResponse.newBuilder()
                .setEnrolment(EnrolmentMapping.of(outcome))
                .setDecision(Decisions.of(outcome, Body.UpdateEnrolment.class))
                .build());
  }

  @Override
  public void reassessEnrolment(
      ReassessEnrolmentRequest request, StreamObserver<ReassessEnrolmentResponse> out) {
    gate.command(
        out,
        "ReassessEnrolment",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> EnrolmentChecks.reassess(checks, request),
        caller -> {
          Access.role(caller, Role.HOSPITAL, "change enrolments");
          return new Body.ReassessEnrolment(
              request.getEnrolmentId(),
              (int) request.getExpectedVersion(),
              request.getPhysician(),
              request.getFinding(),
              request.hasContent() ? EnrolmentMapping.content(request.getContent()) : null);
        },
        outcome ->
            ReassessEnrolmentResponse.newBuilder()
                .setEnrolment(EnrolmentMapping.of(outcome))
                .setDecision(Decisions.of(outcome, Body.ReassessEnrolment.class))
                .build());
  }

  @Override
  public void withdrawEnrolment(
      WithdrawEnrolmentRequest request, StreamObserver<WithdrawEnrolmentResponse> out) {
    gate.command(
        out,
        "WithdrawEnrolment",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> EnrolmentChecks.withdraw(checks, request),
        caller -> {
          Access.role(caller, Role.HOSPITAL, "change enrolments");
          return new Body.WithdrawEnrolment(
              request.getEnrolmentId(),
              ClinicalMapping.word(
                  request.getReason(),
                  PrescriptionCalls.prefix(WithdrawReason.WITHDRAW_REASON_UNSPECIFIED)),
              request.getComment());
        },
        outcome ->
            WithdrawEnrolmentResponse.newBuilder()
                .setEnrolment(EnrolmentMapping.of(outcome))
                .setDecision(Decisions.of(outcome, Body.WithdrawEnrolment.class))
                .build());
  }

  @Override
  public void batchImportEnrolments(
      BatchImportEnrolmentsRequest request, StreamObserver<BatchImportEnrolmentsResponse> out) {
    gate.command(
        out,
        "BatchImportEnrolments",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> EnrolmentChecks.earlier(checks, request),
        caller -> {
          Access.bureau(caller, request.getArea(), "take over enrolments of " + request.getArea());
          return new Body.ImportEnrolments(
              request.getEnrolmentsList().stream().map(EnrolmentMapping::earlier).toList());
        },
        outcome ->
            BatchImportEnrolmentsResponse.newBuilder()
                .addAllEnrolmentIds(((Reply.EnrolmentsImported) outcome.reply()).enrolments())
                .setDecision(Decisions.of(outcome, Body.ImportEnrolments.class))
                .build());
  }

  @Override
  public void getEnrolment(GetEnrolmentRequest request, StreamObserver<GetEnrolmentResponse> out) {
    gate.read(
        out,
        "GetEnrolment",
        checks -> {
          checks.area("area", request.getArea());
          checks.text("enrolment_id", request.getEnrolmentId(), 1, 30);
        },
        caller -> {
          long asOf = gate.node.lastIndex().getAsLong();
          Enrolment known = gate.node.view().enrolment(request.getEnrolmentId());
          Enrolment enrolment =
              Refused.ifUnknown(
                  known == null || !known.area().equals(request.getArea()) ? null : known,
                  Reason.ENROLMENT_UNKNOWN,
                  "enrolment",
                  request.getEnrolmentId());
          Access.require(
              caller.is(Role.HOSPITAL, enrolment.hospital())
                  || caller.is(Role.BUREAU, enrolment.area()),
              caller,
              "read enrolment " + enrolment.id());
          return GetEnrolmentResponse.newBuilder()
              .setEnrolment(EnrolmentMapping.of(enrolment, gate.node.nowMs().getAsLong()))
              .setAsOfLogIndex(asOf)
              .build();
        });
  }
}
