package org.dualchannel.loadtest;

import com.google.protobuf.Timestamp;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.dualchannel.v1.Candidate;
import org.dualchannel.v1.Decision;
import org.dualchannel.v1.PrescriptionServiceGrpc;
import org.dualchannel.v1.PrescriptionStatus;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.dualchannel.v1.SubmitPrescriptionResponse;
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
        .addService(new Echo())
        .build()
        .start();
  }

  private static final class Echo extends PrescriptionServiceGrpc.PrescriptionServiceImplBase {
    @Override
    public void submitPrescription(
        SubmitPrescriptionRequest request, StreamObserver<SubmitPrescriptionResponse> observer) {
      observer.onNext(answer(request));
      observer.onCompleted();
    }

    /** As large as the gateway's: five candidates and a decision. */
    private static SubmitPrescriptionResponse answer(SubmitPrescriptionRequest request) {
      Timestamp signed = request.getPrescription().getIssueTime();
      SubmitPrescriptionResponse.Builder response =
          SubmitPrescriptionResponse.newBuilder()
              .setPrescriptionId("99990000000000000001")
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
  }
}
