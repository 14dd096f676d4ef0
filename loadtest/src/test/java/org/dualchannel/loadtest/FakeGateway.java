package org.dualchannel.loadtest;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.dualchannel.v1.AddDrugsRequest;
import org.dualchannel.v1.AddDrugsResponse;
import org.dualchannel.v1.BatchImportRegistryRequest;
import org.dualchannel.v1.BatchImportRegistryResponse;
import org.dualchannel.v1.Breakdown;
import org.dualchannel.v1.CancelPrescriptionRequest;
import org.dualchannel.v1.CancelPrescriptionResponse;
import org.dualchannel.v1.CatalogueServiceGrpc;
import org.dualchannel.v1.ClaimPrescriptionRequest;
import org.dualchannel.v1.ClaimPrescriptionResponse;
import org.dualchannel.v1.CreateCatalogueVersionRequest;
import org.dualchannel.v1.CreateCatalogueVersionResponse;
import org.dualchannel.v1.CreateEnrolmentRequest;
import org.dualchannel.v1.CreateEnrolmentResponse;
import org.dualchannel.v1.CreatePolicyRequest;
import org.dualchannel.v1.CreatePolicyResponse;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.DispensePrescriptionResponse;
import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.EnrolmentServiceGrpc;
import org.dualchannel.v1.GetPrescriptionRequest;
import org.dualchannel.v1.GetPrescriptionResponse;
import org.dualchannel.v1.InsuredPerson;
import org.dualchannel.v1.OfferedEvent;
import org.dualchannel.v1.PolicyServiceGrpc;
import org.dualchannel.v1.Prescription;
import org.dualchannel.v1.PrescriptionDraft;
import org.dualchannel.v1.PrescriptionServiceGrpc;
import org.dualchannel.v1.PrescriptionStatus;
import org.dualchannel.v1.PublishCatalogueVersionRequest;
import org.dualchannel.v1.PublishCatalogueVersionResponse;
import org.dualchannel.v1.RegistryEntry;
import org.dualchannel.v1.RegistryServiceGrpc;
import org.dualchannel.v1.ReportStockRequest;
import org.dualchannel.v1.ReportStockResponse;
import org.dualchannel.v1.ReturnDispenseRequest;
import org.dualchannel.v1.ReturnDispenseResponse;
import org.dualchannel.v1.Settlement;
import org.dualchannel.v1.StreamPrescriptionsRequest;
import org.dualchannel.v1.StreamPrescriptionsResponse;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.dualchannel.v1.SubmitPrescriptionResponse;
import org.dualchannel.v1.SubmitResult;
import org.dualchannel.v1.WatchOffersRequest;
import org.dualchannel.v1.WatchOffersResponse;

/**
 * A gateway that keeps prescriptions in a map and decides almost nothing. It insists on what a real
 * one insists on towards its callers: principals, request ids and hospital numbers that never come
 * twice, trace codes sold once, states that follow one another.
 */
class FakeGateway implements AutoCloseable {
  final Map<String, Prescription> prescriptions = new ConcurrentHashMap<>();
  final Map<String, InsuredPerson> persons = new ConcurrentHashMap<>();
  final Set<String> enrolments = ConcurrentHashMap.newKeySet();
  final AtomicInteger submits = new AtomicInteger();
  final AtomicInteger returns = new AtomicInteger();

  private final Map<String, StreamObserver<WatchOffersResponse>> watchers =
      new ConcurrentHashMap<>();
  private final Set<String> requestIds = ConcurrentHashMap.newKeySet();
  private final Set<String> hospitalNumbers = ConcurrentHashMap.newKeySet();
  private final Set<String> traceCodes = ConcurrentHashMap.newKeySet();
  private final Set<String> drugs = ConcurrentHashMap.newKeySet();
  private final Server server;

  FakeGateway() throws IOException {
    this(0);
  }

