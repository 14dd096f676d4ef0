package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.dualchannel.identity.Principals;
import org.dualchannel.v1.BatchSubmitPrescriptionsRequest;
import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.GetPrescriptionRequest;
import org.dualchannel.v1.GetPrescriptionResponse;
import org.dualchannel.v1.PrescriptionServiceGrpc;
import org.dualchannel.v1.WatchOffersRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Clients whose machine hangs: nothing is read from their sockets any more, so what is sent to them
 * piles up in the node, as far as it lets it.
 */
class SlowReadersTest {
  /** As much as a client may let the server send before it has read any. */
  private static final int WINDOW = 64 << 20;

  private static final int STREAMS = 50;

  private EdgeRig rig;
  private SmallCity city;
  private StallingPipe pipe;
  private ManagedChannel hanging;

  @AfterEach
  void stop() throws Exception {
    hanging.shutdownNow();
    pipe.close();
    rig.close();
  }

  private void start(Map<String, String> settings) throws Exception {
    rig = new EdgeRig(settings);
    city = new SmallCity(rig).found();
    pipe = new StallingPipe(rig.server.port());
    hanging =
        NettyChannelBuilder.forAddress("127.0.0.1", pipe.port())
            .usePlaintext()
            .flowControlWindow(WINDOW)
            .build();
  }

  private Channel hanging(String principal) {
    Metadata headers = new Metadata();
    headers.put(Principals.DEVELOPMENT_HEADER, principal);
    return ClientInterceptors.intercept(
        hanging, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Test
  void subscribersThatHangAreCutOffThoughTheirWindowsAreOpen() throws Exception {
    start(Map.of("watch.bufferEvents", "100"));
    watchHanging();
    LinkedBlockingQueue<Object> read = new LinkedBlockingQueue<>();
    DispensingServiceGrpc.newStub(rig.as(SmallCity.AS_OTHER_PHARMACY))
        .watchOffers(
            WatchOffersRequest.newBuilder()
                .setArea(SmallCity.AREA)
                .setDispenser(SmallCity.OTHER_PHARMACY)
                .build(),
            new Collecting<>(read));
    EdgeRig.await(() -> rig.services.openStreams() == STREAMS + 1);
    read.take(); // the beginning of the picture
    pipe.stall();

    int submitted = 0;
    while (rig.services.openStreams() > 1 && submitted < 3_000) {
      submit(50);
      submitted += 50;
      int all = submitted;
      EdgeRig.await(() -> read.size() == all); // who reads is not held up, and not cut off
    }

    assertEquals(1, rig.services.openStreams(), "after " + submitted + " offers");
    assertEquals(0, read.stream().filter(Throwable.class::isInstance).count());
  }

  /** Its goodbye would wait for ever behind what is not read. */
  @Test
  void aConnectionThatTakesNothingIsClosedWhateverWaitsOnIt() throws Exception {
    start(Map.of("grpc.keepAliveTimeoutMs", "500"));
    watchHanging();
    pipe.stall();

    for (int round = 0; rig.server.stuckConnections() == 0 && round < 100; round++) {
      submit(50);
    }

    // A quick machine is through with that before the time is over.
    EdgeRig.await(() -> rig.server.stuckConnections() == 1);
    EdgeRig.await(() -> rig.server.connections() == 1 && rig.services.openStreams() == 0);
  }

  private void watchHanging() {
    for (int i = 0; i < STREAMS; i++) {
      DispensingServiceGrpc.newStub(hanging(SmallCity.AS_PHARMACY))
          .watchOffers(
              WatchOffersRequest.newBuilder()
                  .setArea(SmallCity.AREA)
                  .setDispenser(SmallCity.PHARMACY)
                  .build(),
              new Collecting<>(new LinkedBlockingQueue<>()));
    }
    EdgeRig.await(() -> rig.services.openStreams() == STREAMS);
  }

  @Test
  void aConnectionThatTakesNoneOfItsAnswersIsClosedAndOthersAreAnswered() throws Exception {
    start(
        Map.of(
            "grpc.maxConcurrentCallsPerConnection", "100",
            "grpc.keepAliveMs", "500",
            "grpc.keepAliveTimeoutMs", "500"));
    String id = city.hospital().submitPrescription(city.prescription().build()).getPrescriptionId();
    GetPrescriptionRequest get =
        GetPrescriptionRequest.newBuilder().setArea(SmallCity.AREA).setPrescriptionId(id).build();
    PrescriptionServiceGrpc.newBlockingStub(hanging(SmallCity.AS_HOSPITAL)).getPrescription(get);
    LinkedBlockingQueue<Object> answers = new LinkedBlockingQueue<>();
    pipe.stall();
    for (int i = 0; i < 5_000; i++) {
      PrescriptionServiceGrpc.newStub(hanging(SmallCity.AS_HOSPITAL))
          .getPrescription(get, new Collecting<>(answers));
    }
    EdgeRig.await(() -> rig.server.connections() == 1); // no sign of life came
    for (int i = 0; i < 20; i++) {
      PrescriptionServiceGrpc.newBlockingStub(rig.as(SmallCity.AS_HOSPITAL)).getPrescription(get);
    }
    assertEquals(0, answers.stream().filter(GetPrescriptionResponse.class::isInstance).count());
  }

  private void submit(int count) {
    BatchSubmitPrescriptionsRequest.Builder batch = BatchSubmitPrescriptionsRequest.newBuilder();
    for (int i = 0; i < count; i++) {
      batch.addRequests(city.prescription());
    }
    PrescriptionServiceGrpc.newBlockingStub(rig.as(SmallCity.AS_HOSPITAL))
        .batchSubmitPrescriptions(batch.build());
  }
}
