package org.dualchannel.loadtest;

import com.google.protobuf.Timestamp;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.dualchannel.v1.CancelPrescriptionRequest;
import org.dualchannel.v1.CancelPrescriptionResponse;
import org.dualchannel.v1.Candidate;
import org.dualchannel.v1.ClaimPrescriptionRequest;
import org.dualchannel.v1.ClaimPrescriptionResponse;
import org.dualchannel.v1.Decision;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.DispensePrescriptionResponse;
import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.GetPrescriptionRequest;
import org.dualchannel.v1.GetPrescriptionResponse;
import org.dualchannel.v1.Prescription;
import org.dualchannel.v1.PrescriptionServiceGrpc;
import org.dualchannel.v1.PrescriptionStatus;
import org.dualchannel.v1.ReturnDispenseRequest;
import org.dualchannel.v1.ReturnDispenseResponse;
import org.dualchannel.v1.Settlement;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.dualchannel.v1.SubmitPrescriptionResponse;
import org.dualchannel.v1.WatchOffersRequest;
import org.dualchannel.v1.WatchOffersResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A service of the gateway's messages that decides nothing and stores nothing: what gRPC alone can
 * do on this machine. It parses the same request and builds the same response, on the network
 * threads as the gateway does.
 */
@Command(
    name = "echo",
    hidden = true,
    description = "Serves empty answers on a loopback port until it is stopped.")
final class EchoServer implements Callable<Integer> {
  private static final String ID = "99990000000000000001";

  @Option(names = "--port", required = true, paramLabel = "PORT", description = "Port.")
  private int port;

  @Override
  public Integer call() throws IOException, InterruptedException {
    start(port).awaitTermination();
    return ModeCommand.OK;
  }

  static Server start(int port) throws IOException {
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .directExecutor()
        .maxConcurrentCallsPerConnection(1_000)
        .addService(new Prescriptions())
        .addService(new Dispensing())
        .build()
        .start();
  }

  /** As large as the gateway's answer: five candidates and a decision. */
  static SubmitPrescriptionResponse accepted(SubmitPrescriptionRequest request, String id) {
    Timestamp signed = request.getPrescription().getIssueTime();
    SubmitPrescriptionResponse.Builder response =
        SubmitPrescriptionResponse.newBuilder()
            .setPrescriptionId(id)
            .setStatus(PrescriptionStatus.PRESCRIPTION_STATUS_OPEN)
            .setValidUntil(signed);
    for (int rank = 1; rank <= City.DESIGNATED_EACH; rank++) {
      response.addCandidates(
          Candidate.newBuilder()
              .setDispenser(request.getPrescription().getPreferredDispenser())
              .setRank(rank)
              .setPriceTotalFen(211_350)
              .setStockAsOfTime(signed)
              .setColdChain(true));
    }
    return response
        .setDecision(
            Decision.newBuilder()
                .setLogIndex(1_000_000)
                .setDecidedTime(signed)
                .setCatalogueVersion("loadtest-1")
                .setPolicyId("999900-loadtest-1")
                .addRuleIds("S2-8")
                .addRuleIds("S2-18")
                .addRuleIds("S2-28"))
        .build();
  }

  private static <A> void answer(StreamObserver<A> observer, A answer) {
    observer.onNext(answer);
    observer.onCompleted();
  }

  private static final class Prescriptions
      extends PrescriptionServiceGrpc.PrescriptionServiceImplBase {
    @Override
    public void submitPrescription(
        SubmitPrescriptionRequest request, StreamObserver<SubmitPrescriptionResponse> observer) {
      answer(observer, accepted(request, ID));
    }

    @Override
    public void getPrescription(
        GetPrescriptionRequest request, StreamObserver<GetPrescriptionResponse> observer) {
      answer(
          observer,
          GetPrescriptionResponse.newBuilder()
              .setPrescription(
                  Prescription.newBuilder().setPrescriptionId(request.getPrescriptionId()))
              .build());
    }

    @Override
    public void cancelPrescription(
        CancelPrescriptionRequest request, StreamObserver<CancelPrescriptionResponse> observer) {
      answer(observer, CancelPrescriptionResponse.getDefaultInstance());
    }
  }

  private static final class Dispensing extends DispensingServiceGrpc.DispensingServiceImplBase {
    @Override
    public void watchOffers(
        WatchOffersRequest request, StreamObserver<WatchOffersResponse> observer) {
      // Stays open and says nothing.
    }

    @Override
    public void claimPrescription(
        ClaimPrescriptionRequest request, StreamObserver<ClaimPrescriptionResponse> observer) {
      answer(observer, ClaimPrescriptionResponse.newBuilder().setClaimSecret("secret").build());
    }

    @Override
    public void dispensePrescription(
        DispensePrescriptionRequest request,
        StreamObserver<DispensePrescriptionResponse> observer) {
      answer(
          observer,
          DispensePrescriptionResponse.newBuilder()
              .setSettlement(Settlement.newBuilder().setSettlementId(ID))
              .build());
    }

    @Override
    public void returnDispense(
        ReturnDispenseRequest request, StreamObserver<ReturnDispenseResponse> observer) {
      answer(
          observer,
          ReturnDispenseResponse.newBuilder()
              .setSettlement(Settlement.newBuilder().setSettlementId(request.getSettlementId()))
              .build());
    }
  }
}
