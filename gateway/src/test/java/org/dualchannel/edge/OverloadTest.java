package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.rpc.RetryInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dualchannel.v1.BatchSubmitPrescriptionsRequest;
import org.dualchannel.v1.BatchSubmitPrescriptionsResponse;
import org.dualchannel.v1.GetPrescriptionRequest;
import org.dualchannel.v1.PrescriptionServiceGrpc;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.dualchannel.v1.SubmitPrescriptionResponse;
import org.dualchannel.v1.SubmitResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers are told when there is more than the node can take, and that it passes. */
class OverloadTest {
  private EdgeRig rig;
  private SmallCity city;

  @AfterEach
  void stop() {
    rig.close();
  }

  private void start(Map<String, String> settings) {
    rig = new EdgeRig(settings);
    city = new SmallCity(rig).found();
  }

  @Test
  void aHospitalThatFloodsAStuckLogIsRefusedAndAPharmacyIsNot() throws Exception {
    start(Map.of("pipeline.crowdedMs", "50"));
    String offered =
        city.hospital().submitPrescription(city.prescription().build()).getPrescriptionId();
    rig.log.get().refuse(true);

    List<ListenableFuture<BatchSubmitPrescriptionsResponse>> batches = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      batches.add(batch(400));
    }
    EdgeRig.await(() -> rig.pipeline.pendingCalls() == 512); // half of the ring
    ListenableFuture<?> claim =
        org.dualchannel.v1.DispensingServiceGrpc.newFutureStub(rig.as(SmallCity.AS_PHARMACY))
            .claimPrescription(SmallCity.claim(offered).build());
    EdgeRig.await(() -> rig.pipeline.pendingCalls() == 513);
    StatusRuntimeException refused =
        assertThrows(
            StatusRuntimeException.class,
            () -> city.hospital().submitPrescription(city.prescription().build()));
    assertEquals(Code.RESOURCE_EXHAUSTED, refused.getStatus().getCode());
    assertEquals("OVERLOADED", EdgeRig.info(refused).getReason());
    assertTrue(EdgeRig.detail(refused, RetryInfo.class).getRetryDelay().getNanos() > 0);
    assertFalse(claim.isDone());
    refusedUnread();

    rig.log.get().refuse(false);

    claim.get(20, TimeUnit.SECONDS);
    int taken = 0;
    for (ListenableFuture<BatchSubmitPrescriptionsResponse> each : batches) {
      for (SubmitResult result : each.get(20, TimeUnit.SECONDS).getResultsList()) {
        taken += result.hasResponse() ? 1 : 0;
        if (result.hasError()) {
          assertEquals(Code.RESOURCE_EXHAUSTED.value(), result.getError().getCode());
          EdgeRig.detail(result.getError(), RetryInfo.class);
        }
      }
    }
    assertEquals(512, taken);
    EdgeRig.await(() -> rig.pipeline.pendingCalls() == 0);
    city.hospital().submitPrescription(city.prescription().build());
  }

  /** What would be refused anyway is not looked at, and told after a pause; reads pass. */
  private void refusedUnread() {
    long startedNs = System.nanoTime();
    StatusRuntimeException malformed =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                city.hospital().submitPrescription(SubmitPrescriptionRequest.newBuilder().build()));
    assertEquals(Code.RESOURCE_EXHAUSTED, malformed.getStatus().getCode());
    EdgeRig.detail(malformed, RetryInfo.class);
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNs);
    assertTrue(tookMs >= 50, "who sends again at once is kept waiting, not " + tookMs + " ms");
    StatusRuntimeException unknown =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                city.hospital()
                    .getPrescription(
                        GetPrescriptionRequest.newBuilder()
                            .setArea("120100")
                            .setPrescriptionId("R000000000000")
                            .build()));
    assertEquals(Code.NOT_FOUND, unknown.getStatus().getCode());
  }

  @Test
  void aLogThatStandsStillRefusesWhatItHasNoRoomForAndGoesOn() throws Exception {
    start(Map.of());
    rig.log.get().refuse(true);
    List<ListenableFuture<BatchSubmitPrescriptionsResponse>> batches = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      batches.add(batch(500));
    }
    EdgeRig.await(() -> rig.pipeline.pendingCalls() >= 1_024);
    StatusRuntimeException refused =
        assertThrows(
            StatusRuntimeException.class,
            () -> city.hospital().submitPrescription(city.prescription().build()));
    assertEquals(Code.RESOURCE_EXHAUSTED, refused.getStatus().getCode());
    EdgeRig.detail(refused, RetryInfo.class);
    assertTrue(rig.pipeline.pendingCalls() <= 2_000, "bounded");

    rig.log.get().refuse(false);

    int answered = 0;
    for (ListenableFuture<BatchSubmitPrescriptionsResponse> each : batches) {
      answered += each.get(20, TimeUnit.SECONDS).getResultsCount();
    }
    assertEquals(3_000, answered);
    city.hospital().submitPrescription(city.prescription().build());
  }

  private ListenableFuture<BatchSubmitPrescriptionsResponse> batch(int count) {
    BatchSubmitPrescriptionsRequest.Builder batch = BatchSubmitPrescriptionsRequest.newBuilder();
    for (int i = 0; i < count; i++) {
      batch.addRequests(city.prescription());
    }
    return PrescriptionServiceGrpc.newFutureStub(rig.as(SmallCity.AS_HOSPITAL))
        .withDeadlineAfter(60, TimeUnit.SECONDS)
        .batchSubmitPrescriptions(batch.build());
  }

  @Test
  void connectionsBeyondTheLimitAreClosedAndOthersAreServed() throws Exception {
    start(Map.of("grpc.maxConnections", "20"));
    List<Socket> sockets = new ArrayList<>();
    try {
      EdgeRig.await(() -> rig.server.connections() == 1); // that of the rig
      for (int i = 0; i < 19; i++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), rig.server.port()));
      }
      EdgeRig.await(() -> rig.server.connections() == 20);
      try (Socket tooMany = new Socket(InetAddress.getLoopbackAddress(), rig.server.port())) {
        tooMany.setSoTimeout(20_000);
        assertTrue(isClosed(tooMany));
      }
      assertEquals(1, rig.server.refusedConnections());
      submit();

      sockets.get(0).close();
      EdgeRig.await(() -> rig.server.connections() == 19);
      try (Socket next = new Socket(InetAddress.getLoopbackAddress(), rig.server.port())) {
        EdgeRig.await(() -> rig.server.connections() == 20);
        assertTrue(next.isConnected());
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private SubmitPrescriptionResponse submit() {
    return city.hospital().submitPrescription(city.prescription().build());
  }

  private static boolean isClosed(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true; // reset
    }
  }
}
