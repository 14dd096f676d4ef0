package org.dualchannel.edge;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.Settlement;
import org.dualchannel.decide.View;
import org.dualchannel.identity.Principals;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.v1.ClaimPrescriptionRequest;
import org.dualchannel.v1.ClaimPrescriptionResponse;
import org.dualchannel.v1.DispenseLine;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.DispensePrescriptionResponse;
import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.GetSettlementRequest;
import org.dualchannel.v1.GetSettlementResponse;
import org.dualchannel.v1.MarkNotDispensedRequest;
import org.dualchannel.v1.MarkNotDispensedResponse;
import org.dualchannel.v1.ReleasePrescriptionRequest;
import org.dualchannel.v1.ReleasePrescriptionResponse;
import org.dualchannel.v1.ReleaseReason;
import org.dualchannel.v1.ReportStockRequest;
import org.dualchannel.v1.ReportStockResponse;
import org.dualchannel.v1.ReturnDispenseRequest;
import org.dualchannel.v1.ReturnDispenseResponse;
import org.dualchannel.v1.ReturnReason;
import org.dualchannel.v1.StockItem;
import org.dualchannel.v1.TraceCode;
import org.dualchannel.v1.WatchOffersRequest;
import org.dualchannel.v1.WatchOffersResponse;

/** DispensingService: watch, claim, release, dispense, take back, stock. */
final class DispensingCalls extends DispensingServiceGrpc.DispensingServiceImplBase {
  private final Gate gate;
  private final View view;
  private final OfferStreams offers;
  private final SettlementMapping settlements;

  DispensingCalls(Gate gate, OfferStreams offers) {
    this.gate = gate;
    this.view = gate.node.view();
    this.offers = offers;
    this.settlements = new SettlementMapping(view);
  }

  @Override
  public void watchOffers(WatchOffersRequest request, StreamObserver<WatchOffersResponse> out) {
    ServerCallStreamObserver<WatchOffersResponse> stream =
        (ServerCallStreamObserver<WatchOffersResponse>) out;
    try {
      gate.check(checks -> DispensingChecks.watch(checks, request));
      Access.dispenser(
          Principals.current(),
          request.getDispenser(),
          "watch the offers of " + request.getDispenser());
      gate.refuseUnready();
      offers.open(
          request.getArea(),
          request.getDispenser(),
          ResumeToken.parse(request.getResumeToken()),
          stream);
    } catch (Refused refused) {
      stream.onError(Errors.exception(refused.rejection()));
      gate.meter.answered("WatchOffers", refused.rejection().reason(), 0);
    } catch (RuntimeException fault) {
      stream.onError(Errors.exception(Faults.logged("WatchOffers", fault)));
    }
  }

  @Override
  public void claimPrescription(
      ClaimPrescriptionRequest request, StreamObserver<ClaimPrescriptionResponse> out) {
    gate.command(
        out,
        "ClaimPrescription",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> DispensingChecks.claim(checks, request),
        caller -> {
          Access.dispenser(caller, request.getDispenser(), "claim for " + request.getDispenser());
          return new Body.ClaimPrescription(
              request.getPrescriptionId(), "", request.getLineNumbersList());
        },
        this::claimed);
  }

  private ClaimPrescriptionResponse claimed(Outcome outcome) {
    Reply.Claimed reply = (Reply.Claimed) outcome.reply();
    return ClaimPrescriptionResponse.newBuilder()
        .setClaimSecret(reply.secret())
        .setHoldUntil(Times.timestamp(reply.untilMs()))
        .setPrescription(
            PrescriptionMapping.prescription(
                view.prescription(reply.prescription()), outcome.timeMs()))
        .setDecision(Decisions.of(outcome, Body.ClaimPrescription.class))
        .build();
  }

  @Override
  public void releasePrescription(
      ReleasePrescriptionRequest request, StreamObserver<ReleasePrescriptionResponse> out) {
    gate.command(
        out,
        "ReleasePrescription",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> DispensingChecks.release(checks, request),
        caller -> {
          Access.dispenser(caller, request.getDispenser(), "release for " + request.getDispenser());
          return new Body.ReleasePrescription(
              request.getPrescriptionId(),
              request.getClaimSecret(),
              ClinicalMapping.word(
                  request.getReason(),
                  PrescriptionCalls.prefix(ReleaseReason.RELEASE_REASON_UNSPECIFIED)),
              request.getComment(),
              request.getLineNumbersList());
        },
        outcome -> {
          Reply.Changed reply = (Reply.Changed) outcome.reply();
          return ReleasePrescriptionResponse.newBuilder()
              .setPrescriptionId(reply.prescription())
              .setStatus(PrescriptionMapping.status(reply.status()))
              .setDecision(Decisions.of(outcome, Body.ReleasePrescription.class))
              .build();
        });
  }

