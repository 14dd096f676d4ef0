package org.dualchannel.decide;

import java.util.List;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.CatalogueTimeline;
import org.dualchannel.catalogue.CatalogueValidation;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.reimbursement.BenefitPolicy;
import org.dualchannel.reimbursement.PolicyValidation;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;
import org.dualchannel.supply.SupplyTask;

/** Catalogue versions and benefit policies enter through the log and take effect by their date. */
final class Publishing {
  /** Published versions of one area. */
  private static final int MAX_VERSIONS = 500;

  /** Policies of all areas, old ones included. */
  private static final int MAX_POLICIES = 5_000;

  private Publishing() {}

  static Reply create(Turn turn, Body.CreateCatalogueVersion body) {
    turn.onlyBureau("publish the catalogue");
    Drafts drafts = turn.state.drafts;
    if (drafts.has(draft(turn, body.version()))
        || turn.state.catalogues(turn.area).version(body.version()) != null) {
      throw Refusal.refusal(Reason.CATALOGUE_VERSION_EXISTS, "version", body.version());
    }
    if (drafts.open() >= Drafts.MAX_OPEN) {
      throw Refusal.refusal(
          Reason.CAPACITY_REACHED, "table", "drafts", "capacity", Drafts.MAX_OPEN);
    }

    drafts.begin(
        draft(turn, body.version()),
        new CatalogueVersion(
            body.version(), body.effectiveFrom(), body.title(), body.document(), List.of()));
    return new Reply.CatalogueChanged(body.version(), 0, false);
  }

  static Reply add(Turn turn, Body.AddDrugs body) {
    turn.onlyBureau("publish the catalogue");
    refuseNoDraft(turn, body.version());
    Drafts drafts = turn.state.drafts;
    for (int i = 0; i < body.drugs().size(); i++) {
      refuseProblems(CatalogueValidation.problems(body.drugs().get(i), "drugs[" + i + "]"));
    }
    if (drafts.size(draft(turn, body.version())) + body.drugs().size() > Drafts.MAX_DRUGS) {
      throw Refusal.refusal(
          Reason.CAPACITY_REACHED, "table", "draft drugs", "capacity", Drafts.MAX_DRUGS);
    }

    drafts.add(draft(turn, body.version()), body.drugs());
    return new Reply.CatalogueChanged(
        body.version(), drafts.size(draft(turn, body.version())), false);
  }

  @Rule("S2-44")
  static Reply publish(Turn turn, Body.PublishCatalogueVersion body) {
    turn.onlyBureau("publish the catalogue");
    refuseNoDraft(turn, body.version());
    CatalogueVersion version = turn.state.drafts.whole(draft(turn, body.version()));
    if (version.drugs().size() != body.expectedDrugs()) {
      throw Refusal.refusal(
          Reason.DRUG_COUNT_DIFFERS,
          "version",
          body.version(),
          "actual",
          version.drugs().size(),
          "expected",
          body.expectedDrugs());
    }
    refuseProblems(CatalogueValidation.problems(version));
    refuseFull(
        "catalogue versions of " + turn.area,
        turn.state.catalogues(turn.area).published().size(),
        MAX_VERSIONS);

    CatalogueTimeline timeline = turn.state.catalogues(turn.area).publish(Catalogue.of(version));
    List<SupplyTask> tasks = CatalogueTasks.of(turn, timeline, version.id());

    turn.state.publish(turn.area, timeline);
    CatalogueTasks.open(turn, tasks);
    turn.state.drafts.end(draft(turn, body.version()));
    return new Reply.CatalogueChanged(body.version(), version.drugs().size(), true);
  }

  @Rule("S2-30")
  static Reply file(Turn turn, Body.CreatePolicy body) {
    BenefitPolicy policy = body.policy();
    turn.onlyBureau("file policies");
    if (!policy.area().equals(turn.area)) {
      throw turn.notPermitted("file policies of " + policy.area());
    }
    if (turn.state.policies().byId(policy.id()) != null) {
      throw Refusal.refusal(Reason.POLICY_EXISTS, "policy", policy.id());
    }
    refuseProblems(PolicyValidation.problems(policy));
    refuseFull("policies", turn.state.policies().filed().size(), MAX_POLICIES);

    turn.state.file(turn.state.policies().with(policy));
    return new Reply.PolicyCreated(policy.id());
  }

  private static void refuseFull(String what, int size, int limit) {
    if (size >= limit) {
      throw Refusal.refusal(Reason.CAPACITY_REACHED, "table", what, "capacity", limit);
    }
  }

  /** Versions are named within their area. */
  private static String draft(Turn turn, String version) {
    return turn.area + '/' + version;
  }

  private static void refuseNoDraft(Turn turn, String version) {
    if (turn.state.catalogues(turn.area).version(version) != null) {
      throw Refusal.refusal(Reason.CATALOGUE_VERSION_PUBLISHED, "version", version);
    }
    if (!turn.state.drafts.has(draft(turn, version))) {
      throw Refusal.refusal(Reason.CATALOGUE_VERSION_UNKNOWN, "version", version);
    }
  }

  private static void refuseProblems(List<Rejection.FieldViolation> problems) {
    if (!problems.isEmpty()) {
      Refusal.refuseIf(Rejection.invalid(problems));
    }
  }
}
