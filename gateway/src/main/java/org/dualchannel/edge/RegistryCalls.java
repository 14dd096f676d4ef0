package org.dualchannel.edge;

import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Consumer;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.View;
import org.dualchannel.v1.BatchImportRegistryRequest;
import org.dualchannel.v1.BatchImportRegistryResponse;
import org.dualchannel.v1.GetDesignationRequest;
import org.dualchannel.v1.GetDesignationResponse;
import org.dualchannel.v1.GetInstitutionRequest;
import org.dualchannel.v1.GetInstitutionResponse;
import org.dualchannel.v1.GetInsuredPersonRequest;
import org.dualchannel.v1.GetInsuredPersonResponse;
import org.dualchannel.v1.GetPharmacistRequest;
import org.dualchannel.v1.GetPharmacistResponse;
import org.dualchannel.v1.GetPharmacyRequest;
import org.dualchannel.v1.GetPharmacyResponse;
import org.dualchannel.v1.GetPhysicianRequest;
import org.dualchannel.v1.GetPhysicianResponse;
import org.dualchannel.v1.RegistryEntry;
import org.dualchannel.v1.RegistryServiceGrpc;
import org.dualchannel.v1.UpsertDesignationRequest;
import org.dualchannel.v1.UpsertDesignationResponse;
import org.dualchannel.v1.UpsertInstitutionRequest;
import org.dualchannel.v1.UpsertInstitutionResponse;
import org.dualchannel.v1.UpsertInsuredPersonRequest;
import org.dualchannel.v1.UpsertInsuredPersonResponse;
import org.dualchannel.v1.UpsertPharmacistRequest;
import org.dualchannel.v1.UpsertPharmacistResponse;
import org.dualchannel.v1.UpsertPharmacyRequest;
import org.dualchannel.v1.UpsertPharmacyResponse;
import org.dualchannel.v1.UpsertPhysicianRequest;
import org.dualchannel.v1.UpsertPhysicianResponse;

/** RegistryService: what is written, and through {@link RegistryReads} what is read. */
final class RegistryCalls extends RegistryServiceGrpc.RegistryServiceImplBase {
  private final Gate gate;
  private final View view;
  private final RegistryReads reads;

  RegistryCalls(Gate gate) {
    this.gate = gate;
    this.view = gate.node.view();
    this.reads = new RegistryReads(view);
  }

  private interface Stored<A> {
    A answer(Outcome outcome, boolean created);
  }

  private <A> void upsert(
      StreamObserver<A> out,
      String method,
      Gate.Idempotent key,
      Consumer<FieldChecks> shape,
      RegistryEntry entry,
      Stored<A> stored) {
    gate.command(
        out,
        method,
        key,
        shape,
        caller -> {
          Access.bureau(caller, key.area(), "file registry entries of " + key.area());
          return RegistryMapping.entries(key.area(), List.of(entry));
        },
        outcome -> stored.answer(outcome, ((Reply.Imported) outcome.reply()).created() > 0));
  }

  @Override
  public void upsertInstitution(
      UpsertInstitutionRequest request, StreamObserver<UpsertInstitutionResponse> out) {
    upsert(
        out,
        "UpsertInstitution",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks ->
            RegistryChecks.institution(checks, request.hasInstitution(), request.getInstitution()),
        RegistryEntry.newBuilder().setInstitution(request.getInstitution()).build(),
        (outcome, created) ->
            UpsertInstitutionResponse.newBuilder()
                .setInstitution(
                    RegistryEntries.of(view.institution(request.getInstitution().getCode())))
                .setCreated(created)
                .setDecision(Decisions.of(outcome, Body.ImportRegistry.class))
                .build());
  }

  @Override
  public void upsertPhysician(
      UpsertPhysicianRequest request, StreamObserver<UpsertPhysicianResponse> out) {
    upsert(
        out,
        "UpsertPhysician",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> RegistryChecks.physician(checks, request.hasPhysician(), request.getPhysician()),
        RegistryEntry.newBuilder().setPhysician(request.getPhysician()).build(),
        (outcome, created) ->
            UpsertPhysicianResponse.newBuilder()
                .setPhysician(RegistryEntries.of(view.physician(request.getPhysician().getCode())))
                .setCreated(created)
                .setDecision(Decisions.of(outcome, Body.ImportRegistry.class))
                .build());
  }

  @Override
  public void upsertPharmacy(
      UpsertPharmacyRequest request, StreamObserver<UpsertPharmacyResponse> out) {
    upsert(
        out,
        "UpsertPharmacy",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> RegistryChecks.pharmacy(checks, request.hasPharmacy(), request.getPharmacy()),
        RegistryEntry.newBuilder().setPharmacy(request.getPharmacy()).build(),
        (outcome, created) ->
            UpsertPharmacyResponse.newBuilder()
                .setPharmacy(RegistryEntries.of(view.pharmacy(request.getPharmacy().getCode())))
                .setCreated(created)
                .setDecision(Decisions.of(outcome, Body.ImportRegistry.class))
                .build());
  }

  @Override
  public void upsertPharmacist(
      UpsertPharmacistRequest request, StreamObserver<UpsertPharmacistResponse> out) {
    upsert(
        out,
        "UpsertPharmacist",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks ->
            RegistryChecks.pharmacist(checks, request.hasPharmacist(), request.getPharmacist()),
        RegistryEntry.newBuilder().setPharmacist(request.getPharmacist()).build(),
        (outcome, created) ->
            UpsertPharmacistResponse.newBuilder()
                .setPharmacist(
                    RegistryEntries.of(view.pharmacist(request.getPharmacist().getCode())))
                .setCreated(created)
                .setDecision(Decisions.of(outcome, Body.ImportRegistry.class))
                .build());
  }