  @Override
  public void markNotDispensed(
      MarkNotDispensedRequest request, StreamObserver<MarkNotDispensedResponse> out) {
    gate.command(
        out,
        "MarkNotDispensed",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> DispensingChecks.notDispensed(checks, request),
        caller -> {
          Access.dispenser(
              caller, request.getDispenser(), "mark lines for " + request.getDispenser());
          return new Body.MarkNotDispensed(
              request.getPrescriptionId(),
              request.getClaimSecret(),
              request.getPharmacist(),
              request.getLineNumbersList(),
              LineMapping.reason(request.getReason()),
              request.getComment());
        },
        outcome -> {
          Reply.Changed reply = (Reply.Changed) outcome.reply();
          return MarkNotDispensedResponse.newBuilder()
              .setPrescriptionId(reply.prescription())
              .setStatus(PrescriptionMapping.status(reply.status()))
              .setDecision(Decisions.of(outcome, Body.MarkNotDispensed.class))
              .build();
        });
  }

  @Override
  public void dispensePrescription(
      DispensePrescriptionRequest request, StreamObserver<DispensePrescriptionResponse> out) {
    gate.command(
        out,
        "DispensePrescription",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> DispensingChecks.dispense(checks, request),
        caller -> {
          Access.dispenser(
              caller, request.getDispenser(), "dispense for " + request.getDispenser());
          return new Body.DispensePrescription(
              request.getPrescriptionId(),
              request.getClaimSecret(),
              request.getPharmacist(),
              request.getLinesList().stream().map(DispensingCalls::line).toList(),
              request.getUseAccount());
        },
        outcome -> {
          Reply.Dispensed reply = (Reply.Dispensed) outcome.reply();
          return DispensePrescriptionResponse.newBuilder()
              .setSettlement(
                  settlements.settlement(reply.settlement()).toBuilder()
                      .setDecision(Decisions.of(outcome, Body.DispensePrescription.class)))
              .setPrescriptionStatus(PrescriptionMapping.status(reply.status()))
              .setDecision(Decisions.of(outcome, Body.DispensePrescription.class))
              .build();
        });
  }

  private static Body.DispensedLine line(DispenseLine line) {
    return new Body.DispensedLine(
        line.getLineNumber(),
        line.getPriceFen(),
        line.getQuantityE4(),
        line.getTraceCodesList().stream().map(TraceCode::getCode).toList());
  }

  @Override
  public void returnDispense(
      ReturnDispenseRequest request, StreamObserver<ReturnDispenseResponse> out) {
    gate.command(
        out,
        "ReturnDispense",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> DispensingChecks.giveBack(checks, request),
        caller -> {
          Access.dispenser(
              caller, request.getDispenser(), "take back for " + request.getDispenser());
          return new Body.ReturnDispense(
              request.getSettlementId(),
              request.getPharmacist(),
              request.getLineNumbersList(),
              ClinicalMapping.word(
                  request.getReason(),
                  PrescriptionCalls.prefix(ReturnReason.RETURN_REASON_UNSPECIFIED)),
              request.getComment());
        },
        outcome -> {
          Reply.Returned reply = (Reply.Returned) outcome.reply();
          return ReturnDispenseResponse.newBuilder()
              .setSettlement(settlements.settlement(reply.settlement()))
              .addAllRefunds(MoneyMapping.refunds(reply.refund().back()))
              .addAllAdjustments(SettlementMapping.adjustments(reply.refund()))
              .setPrescriptionStatus(PrescriptionMapping.status(reply.status()))
              .setDecision(Decisions.of(outcome, Body.ReturnDispense.class))
              .build();
        });
  }

  @Override
  public void reportStock(ReportStockRequest request, StreamObserver<ReportStockResponse> out) {
    gate.command(
        out,
        "ReportStock",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> DispensingChecks.stock(checks, request),
        caller -> {
          Access.dispenser(
              caller, request.getDispenser(), "report the stock of " + request.getDispenser());
          return new Body.ReportStock(
              request.getItemsList().stream().map(DispensingCalls::item).toList());
        },
        outcome -> {
          Reply.StockReported reply = (Reply.StockReported) outcome.reply();
          return ReportStockResponse.newBuilder()
              .setAcceptedCount(reply.accepted())
              .addAllOutdatedDrugs(reply.outdated())
              .setDecision(Decisions.of(outcome, Body.ReportStock.class))
              .build();
        });
  }

  private static Body.StockItem item(StockItem item) {
    return new Body.StockItem(
        item.getDrug(), item.getQuantityE4(), item.getPriceFen(), Times.msOf(item.getAsOfTime()));
  }

  @Override
  public void getSettlement(
      GetSettlementRequest request, StreamObserver<GetSettlementResponse> out) {
    gate.read(
        out,
        "GetSettlement",
        checks -> {
          checks.area("area", request.getArea());
          checks.text("settlement_id", request.getSettlementId(), 1, 30);
        },
        caller -> {
          long asOf = gate.node.lastIndex().getAsLong();
          return GetSettlementResponse.newBuilder()
              .setSettlement(
                  settlements.settlement(
                      readable(caller, request.getArea(), request.getSettlementId())))
              .setAsOfLogIndex(asOf)
              .build();
        });
  }

  private Settlement readable(Principal caller, String area, String id) {
    Settlement known = view.settlement(id);
    Settlement settlement =
        Refused.ifUnknown(
            known == null || !known.area().equals(area) ? null : known,
            Reason.SETTLEMENT_UNKNOWN,
            "settlement",
            id);
    Access.require(
        settlement.dispenser().equals(caller.code())
            || caller.is(Role.HOSPITAL, settlement.hospital())
            || caller.is(Role.BUREAU, settlement.area()),
        caller,
        "read settlement " + id);
    return settlement;
  }
}