  FakeGateway(int port) throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .intercept(new NeedsPrincipal());
    services().forEach(builder::addService);
    server = builder.build().start();
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  /** What becomes of submit number {@code number}, counted from 1; tests change it. */
  SubmitPrescriptionResponse onSubmit(int number, String id) {
    return SubmitPrescriptionResponse.newBuilder()
        .setPrescriptionId(id)
        .setStatus(PrescriptionStatus.PRESCRIPTION_STATUS_OPEN)
        .build();
  }

  static StatusRuntimeException refusal(Status.Code code, String reason) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage("refused for " + reason)
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder().setDomain("dualchannel.org").setReason(reason).build()))
            .build());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private void firstTime(Set<String> seen, String value, String what) {
    if (!seen.add(value)) {
      throw Status.INVALID_ARGUMENT
          .withDescription(what + " came twice: " + value)
          .asRuntimeException();
    }
  }

  private void newRequest(String requestId) {
    if (!requestId.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")) {
      throw Status.INVALID_ARGUMENT.withDescription("no UUID: " + requestId).asRuntimeException();
    }
    firstTime(requestIds, requestId, "request_id");
  }

  private Prescription change(String id, PrescriptionStatus from, PrescriptionStatus to) {
    return prescriptions.compute(
        id,
        (key, found) -> {
          if (found == null || found.getStatus() != from) {
            throw Status.FAILED_PRECONDITION
                .withDescription(id + " is not " + from)
                .asRuntimeException();
          }
          return found.toBuilder().setStatus(to).build();
        });
  }

  SubmitPrescriptionResponse submit(SubmitPrescriptionRequest request) {
    newRequest(request.getRequestId());
    PrescriptionDraft draft = request.getPrescription();
    firstTime(hospitalNumbers, draft.getHospital() + draft.getHospitalNumber(), "hospital number");
    if (!persons.containsKey(draft.getPersonNumber())
        || !enrolments.contains(draft.getPersonNumber() + draft.getLines(0).getDrug())
        || !drugs.contains(draft.getLines(1).getDrug())) {
      throw refusal(Status.Code.FAILED_PRECONDITION, "ENROLMENT_REQUIRED");
    }
    int number = submits.incrementAndGet();
    String id = "RX" + number;
    SubmitPrescriptionResponse response = onSubmit(number, id);
    prescriptions.put(
        id,
        Prescription.newBuilder()
            .setPrescriptionId(id)
            .setStatus(PrescriptionStatus.PRESCRIPTION_STATUS_OPEN)
            .setDraft(draft)
            .build());
    offer(draft.getPreferredDispenser(), id);
    return response;
  }

  private void offer(String dispenser, String id) {
    StreamObserver<WatchOffersResponse> watcher = watchers.get(dispenser);
    if (watcher != null) {
      synchronized (watcher) {
        watcher.onNext(
            WatchOffersResponse.newBuilder()
                .setOffered(OfferedEvent.newBuilder().setPrescriptionId(id))
                .build());
      }
    }
  }

  private static <Q, R> void answer(Q request, StreamObserver<R> observer, Function<Q, R> with) {
    try {
      R response = with.apply(request);
      observer.onNext(response);
      observer.onCompleted();
    } catch (StatusRuntimeException refused) {
      observer.onError(refused);
    }
  }

  private List<BindableService> services() {
    return List.of(
        new Prescriptions(),
        new Dispensing(),
        new Registry(),
        new Catalogue(),
        new Policies(),
        new Enrolments());
  }

  private final class Prescriptions extends PrescriptionServiceGrpc.PrescriptionServiceImplBase {
    @Override
    public void submitPrescription(
        SubmitPrescriptionRequest request, StreamObserver<SubmitPrescriptionResponse> observer) {
      answer(request, observer, FakeGateway.this::submit);
    }

    @Override
    public StreamObserver<StreamPrescriptionsRequest> streamPrescriptions(
        StreamObserver<StreamPrescriptionsResponse> observer) {
      return new StreamObserver<>() {
        @Override
        public void onNext(StreamPrescriptionsRequest batch) {
          StreamPrescriptionsResponse.Builder results =
              StreamPrescriptionsResponse.newBuilder().setBatchSequence(batch.getBatchSequence());
          for (SubmitPrescriptionRequest request : batch.getRequestsList()) {
            results.addResults(result(request));
          }
          observer.onNext(results.build());
        }

        @Override
        public void onError(Throwable broken) {}

        @Override
        public void onCompleted() {
          observer.onCompleted();
        }
      };
    }

    private SubmitResult result(SubmitPrescriptionRequest request) {
      SubmitResult.Builder result = SubmitResult.newBuilder().setRequestId(request.getRequestId());
      try {
        return result.setResponse(submit(request)).build();
      } catch (StatusRuntimeException refused) {
        return result.setError(StatusProto.fromThrowable(refused)).build();
      }
    }

    @Override
    public void getPrescription(
        GetPrescriptionRequest request, StreamObserver<GetPrescriptionResponse> observer) {
      answer(
          request,
          observer,
          wanted -> {
            Prescription found = prescriptions.get(wanted.getPrescriptionId());
            if (found == null) {
              throw refusal(Status.Code.NOT_FOUND, "PRESCRIPTION_UNKNOWN");
            }
            return GetPrescriptionResponse.newBuilder().setPrescription(found).build();
          });
    }

    @Override
    public void cancelPrescription(
        CancelPrescriptionRequest request, StreamObserver<CancelPrescriptionResponse> observer) {
      answer(
          request,
          observer,
          wanted -> {
            newRequest(wanted.getRequestId());
            change(
                wanted.getPrescriptionId(),
                PrescriptionStatus.PRESCRIPTION_STATUS_OPEN,
                PrescriptionStatus.PRESCRIPTION_STATUS_CANCELLED);
            return CancelPrescriptionResponse.getDefaultInstance();
          });
    }
  }

  private final class Dispensing extends DispensingServiceGrpc.DispensingServiceImplBase {
    @Override
    public void reportStock(
        ReportStockRequest request, StreamObserver<ReportStockResponse> observer) {
      answer(request, observer, any -> ReportStockResponse.getDefaultInstance());
    }

    @Override
    public void claimPrescription(
        ClaimPrescriptionRequest request, StreamObserver<ClaimPrescriptionResponse> observer) {
      answer(
          request,
          observer,
          wanted -> {
            newRequest(wanted.getRequestId());
            Prescription held =
                change(
                    wanted.getPrescriptionId(),
                    PrescriptionStatus.PRESCRIPTION_STATUS_OPEN,
                    PrescriptionStatus.PRESCRIPTION_STATUS_HELD);
            return ClaimPrescriptionResponse.newBuilder()
                .setClaimSecret("secret of " + wanted.getPrescriptionId())
                .setPrescription(held)
                .build();
          });
    }

    @Override
    public void dispensePrescription(
        DispensePrescriptionRequest request,
        StreamObserver<DispensePrescriptionResponse> observer) {
      answer(
          request,
          observer,
          wanted -> {
            newRequest(wanted.getRequestId());
            if (!wanted.getClaimSecret().equals("secret of " + wanted.getPrescriptionId())) {
              throw refusal(Status.Code.PERMISSION_DENIED, "WRONG_SECRET");
            }
            wanted
                .getLinesList()
                .forEach(
                    line ->
                        line.getTraceCodesList()
                            .forEach(code -> firstTime(traceCodes, code.getCode(), "trace code")));
            change(
                wanted.getPrescriptionId(),
                PrescriptionStatus.PRESCRIPTION_STATUS_HELD,
                PrescriptionStatus.PRESCRIPTION_STATUS_DISPENSED);
            return DispensePrescriptionResponse.newBuilder()
                .setSettlement(
                    Settlement.newBuilder()
                        .setSettlementId("S")
                        .setTotal(
                            Breakdown.newBuilder()
                                .setMedfeeSumamtFen(632_000)
                                .setPsnPartAmtFen(632_000)
                                .setPsnCashPayFen(632_000)))
                .build();
          });
    }

    @Override
    public void returnDispense(
        ReturnDispenseRequest request, StreamObserver<ReturnDispenseResponse> observer) {
      answer(
          request,
          observer,
          wanted -> {
            newRequest(wanted.getRequestId());
            returns.incrementAndGet();
            return ReturnDispenseResponse.newBuilder()
                .setSettlement(Settlement.newBuilder().setSettlementId(wanted.getSettlementId()))
                .build();
          });
    }

    @Override
    public void watchOffers(
        WatchOffersRequest request, StreamObserver<WatchOffersResponse> observer) {
      watchers.put(request.getDispenser(), observer);
    }
  }

  private final class Registry extends RegistryServiceGrpc.RegistryServiceImplBase {
    @Override
    public void batchImportRegistry(
        BatchImportRegistryRequest request, StreamObserver<BatchImportRegistryResponse> observer) {
      answer(
          request,
          observer,
          wanted -> {
            newRequest(wanted.getRequestId());
            for (RegistryEntry entry : wanted.getEntriesList()) {
              if (entry.hasInsuredPerson()) {
                persons.put(entry.getInsuredPerson().getPersonNumber(), entry.getInsuredPerson());
              }
            }
            return BatchImportRegistryResponse.getDefaultInstance();
          });
    }
  }

  private final class Catalogue extends CatalogueServiceGrpc.CatalogueServiceImplBase {
    @Override
    public void createCatalogueVersion(
        CreateCatalogueVersionRequest request,
        StreamObserver<CreateCatalogueVersionResponse> observer) {
      answer(
          request,
          observer,
          any -> {
            if (!drugs.isEmpty()) {
              throw refusal(Status.Code.ALREADY_EXISTS, "CATALOGUE_VERSION_EXISTS");
            }
            return CreateCatalogueVersionResponse.getDefaultInstance();
          });
    }

    @Override
    public void addDrugs(AddDrugsRequest request, StreamObserver<AddDrugsResponse> observer) {
      answer(
          request,
          observer,
          wanted -> {
            wanted.getDrugsList().forEach(drug -> drugs.add(drug.getCode()));
            return AddDrugsResponse.getDefaultInstance();
          });
    }

    @Override
    public void publishCatalogueVersion(
        PublishCatalogueVersionRequest request,
        StreamObserver<PublishCatalogueVersionResponse> observer) {
      answer(request, observer, any -> PublishCatalogueVersionResponse.getDefaultInstance());
    }
  }

  private static final class Policies extends PolicyServiceGrpc.PolicyServiceImplBase {
    @Override
    public void createPolicy(
        CreatePolicyRequest request, StreamObserver<CreatePolicyResponse> observer) {
      answer(request, observer, any -> CreatePolicyResponse.getDefaultInstance());
    }
  }

  private final class Enrolments extends EnrolmentServiceGrpc.EnrolmentServiceImplBase {
    @Override
    public void createEnrolment(
        CreateEnrolmentRequest request, StreamObserver<CreateEnrolmentResponse> observer) {
      answer(
          request,
          observer,
          wanted -> {
            newRequest(wanted.getRequestId());
            enrolments.add(wanted.getPersonNumber() + wanted.getDrug());
            return CreateEnrolmentResponse.getDefaultInstance();
          });
    }
  }

  /** Only bureaus write reference data, only hospitals submit, only pharmacies dispense. */
  private static final class NeedsPrincipal implements ServerInterceptor {
    private static final Metadata.Key<String> KEY =
        Metadata.Key.of("x-dualchannel-principal", Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      String service = call.getMethodDescriptor().getServiceName();
      String role =
          service.endsWith("PrescriptionService") || service.endsWith("EnrolmentService")
              ? "hospital/"
              : service.endsWith("DispensingService") ? "pharmacy/" : "bureau/";
      String principal = headers.get(KEY);
      if (principal == null || !principal.startsWith(role)) {
        call.close(
            Status.PERMISSION_DENIED.withDescription(principal + " at " + service), new Metadata());
        return new ServerCall.Listener<>() {};
      }
      return next.startCall(call, headers);
    }
  }
}