  @Override
  public void upsertDesignation(
      UpsertDesignationRequest request, StreamObserver<UpsertDesignationResponse> out) {
    upsert(
        out,
        "UpsertDesignation",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks ->
            RegistryChecks.designation(checks, request.hasDesignation(), request.getDesignation()),
        RegistryEntry.newBuilder().setDesignation(request.getDesignation()).build(),
        (outcome, created) ->
            UpsertDesignationResponse.newBuilder()
                .setDesignation(
                    RegistryEntries.of(
                        view.designation(
                            request.getDesignation().getHospital(),
                            request.getDesignation().getPharmacy())))
                .setCreated(created)
                .setDecision(Decisions.of(outcome, Body.ImportRegistry.class))
                .build());
  }

  @Override
  public void upsertInsuredPerson(
      UpsertInsuredPersonRequest request, StreamObserver<UpsertInsuredPersonResponse> out) {
    upsert(
        out,
        "UpsertInsuredPerson",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks ->
            RegistryChecks.person(checks, request.hasInsuredPerson(), request.getInsuredPerson()),
        RegistryEntry.newBuilder().setInsuredPerson(request.getInsuredPerson()).build(),
        (outcome, created) ->
            UpsertInsuredPersonResponse.newBuilder()
                .setInsuredPerson(
                    reads.person(request.getArea(), request.getInsuredPerson().getPersonNumber()))
                .setCreated(created)
                .setDecision(Decisions.of(outcome, Body.ImportRegistry.class))
                .build());
  }

  @Override
  public void batchImportRegistry(
      BatchImportRegistryRequest request, StreamObserver<BatchImportRegistryResponse> out) {
    gate.command(
        out,
        "BatchImportRegistry",
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        checks -> RegistryChecks.batch(checks, request),
        caller -> {
          Access.bureau(caller, request.getArea(), "file registry entries of " + request.getArea());
          return RegistryMapping.entries(request.getArea(), request.getEntriesList());
        },
        outcome -> {
          Reply.Imported reply = (Reply.Imported) outcome.reply();
          return BatchImportRegistryResponse.newBuilder()
              .setCreatedCount(reply.created())
              .setReplacedCount(reply.replaced())
              .setDecision(Decisions.of(outcome, Body.ImportRegistry.class))
              .build();
        });
  }

  @Override
  public void getInstitution(
      GetInstitutionRequest request, StreamObserver<GetInstitutionResponse> out) {
    gate.read(
        out,
        "GetInstitution",
        checks -> {
          checks.area("area", request.getArea());
          checks.institution("code", request.getCode());
        },
        caller -> {
          long asOf = gate.node.lastIndex().getAsLong();
          return GetInstitutionResponse.newBuilder()
              .setInstitution(reads.institution(caller, request.getArea(), request.getCode()))
              .setAsOfLogIndex(asOf)
              .build();
        });
  }

  @Override
  public void getPhysician(GetPhysicianRequest request, StreamObserver<GetPhysicianResponse> out) {
    gate.read(
        out,
        "GetPhysician",
        checks -> {
          checks.area("area", request.getArea());
          checks.physician("code", request.getCode());
        },
        caller -> {
          long asOf = gate.node.lastIndex().getAsLong();
          return GetPhysicianResponse.newBuilder()
              .setPhysician(reads.physician(caller, request.getArea(), request.getCode()))
              .setAsOfLogIndex(asOf)
              .build();
        });
  }

  @Override
  public void getPharmacy(GetPharmacyRequest request, StreamObserver<GetPharmacyResponse> out) {
    gate.read(
        out,
        "GetPharmacy",
        checks -> {
          checks.area("area", request.getArea());
          checks.pharmacy("code", request.getCode());
        },
        caller -> {
          long asOf = gate.node.lastIndex().getAsLong();
          return GetPharmacyResponse.newBuilder()
              .setPharmacy(reads.pharmacy(caller, request.getArea(), request.getCode()))
              .setAsOfLogIndex(asOf)
              .build();
        });
  }

  @Override
  public void getPharmacist(
      GetPharmacistRequest request, StreamObserver<GetPharmacistResponse> out) {
    gate.read(
        out,
        "GetPharmacist",
        checks -> {
          checks.area("area", request.getArea());
          checks.pharmacist("code", request.getCode());
        },
        caller -> {
          long asOf = gate.node.lastIndex().getAsLong();
          return GetPharmacistResponse.newBuilder()
              .setPharmacist(reads.pharmacist(caller, request.getArea(), request.getCode()))
              .setAsOfLogIndex(asOf)
              .build();
        });
  }

  @Override
  public void getDesignation(
      GetDesignationRequest request, StreamObserver<GetDesignationResponse> out) {
    gate.read(
        out,
        "GetDesignation",
        checks -> {
          checks.area("area", request.getArea());
          checks.institution("hospital", request.getHospital());
          checks.pharmacy("pharmacy", request.getPharmacy());
        },
        caller -> {
          long asOf = gate.node.lastIndex().getAsLong();
          return GetDesignationResponse.newBuilder()
              .setDesignation(reads.designation(caller, request))
              .setAsOfLogIndex(asOf)
              .build();
        });
  }

  @Override
  public void getInsuredPerson(
      GetInsuredPersonRequest request, StreamObserver<GetInsuredPersonResponse> out) {
    gate.read(
        out,
        "GetInsuredPerson",
        checks -> {
          checks.area("area", request.getArea());
          checks.text("person_number", request.getPersonNumber(), 1, 30);
        },
        caller -> {
          long asOf = gate.node.lastIndex().getAsLong();
          return GetInsuredPersonResponse.newBuilder()
              .setInsuredPerson(reads.person(caller, request))
              .setAsOfLogIndex(asOf)
              .build();
        });
  }
}
