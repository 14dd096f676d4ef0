package org.dualchannel.edge;

import io.grpc.stub.StreamObserver;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.OfflineClaim;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.View;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.v1.ClaimServiceGrpc;
import org.dualchannel.v1.GetOfflineClaimRequest;
import org.dualchannel.v1.GetOfflineClaimResponse;
import org.dualchannel.v1.SubmitOfflineClaimRequest;
import org.dualchannel.v1.SubmitOfflineClaimResponse;
import org.dualchannel.v1.VoidOfflineClaimRequest;
import org.dualchannel.v1.VoidOfflineClaimResponse;

/** ClaimService: purchases that were not settled at the counter. */
final class ClaimCalls extends ClaimServiceGrpc.ClaimServiceImplBase {
  private final Gate gate;
  private final View view;
  private final ClaimMapping claims;

  ClaimCalls(Gate gate) {
    this.gate = gate;
    this.view = gate.node.view();
    this.claims = new ClaimMapping(view);
  }

  @Override
  public void submitOfflineClaim(
      SubmitOfflineClaimRequest request, StreamObserver<SubmitOfflineClaimResponse> out) {
    gate.command(
        out,
        "SubmitOfflineClaim",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> ClaimChecks.submit(checks, request),
        caller -> new Body.SubmitOfflineClaim(ClaimMapping.form(request.getForm())),
        outcome -> {
          Reply.OfflineClaimFiled reply = (Reply.OfflineClaimFiled) outcome.reply();
          return SubmitOfflineClaimResponse.newBuilder()
              .setClaim(claims.claim(reply.claim(), reply.settlement()))
              .setDecision(Decisions.of(outcome, Body.SubmitOfflineClaim.class))
              .build();
        });
  }

  @Override
  public void voidOfflineClaim(
      VoidOfflineClaimRequest request, StreamObserver<VoidOfflineClaimResponse> out) {
    gate.command(
        out,
        "VoidOfflineClaim",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> ClaimChecks.voidClaim(checks, request),
        caller ->
            new Body.VoidOfflineClaim(
                request.getClaimId(),
                ClaimMapping.reason(request.getReason()),
                request.getComment()),
        outcome -> {
          Reply.OfflineClaimVoided reply = (Reply.OfflineClaimVoided) outcome.reply();
          return VoidOfflineClaimResponse.newBuilder()
              .setClaim(claims.claim(reply.claim(), reply.settlement()))
              .addAllRefunds(MoneyMapping.refunds(reply.refund().back()))
              .addAllAdjustments(SettlementMapping.adjustments(reply.refund()))
              .setDecision(Decisions.of(outcome, Body.VoidOfflineClaim.class))
              .build();
        });
  }

  @Override
  public void getOfflineClaim(
      GetOfflineClaimRequest request, StreamObserver<GetOfflineClaimResponse> out) {
    gate.read(
        out,
        "GetOfflineClaim",
        checks -> {
          checks.area("area", request.getArea());
          checks.text("claim_id", request.getClaimId(), 1, 30);
        },
        caller -> {
          Access.require(isOffice(caller, request.getArea()), caller, "read claims");
          long asOf = gate.node.lastIndex().getAsLong();
          OfflineClaim claim = known(request.getArea(), request.getClaimId());
          return GetOfflineClaimResponse.newBuilder()
              .setClaim(claims.claim(claim, view.settlement(claim.id())))
              .setAsOfLogIndex(asOf)
              .build();
        });
  }

  private static boolean isOffice(Principal caller, String area) {
    return caller.is(Role.AGENCY, area) || caller.is(Role.BUREAU, area);
  }

  private OfflineClaim known(String area, String id) {
    OfflineClaim known = view.claim(id);
    return Refused.ifUnknown(
        known == null || !known.area().equals(area) ? null : known,
        Reason.CLAIM_UNKNOWN,
        "claim",
        id);
  }
}
