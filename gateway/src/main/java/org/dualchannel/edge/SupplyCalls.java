package org.dualchannel.edge;

import io.grpc.stub.StreamObserver;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.SupplyCommand;
import org.dualchannel.decide.SupplyReply;
import org.dualchannel.v1.BookSlotRequest;
import org.dualchannel.v1.BookSlotResponse;
import org.dualchannel.v1.CancelBookingRequest;
import org.dualchannel.v1.CancelBookingResponse;
import org.dualchannel.v1.CompleteFormularyTaskRequest;
import org.dualchannel.v1.CompleteFormularyTaskResponse;
import org.dualchannel.v1.ConfirmCodesRequest;
import org.dualchannel.v1.ConfirmCodesResponse;
import org.dualchannel.v1.Decision;
import org.dualchannel.v1.FileAgreementClauseRequest;
import org.dualchannel.v1.FileAgreementClauseResponse;
import org.dualchannel.v1.FileSupplyRulesRequest;
import org.dualchannel.v1.FileSupplyRulesResponse;
import org.dualchannel.v1.OfferSlotsRequest;
import org.dualchannel.v1.OfferSlotsResponse;
import org.dualchannel.v1.OrderDeliveryRequest;
import org.dualchannel.v1.OrderDeliveryResponse;
import org.dualchannel.v1.PublishPharmacyListRequest;
import org.dualchannel.v1.PublishPharmacyListResponse;
import org.dualchannel.v1.QualifyPharmacyRequest;
import org.dualchannel.v1.QualifyPharmacyResponse;
import org.dualchannel.v1.RecordUnstockedRequest;
import org.dualchannel.v1.RecordUnstockedResponse;
import org.dualchannel.v1.ReportFormularyRequest;
import org.dualchannel.v1.ReportFormularyResponse;
import org.dualchannel.v1.ScoreYearRequest;
import org.dualchannel.v1.ScoreYearResponse;
import org.dualchannel.v1.StepDeliveryRequest;
import org.dualchannel.v1.StepDeliveryResponse;

/**
 * SupplyService: the calls that change something. Who may act is for the decider to say, since it
 * depends on who works where.
 */
final class SupplyCalls extends SupplyReadCalls {
  private final Gate gate;

  SupplyCalls(Gate gate) {
    super(new SupplyReads(gate));
    this.gate = gate;
  }

  private <R extends SupplyReply, A> void command(
      StreamObserver<A> out,
      String method,
      Gate.Idempotent key,
      Consumer<FieldChecks> shape,
      Supplier<SupplyCommand> command,
      Class<R> reply,
      BiFunction<R, Decision, A> answer) {
    gate.command(
        out,
        method,
        key,
        shape,
        caller -> new Body.Supply(command.get()),
        outcome ->
            answer.apply(
                reply.cast(((Reply.Supplied) outcome.reply()).reply()),
                Decisions.of(
                    outcome.index(),
                    outcome.timeMs(),
                    outcome.catalogue(),
                    outcome.policy(),
                    SupplyMapping.rulesOf(method))));
  }

  @Override
  public void fileSupplyRules(
      FileSupplyRulesRequest request, StreamObserver<FileSupplyRulesResponse> out) {
    command(
        out,
        "FileSupplyRules",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupplyChecks.rules(checks, request),
        () ->
            new SupplyCommand.FileSupplyRules(
                SupplyMapping.rules(request.getArea(), request.getRules())),
        SupplyReply.Filed.class,
        (reply, decision) -> FileSupplyRulesResponse.newBuilder().setDecision(decision).build());
  }

  @Override
  public void completeFormularyTask(
      CompleteFormularyTaskRequest request, StreamObserver<CompleteFormularyTaskResponse> out) {
    command(
        out,
        "CompleteFormularyTask",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupplyChecks.review(checks, request),
        () ->
            new SupplyCommand.CompleteFormularyTask(
                request.getHospital(),
                request.getCatalogueVersion(),
                Times.dateOf(request.getHeldDate()),
                request.getMinutes()),
        SupplyReply.TaskChanged.class,
        (reply, decision) ->
            CompleteFormularyTaskResponse.newBuilder()
                .setTask(SupplyMapping.of(reply.task(), reads.today()))
                .setDecision(decision)
                .build());
  }

  @Override
  public void confirmCodes(ConfirmCodesRequest request, StreamObserver<ConfirmCodesResponse> out) {
    command(
        out,
        "ConfirmCodes",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupplyChecks.codes(checks, request),
        () ->
            new SupplyCommand.ConfirmCodes(
                request.getPlace(), request.getCatalogueVersion(), request.getDrugsList()),
        SupplyReply.CodesConfirmed.class,
        (reply, decision) -> {
          ConfirmCodesResponse.Builder answer =
              ConfirmCodesResponse.newBuilder().setAddedCount(reply.added()).setDecision(decision);
          if (reply.task() != null) {
            answer.setTask(SupplyMapping.of(reply.task(), reads.today()));
          }
          return answer.build();
        });
  }

  @Override
  public void reportFormulary(
      ReportFormularyRequest request, StreamObserver<ReportFormularyResponse> out) {
    command(
        out,
        "ReportFormulary",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupplyChecks.formulary(checks, request),
        () ->
            new SupplyCommand.ReportFormulary(
                request.getHospital(), SupplyMapping.items(request.getItemsList())),
        SupplyReply.FormularyReported.class,
        (reply, decision) ->
            ReportFormularyResponse.newBuilder()
                .setStockRate(SupplyMapping.of(reply.rate()))
                .setDecision(decision)
                .build());
  }

