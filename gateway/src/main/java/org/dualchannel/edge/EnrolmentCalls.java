package org.dualchannel.edge;

import io.grpc.stub.StreamObserver;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Reply;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentNotice;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.v1.BatchImportEnrolmentsRequest;
import org.dualchannel.v1.BatchImportEnrolmentsResponse;
import org.dualchannel.v1.CreateEnrolmentRequest;
import org.dualchannel.v1.CreateEnrolmentResponse;
import org.dualchannel.v1.EnrolmentServiceGrpc;
import org.dualchannel.v1.GetEnrolmentRequest;
import org.dualchannel.v1.GetEnrolmentResponse;
import org.dualchannel.v1.ListEnrolmentVersionsRequest;
import org.dualchannel.v1.ListEnrolmentVersionsResponse;
import org.dualchannel.v1.ReassessEnrolmentRequest;
import org.dualchannel.v1.ReassessEnrolmentResponse;
import org.dualchannel.v1.TransferEnrolmentsRequest;
import org.dualchannel.v1.TransferEnrolmentsResponse;
import org.dualchannel.v1.UpdateEnrolmentRequest;
import org.dualchannel.v1.UpdateEnrolmentResponse;
import org.dualchannel.v1.WatchEnrolmentNoticesRequest;
import org.dualchannel.v1.WatchEnrolmentNoticesResponse;
import org.dualchannel.v1.WithdrawEnrolmentRequest;
import org.dualchannel.v1.WithdrawEnrolmentResponse;
import org.dualchannel.v1.WithdrawReason;

/** EnrolmentService: enrol, update, reassess, transfer, withdraw, take over, read and watch. */
final class EnrolmentCalls extends EnrolmentServiceGrpc.EnrolmentServiceImplBase {
  private final Gate gate;
  private final EnrolmentReads reads;
  private final PushStreams<
          EnrolmentNotice, EnrolmentNoticeBoard.Change, WatchEnrolmentNoticesResponse>
      notices;

  EnrolmentCalls(
      Gate gate,
      PushStreams<EnrolmentNotice, EnrolmentNoticeBoard.Change, WatchEnrolmentNoticesResponse>
          notices) {
    this.gate = gate;
    this.reads = new EnrolmentReads(gate.node);
    this.notices = notices;
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
  public void transferEnrolments(
      TransferEnrolmentsRequest request, StreamObserver<TransferEnrolmentsResponse> out) {
    gate.command(
        out,
        "TransferEnrolments",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> EnrolmentChecks.transfer(checks, request),
        caller -> {
          Access.hospital(caller, request.getHospital(), "enrol at " + request.getHospital());
          return new Body.TransferEnrolments(
              request.getHospital(),
              request.getPersonNumber(),
              request.getPersonConsents(),
              request.getReason(),
              request.getTransfersList().stream().map(EnrolmentMapping::transfer).toList());
        },
        outcome -> {
          TransferEnrolmentsResponse.Builder response = TransferEnrolmentsResponse.newBuilder();
          for (Enrolment each : ((Reply.EnrolmentsTransferred) outcome.reply()).enrolments()) {
            response.addEnrolments(EnrolmentMapping.of(each, outcome.timeMs()));
          }
          return response.setDecision(Decisions.of(outcome, Body.TransferEnrolments.class)).build();
        });
  }

  @Override
  public void getEnrolment(GetEnrolmentRequest request, StreamObserver<GetEnrolmentResponse> out) {
    gate.read(
        out,
        "GetEnrolment",
        checks -> EnrolmentChecks.get(checks, request),
        caller -> reads.enrolment(caller, request));
  }

  @Override
  public void listEnrolmentVersions(
      ListEnrolmentVersionsRequest request, StreamObserver<ListEnrolmentVersionsResponse> out) {
    gate.read(
        out,
        "ListEnrolmentVersions",
        checks -> EnrolmentChecks.versions(checks, request),
        caller -> reads.versions(caller, request));
  }

  @Override
  public void watchEnrolmentNotices(
      WatchEnrolmentNoticesRequest request, StreamObserver<WatchEnrolmentNoticesResponse> out) {
    gate.stream(
        out,
        "WatchEnrolmentNotices",
        checks -> EnrolmentChecks.watch(checks, request),
        (caller, stream) -> {
          Access.hospital(
              caller, request.getHospital(), "watch the enrolments of " + request.getHospital());
          notices.open(
              new Feed.Party(request.getArea(), request.getHospital()),
              ResumeToken.parse(request.getResumeToken()),
              stream);
        });
  }
}
