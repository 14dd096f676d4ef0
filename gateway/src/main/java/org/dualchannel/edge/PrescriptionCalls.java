package org.dualchannel.edge;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Reply;
import org.dualchannel.edge.EncodedAnswers.Answered;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.dualchannel.v1.BatchSubmitPrescriptionsRequest;
import org.dualchannel.v1.CancelPrescriptionRequest;
import org.dualchannel.v1.CancelPrescriptionResponse;
import org.dualchannel.v1.CancelReason;
import org.dualchannel.v1.GetPrescriptionRequest;
import org.dualchannel.v1.GetPrescriptionResponse;
import org.dualchannel.v1.PrescriptionServiceGrpc;
import org.dualchannel.v1.QuotePrescriptionRequest;
import org.dualchannel.v1.QuotePrescriptionResponse;
import org.dualchannel.v1.SubmitPrescriptionRequest;

/** PrescriptionService: submit, quote, cancel and read. */
final class PrescriptionCalls extends PrescriptionServiceGrpc.PrescriptionServiceImplBase {
  private final Gate gate;
  private final OfferBoard board;
  private final BatchSubmission batches;
  private final Quoting quoting;

  PrescriptionCalls(Gate gate, OfferBoard board) {
    this.gate = gate;
    this.board = board;
    this.batches = new BatchSubmission(gate);
    this.quoting = new Quoting(gate);
  }

  /** The service as it is served. */
  ServerServiceDefinition definition() {
    return EncodedAnswers.of(
        bindService(),
        List.of(
            new Answered<>(
                PrescriptionServiceGrpc.getSubmitPrescriptionMethod(),
                ServerCalls.asyncUnaryCall(this::submit)),
            new Answered<>(
                PrescriptionServiceGrpc.getBatchSubmitPrescriptionsMethod(),
                ServerCalls.asyncUnaryCall(this::submitBatch)),
            new Answered<>(
                PrescriptionServiceGrpc.getStreamPrescriptionsMethod(),
                ServerCalls.asyncBidiStreamingCall(
                    out -> new SubmissionStream(gate, batches, out)))));
  }

  private void submit(SubmitPrescriptionRequest request, StreamObserver<byte[]> out) {
    gate.command(
        out,
        "SubmitPrescription",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> PrescriptionChecks.submit(checks, request),
        caller -> submission(caller, request),
        SubmissionAnswer::of);
  }

  /** What a checked submission asks for. */
  static Body submission(Principal caller, SubmitPrescriptionRequest request) {
    String hospital = request.getPrescription().getHospital();
    Access.hospital(caller, hospital, "submit prescriptions of " + hospital);
    return new Body.SubmitPrescription(PrescriptionMapping.draft(request.getPrescription()));
  }

  private void submitBatch(BatchSubmitPrescriptionsRequest request, StreamObserver<byte[]> out) {
    Call<byte[]> call = new Call<>(out, "BatchSubmitPrescriptions", gate.meter);
    call.run(
        () -> {
          gate.check(checks -> BatchSubmission.check(checks, request.getRequestsCount()));
          batches.submit(request.getRequestsList(), results -> call.answer(results.ofBatch()));
        });
  }

  @Override
  public void quotePrescription(
      QuotePrescriptionRequest request, StreamObserver<QuotePrescriptionResponse> out) {
    gate.read(
        out,
        "QuotePrescription",
        checks -> PrescriptionChecks.quote(checks, request),
        caller -> quoting.quote(caller, request));
  }

  @Override
  public void cancelPrescription(
      CancelPrescriptionRequest request, StreamObserver<CancelPrescriptionResponse> out) {
    gate.command(
        out,
        "CancelPrescription",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> PrescriptionChecks.cancel(checks, request),
        caller -> {
          Access.role(caller, Principal.Role.HOSPITAL, "cancel prescriptions");
          return new Body.CancelPrescription(
              request.getPrescriptionId(),
              ClinicalMapping.word(
                  request.getReason(), prefix(CancelReason.CANCEL_REASON_UNSPECIFIED)),
              request.getComment());
        },
        outcome -> {
          Reply.Changed reply = (Reply.Changed) outcome.reply();
          return CancelPrescriptionResponse.newBuilder()
              .setPrescriptionId(reply.prescription())
              .setStatus(PrescriptionMapping.status(reply.status()))
              .setDecision(Decisions.of(outcome, Body.CancelPrescription.class))
              .build();
        });
  }

  /** What the constants of an enum begin with, told by its unspecified one. */
  static String prefix(Enum<?> unspecified) {
    return unspecified.name().substring(0, unspecified.name().length() - "UNSPECIFIED".length());
  }

  @Override
  public void getPrescription(
      GetPrescriptionRequest request, StreamObserver<GetPrescriptionResponse> out) {
    gate.read(
        out,
        "GetPrescription",
        checks -> {
          checks.area("area", request.getArea());
          checks.text("prescription_id", request.getPrescriptionId(), 1, 20);
        },
        caller -> {
          long asOf = gate.node.lastIndex().getAsLong();
          return GetPrescriptionResponse.newBuilder()
              .setPrescription(read(caller, request.getArea(), request.getPrescriptionId()))
              .setAsOfLogIndex(asOf)
              .build();
        });
  }

  /**
   * The prescription as far as the caller may see it: one that was merely offered it learns nothing
   * of the patient.
   */
  private org.dualchannel.v1.Prescription read(Principal caller, String area, String id) {
    Prescription known = gate.node.view().prescription(id);
    Prescription prescription =
        Refused.ifUnknown(
            known == null || !known.area().equals(area) ? null : known,
            Reason.PRESCRIPTION_UNKNOWN,
            "prescription",
            id);
    org.dualchannel.v1.Prescription whole =
        PrescriptionMapping.prescription(prescription, gate.node.nowMs().getAsLong());
    if (Access.readsWhole(caller, prescription)) {
      return whole.toBuilder()
          .addAllReviewFindings(ReviewMapping.ofFindings(gate.node.view().findings(id)))
          .build();
    }
    Access.require(board.isOffered(id, caller.code()), caller, "read prescription " + id);
    return PrescriptionMapping.withoutPatient(whole);
  }
}
