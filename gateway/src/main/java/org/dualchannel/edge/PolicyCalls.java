package org.dualchannel.edge;

import io.grpc.stub.StreamObserver;
import java.time.LocalDate;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.View;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.rules.Reason;
import org.dualchannel.v1.CreatePolicyRequest;
import org.dualchannel.v1.CreatePolicyResponse;
import org.dualchannel.v1.GetPolicyRequest;
import org.dualchannel.v1.GetPolicyResponse;
import org.dualchannel.v1.PolicyServiceGrpc;

/** PolicyService: files and reads benefit policies. */
final class PolicyCalls extends PolicyServiceGrpc.PolicyServiceImplBase {
  private final Gate gate;
  private final View view;

  PolicyCalls(Gate gate) {
    this.gate = gate;
    this.view = gate.node.view();
  }

  @Override
  public void createPolicy(CreatePolicyRequest request, StreamObserver<CreatePolicyResponse> out) {
    gate.command(
        out,
        "CreatePolicy",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> PolicyChecks.create(checks, request),
        caller -> {
          Access.bureau(caller, request.getArea(), "file policies of " + request.getArea());
          return new Body.CreatePolicy(
              PolicyMapping.policy(request.getArea(), request.getPolicy()));
        },
        outcome ->
            CreatePolicyResponse.newBuilder()
                .setPolicy(
                    PolicyEntries.of(view.policies().byId(request.getPolicy().getPolicyId())))
                .setDecision(Decisions.of(outcome, Body.CreatePolicy.class))
                .build());
  }

  @Override
  public void getPolicy(GetPolicyRequest request, StreamObserver<GetPolicyResponse> out) {
    gate.read(
        out,
        "GetPolicy",
        checks -> {
          checks.area("area", request.getArea());
          CatalogueChecks.selector(
              checks,
              "policy_id",
              request.hasPolicyId(),
              request.getPolicyId(),
              request.hasInForceDate(),
              request.getInForceDate());
        },
        caller -> {
          long asOf = gate.node.lastIndex().getAsLong();
          return GetPolicyResponse.newBuilder()
              .setPolicy(PolicyEntries.of(policy(request)))
              .setAsOfLogIndex(asOf)
              .build();
        });
  }

  private BenefitPolicy policy(GetPolicyRequest request) {
    if (request.hasPolicyId()) {
      BenefitPolicy known = view.policies().byId(request.getPolicyId());
      return Refused.ifUnknown(
          known == null || !known.area().equals(request.getArea()) ? null : known,
          Reason.POLICY_UNKNOWN,
          "policy",
          request.getPolicyId());
    }
    LocalDate date =
        request.hasInForceDate()
            ? Times.dateOf(request.getInForceDate())
            : CivilDate.of(gate.node.nowMs().getAsLong());
    return Refused.ifUnknown(
        view.policies().inForce(request.getArea(), date),
        Reason.POLICY_MISSING,
        "area",
        request.getArea(),
        "date",
        date);
  }
}
