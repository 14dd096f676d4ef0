package org.dualchannel.edge;

import com.google.type.Date;
import io.grpc.stub.StreamObserver;
import java.time.LocalDate;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.View;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.rules.Reason;
import org.dualchannel.v1.AddDrugsRequest;
import org.dualchannel.v1.AddDrugsResponse;
import org.dualchannel.v1.CatalogueServiceGrpc;
import org.dualchannel.v1.CatalogueVersion;
import org.dualchannel.v1.CatalogueVersionState;
import org.dualchannel.v1.CreateCatalogueVersionRequest;
import org.dualchannel.v1.CreateCatalogueVersionResponse;
import org.dualchannel.v1.GetCatalogueVersionRequest;
import org.dualchannel.v1.GetCatalogueVersionResponse;
import org.dualchannel.v1.GetDrugRequest;
import org.dualchannel.v1.GetDrugResponse;
import org.dualchannel.v1.PublishCatalogueVersionRequest;
import org.dualchannel.v1.PublishCatalogueVersionResponse;

/** CatalogueService: drafts, their publication, and reads of what is published. */
final class CatalogueCalls extends CatalogueServiceGrpc.CatalogueServiceImplBase {
  private final Gate gate;
  private final View view;

  CatalogueCalls(Gate gate) {
    this.gate = gate;
    this.view = gate.node.view();
  }

  @Override
  public void createCatalogueVersion(
      CreateCatalogueVersionRequest request, StreamObserver<CreateCatalogueVersionResponse> out) {
    CatalogueVersion head = request.getCatalogueVersion();
    gate.command(
        out,
        "CreateCatalogueVersion",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> CatalogueChecks.create(checks, request),
        caller -> {
          Access.bureau(caller, request.getArea(), "publish the catalogue");
          return new Body.CreateCatalogueVersion(
              head.getVersion(),
              Times.dateOf(head.getEffectiveFromDate()),
              head.getTitle(),
              head.getDocument());
        },
        outcome ->
            CreateCatalogueVersionResponse.newBuilder()
                .setCatalogueVersion(
                    draft(outcome).toBuilder()
                        .setTitle(head.getTitle())
                        .setDocument(head.getDocument())
                        .setEffectiveFromDate(head.getEffectiveFromDate()))
                .setDecision(Decisions.of(outcome, Body.CreateCatalogueVersion.class))
                .build());
  }

  /** What is known of a draft: its head is told when it is opened and when it is published. */
  private static CatalogueVersion draft(Outcome outcome) {
    Reply.CatalogueChanged reply = (Reply.CatalogueChanged) outcome.reply();
    return CatalogueVersion.newBuilder()
        .setVersion(reply.version())
        .setDrugCount(reply.drugs())
        .setState(CatalogueVersionState.CATALOGUE_VERSION_STATE_DRAFT)
        .build();
  }

  @Override
  public void addDrugs(AddDrugsRequest request, StreamObserver<AddDrugsResponse> out) {
    gate.command(
        out,
        "AddDrugs",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> CatalogueChecks.add(checks, request),
        caller -> {
          Access.bureau(caller, request.getArea(), "publish the catalogue");
          return new Body.AddDrugs(
              request.getVersion(),
              request.getDrugsList().stream().map(CatalogueMapping::drug).toList());
        },
        outcome ->
            AddDrugsResponse.newBuilder()
                .setCatalogueVersion(draft(outcome))
                .setDecision(Decisions.of(outcome, Body.AddDrugs.class))
                .build());
  }

  @Override
  public void publishCatalogueVersion(
      PublishCatalogueVersionRequest request, StreamObserver<PublishCatalogueVersionResponse> out) {
    gate.command(
        out,
        "PublishCatalogueVersion",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> CatalogueChecks.publish(checks, request),
        caller -> {
          Access.bureau(caller, request.getArea(), "publish the catalogue");
          return new Body.PublishCatalogueVersion(
              request.getVersion(), request.getExpectedDrugCount());
        },
        outcome ->
            PublishCatalogueVersionResponse.newBuilder()
                .setCatalogueVersion(
                    CatalogueMapping.published(
                        view.catalogues(request.getArea()).version(request.getVersion()).version()))
                .setDecision(Decisions.of(outcome, Body.PublishCatalogueVersion.class))
                .build());
  }

  @Override
  public void getCatalogueVersion(
      GetCatalogueVersionRequest request, StreamObserver<GetCatalogueVersionResponse> out) {
    gate.read(
        out,
        "GetCatalogueVersion",
        checks -> {
          checks.area("area", request.getArea());
          CatalogueChecks.selector(
              checks,
              "version",
              request.hasVersion(),
              request.getVersion(),
              request.hasInForceDate(),
              request.getInForceDate());
        },
        caller -> {
          long asOf = gate.node.lastIndex().getAsLong();
          Catalogue catalogue =
              request.hasVersion()
                  ? version(request.getArea(), request.getVersion())
                  : inForce(request.getArea(), request.hasInForceDate(), request.getInForceDate());
          return GetCatalogueVersionResponse.newBuilder()
              .setCatalogueVersion(CatalogueMapping.published(catalogue.version()))
              .setAsOfLogIndex(asOf)
              .build();
        });
  }

  private Catalogue version(String area, String id) {
    return Refused.ifUnknown(
        view.catalogues(area).version(id), Reason.CATALOGUE_VERSION_UNKNOWN, "version", id);
  }

  private Catalogue inForce(String area, boolean hasDay, Date day) {
    LocalDate date = hasDay ? Times.dateOf(day) : CivilDate.of(gate.node.nowMs().getAsLong());
    return Refused.ifUnknown(
        view.catalogues(area).inForceOn(date), Reason.CATALOGUE_MISSING, "date", date);
  }

  @Override
  public void getDrug(GetDrugRequest request, StreamObserver<GetDrugResponse> out) {
    gate.read(
        out,
        "GetDrug",
        checks -> {
          checks.area("area", request.getArea());
          checks.drug("code", request.getCode());
          CatalogueChecks.selector(
              checks,
              "version",
              request.hasVersion(),
              request.getVersion(),
              request.hasInForceDate(),
              request.getInForceDate());
        },
        caller -> {
          long asOf = gate.node.lastIndex().getAsLong();
          Catalogue catalogue =
              request.hasVersion()
                  ? version(request.getArea(), request.getVersion())
                  : inForce(request.getArea(), request.hasInForceDate(), request.getInForceDate());
          String version = catalogue.version().id();
          return GetDrugResponse.newBuilder()
              .setDrug(
                  CatalogueMapping.of(
                      Refused.ifUnknown(
                          catalogue.drug(request.getCode()),
                          Reason.DRUG_UNKNOWN,
                          "drug",
                          request.getCode(),
                          "version",
                          version)))
              .setVersion(version)
              .setAsOfLogIndex(asOf)
              .build();
        });
  }
}
