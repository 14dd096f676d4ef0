package org.dualchannel.cli.send;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.cli.load.Dates;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.v1.AddDrugsRequest;
import org.dualchannel.v1.CatalogueServiceGrpc;
import org.dualchannel.v1.CatalogueServiceGrpc.CatalogueServiceBlockingStub;
import org.dualchannel.v1.CatalogueVersionState;
import org.dualchannel.v1.CreateCatalogueVersionRequest;
import org.dualchannel.v1.CreatePolicyRequest;
import org.dualchannel.v1.GetCatalogueVersionRequest;
import org.dualchannel.v1.GetPolicyRequest;
import org.dualchannel.v1.PolicyServiceGrpc;
import org.dualchannel.v1.PolicyServiceGrpc.PolicyServiceBlockingStub;
import org.dualchannel.v1.PublishCatalogueVersionRequest;

/**
 * Sends catalogue versions and policies. Neither can be entered twice: what is there already, and
 * is the same, is left as it is.
 */
final class Publishing {
  static final long DEADLINE_S = 30;
  static final TimeUnit SECONDS = TimeUnit.SECONDS;

  private static final int MOST_DRUGS = 1_000;

  private final Channel channel;
  private final RequestIds ids;

  Publishing(Channel channel, RequestIds ids) {
    this.channel = channel;
    this.ids = ids;
  }

  /** Opens the version as a draft, fills and publishes it. */
  void publish(CatalogueVersion version, String area) throws ImportFailedException {
    try {
      if (open(version, area)) {
        fill(version, area);
        release(version, area);
      }
    } catch (StatusRuntimeException failure) {
      throw refused("catalogue " + version.id(), failure);
    }
  }

  /** Enters the policy as the bureau of its area. */
  void file(BenefitPolicy policy) throws ImportFailedException {
    CreatePolicyRequest.Builder request =
        CreatePolicyRequest.newBuilder()
            .setArea(policy.area())
            .setPolicy(PolicyMessages.of(policy));
    request.setRequestId(ids.of(request.buildPartial()));
    try {
      Patience.answer(() -> policies(policy.area()).createPolicy(request.build()));
    } catch (StatusRuntimeException failure) {
      if (!isReason(failure, "POLICY_EXISTS") || !isThere(request)) {
        throw refused("policy " + policy.id(), failure);
      }
    }
  }

  /** Whether the draft is now to be filled; false when the version was published before. */
  private boolean open(CatalogueVersion version, String area) {
    org.dualchannel.v1.CatalogueVersion head =
        org.dualchannel.v1.CatalogueVersion.newBuilder()
            .setVersion(version.id())
            .setTitle(version.title())
            .setDocument(version.document())
            .setEffectiveFromDate(Dates.of(version.effectiveFrom()))
            .build();
    CreateCatalogueVersionRequest.Builder request =
        CreateCatalogueVersionRequest.newBuilder().setArea(area).setCatalogueVersion(head);
    request.setRequestId(ids.of(request.buildPartial()));
    try {
      Patience.answer(() -> catalogue(area).createCatalogueVersion(request.build()));
      return true;
    } catch (StatusRuntimeException failure) {
      if (isReason(failure, "CATALOGUE_VERSION_EXISTS") && isPublished(head, version, area)) {
        return false;
      }
      throw failure;
    }
  }

  /** Whether a version with this head and as many drugs is published. */
  private boolean isPublished(
      org.dualchannel.v1.CatalogueVersion head, CatalogueVersion version, String area) {
    org.dualchannel.v1.CatalogueVersion there =
        Patience.answer(
                () ->
                    catalogue(area)
                        .getCatalogueVersion(
                            GetCatalogueVersionRequest.newBuilder()
                                .setArea(area)
                                .setVersion(version.id())
                                .build()))
            .getCatalogueVersion();
    return there.getState() == CatalogueVersionState.CATALOGUE_VERSION_STATE_PUBLISHED
        && there.getDrugCount() == version.drugs().size()
        && there.toBuilder().clearState().clearDrugCount().build().equals(head);
  }

  private void fill(CatalogueVersion version, String area) {
    List<Drug> drugs = version.drugs();
    for (int from = 0; from < drugs.size(); from += MOST_DRUGS) {
      AddDrugsRequest.Builder request =
          AddDrugsRequest.newBuilder().setArea(area).setVersion(version.id());
      drugs.subList(from, Math.min(drugs.size(), from + MOST_DRUGS)).stream()
          .map(DrugMessages::of)
          .forEach(request::addDrugs);
      request.setRequestId(ids.of(request.buildPartial()));
      Patience.answer(() -> catalogue(area).addDrugs(request.build()));
    }
  }

  private void release(CatalogueVersion version, String area) {
    PublishCatalogueVersionRequest.Builder request =
        PublishCatalogueVersionRequest.newBuilder()
            .setArea(area)
            .setVersion(version.id())
            .setExpectedDrugCount(version.drugs().size());
    request.setRequestId(ids.of(request.buildPartial()));
    Patience.answer(() -> catalogue(area).publishCatalogueVersion(request.build()));
  }

  private boolean isThere(CreatePolicyRequest.Builder request) {
    return Patience.answer(
            () ->
                policies(request.getArea())
                    .getPolicy(
                        GetPolicyRequest.newBuilder()
                            .setArea(request.getArea())
                            .setPolicyId(request.getPolicy().getPolicyId())
                            .build()))
        .getPolicy()
        .toBuilder()
        .clearArea()
        .build()
        .equals(request.getPolicy());
  }

  private CatalogueServiceBlockingStub catalogue(String area) {
    return CatalogueServiceGrpc.newBlockingStub(Caller.bureau(channel, area))
        .withDeadlineAfter(DEADLINE_S, SECONDS);
  }

  private PolicyServiceBlockingStub policies(String area) {
    return PolicyServiceGrpc.newBlockingStub(Caller.bureau(channel, area))
        .withDeadlineAfter(DEADLINE_S, SECONDS);
  }

  private static boolean isReason(StatusRuntimeException failure, String reason) {
    return RefusedCall.of(failure).reason().equals(reason);
  }

  private static ImportFailedException refused(String what, StatusRuntimeException failure) {
    RefusedCall refused = RefusedCall.of(failure);
    List<String> problems =
        refused.violations().isEmpty()
            ? List.of(what + ": " + refused)
            : refused.violations().stream()
                .map(each -> what + ": " + each.getField() + ": " + each.getDescription())
                .toList();
    return new ImportFailedException(problems, failure);
  }
}