  @Override
  public void recordUnstocked(
      RecordUnstockedRequest request, StreamObserver<RecordUnstockedResponse> out) {
    command(
        out,
        "RecordUnstocked",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupplyChecks.unstocked(checks, request),
        () -> SupplyMapping.unstocked(request),
        SupplyReply.UnstockedRecorded.class,
        (reply, decision) ->
            RecordUnstockedResponse.newBuilder()
                .setCaseId(reply.id())
                .setDecision(decision)
                .build());
  }

  @Override
  public void qualifyPharmacy(
      QualifyPharmacyRequest request, StreamObserver<QualifyPharmacyResponse> out) {
    command(
        out,
        "QualifyPharmacy",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupplyChecks.qualification(checks, request),
        () ->
            new SupplyCommand.QualifyPharmacy(
                SupplyMapping.qualification(request.getQualification())),
        SupplyReply.Filed.class,
        (reply, decision) -> QualifyPharmacyResponse.newBuilder().setDecision(decision).build());
  }

  @Override
  public void publishPharmacyList(
      PublishPharmacyListRequest request, StreamObserver<PublishPharmacyListResponse> out) {
    command(
        out,
        "PublishPharmacyList",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> {},
        SupplyCommand.PublishPharmacyList::new,
        SupplyReply.ListPublished.class,
        (reply, decision) ->
            PublishPharmacyListResponse.newBuilder()
                .setList(reads.list(reply.list()))
                .setDecision(decision)
                .build());
  }

  @Override
  public void fileAgreementClause(
      FileAgreementClauseRequest request, StreamObserver<FileAgreementClauseResponse> out) {
    command(
        out,
        "FileAgreementClause",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupplyChecks.clause(checks, request),
        () -> new SupplyCommand.FileClause(SupplyMapping.clause(request.getClause())),
        SupplyReply.Filed.class,
        (reply, decision) ->
            FileAgreementClauseResponse.newBuilder().setDecision(decision).build());
  }

  @Override
  public void scoreYear(ScoreYearRequest request, StreamObserver<ScoreYearResponse> out) {
    command(
        out,
        "ScoreYear",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupplyChecks.hospitalYear(checks, request.getHospital(), request.getYear()),
        () -> new SupplyCommand.ScoreYear(request.getHospital(), request.getYear()),
        SupplyReply.Scored.class,
        (reply, decision) ->
            ScoreYearResponse.newBuilder()
                .setScore(SupplyMapping.of(reply.score()))
                .setDecision(decision)
                .build());
  }

  @Override
  public void orderDelivery(
      OrderDeliveryRequest request, StreamObserver<OrderDeliveryResponse> out) {
    command(
        out,
        "OrderDelivery",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupplyChecks.order(checks, request),
        () ->
            new SupplyCommand.OrderDelivery(
                request.getSettlementId(),
                request.getAddressReference(),
                request.getColdChain(),
                request.getCourier()),
        SupplyReply.DeliveryChanged.class,
        (reply, decision) ->
            OrderDeliveryResponse.newBuilder()
                .setDelivery(SupplyMapping.of(reply.delivery()))
                .setDecision(decision)
                .build());
  }

  @Override
  public void stepDelivery(StepDeliveryRequest request, StreamObserver<StepDeliveryResponse> out) {
    command(
        out,
        "StepDelivery",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupplyChecks.step(checks, request),
        () -> SupplyMapping.step(request),
        SupplyReply.DeliveryChanged.class,
        (reply, decision) ->
            StepDeliveryResponse.newBuilder()
                .setDelivery(SupplyMapping.of(reply.delivery()))
                .setDecision(decision)
                .build());
  }

  @Override
  public void offerSlots(OfferSlotsRequest request, StreamObserver<OfferSlotsResponse> out) {
    command(
        out,
        "OfferSlots",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupplyChecks.slots(checks, request),
        () -> SupplyMapping.slots(request),
        SupplyReply.SlotsOffered.class,
        (reply, decision) ->
            OfferSlotsResponse.newBuilder()
                .addAllSlots(reply.slots().stream().map(SupplyMapping::of).toList())
                .setDecision(decision)
                .build());
  }

  @Override
  public void bookSlot(BookSlotRequest request, StreamObserver<BookSlotResponse> out) {
    command(
        out,
        "BookSlot",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupplyChecks.booking(checks, request.getSlotId(), request.getPersonNumber()),
        () -> new SupplyCommand.BookSlot(request.getSlotId(), request.getPersonNumber()),
        SupplyReply.SlotChanged.class,
        (reply, decision) ->
            BookSlotResponse.newBuilder()
                .setSlot(SupplyMapping.of(reply.slot()))
                .setDecision(decision)
                .build());
  }

  @Override
  public void cancelBooking(
      CancelBookingRequest request, StreamObserver<CancelBookingResponse> out) {
    command(
        out,
        "CancelBooking",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> SupplyChecks.booking(checks, request.getSlotId(), request.getPersonNumber()),
        () -> new SupplyCommand.CancelBooking(request.getSlotId(), request.getPersonNumber()),
        SupplyReply.SlotChanged.class,
        (reply, decision) ->
            CancelBookingResponse.newBuilder()
                .setSlot(SupplyMapping.of(reply.slot()))
                .setDecision(decision)
                .build());
  }
}
