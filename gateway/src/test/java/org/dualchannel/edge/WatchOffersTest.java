package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Context;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dualchannel.v1.*;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What WatchOffers promises: the whole picture, in order, resumable, and nobody is waited for. */
class WatchOffersTest {
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

  private String submit() {
    return city.hospital().submitPrescription(city.prescription().build()).getPrescriptionId();
  }

  /** One open stream. */
  private static final class Watching {
    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private final Context.CancellableContext context = Context.current().withCancellation();

    WatchOffersResponse next() throws InterruptedException {
      Object next = received.poll(20, TimeUnit.SECONDS);
      assertNotNull(next, "nothing came");
      if (next instanceof Throwable error) {
        throw new AssertionError(error);
      }
      return (WatchOffersResponse) next;
    }

    StatusRuntimeException error() throws InterruptedException {
      for (Object next = received.poll(20, TimeUnit.SECONDS);
          next != null;
          next = received.poll(20, TimeUnit.SECONDS)) {
        if (next instanceof StatusRuntimeException error) {
          return error;
        }
      }
      throw new AssertionError("no error came");
    }

    void cancel() {
      context.cancel(null);
    }
  }

  private Watching watch(String dispenser, String token) {
    Watching watching = new Watching();
    watching.context.run(
        () ->
            DispensingServiceGrpc.newStub(rig.as("pharmacy/" + dispenser))
                .watchOffers(request(dispenser, token), new Collecting<>(watching.received)));
    return watching;
  }

  private static WatchOffersRequest request(String dispenser, String token) {
    return WatchOffersRequest.newBuilder()
        .setArea(SmallCity.AREA)
        .setDispenser(dispenser)
        .setResumeToken(token)
        .build();
  }

  @Test
  void tellsOffersClaimsAndEnds() throws Exception {
    start(Map.of());
    Watching first = watch(SmallCity.PHARMACY, "");
    Watching second = watch(SmallCity.OTHER_PHARMACY, "");
    assertEquals(0, first.next().getResync().getOpenOffers());
    assertEquals(0, second.next().getResync().getOpenOffers());

    String id = submit();
    OfferedEvent offered = first.next().getOffered();
    assertEquals(id, offered.getPrescriptionId());
    assertEquals(1, offered.getRank());
    assertTrue(offered.getPreferred());
    assertTrue(offered.getLines(0).getColdChain());
    assertEquals(111, offered.getDistanceMetres());
    assertEquals(2, second.next().getOffered().getRank());

    String secret = city.pharmacy().claimPrescription(SmallCity.claim(id).build()).getClaimSecret();
    assertEquals(WithdrawnReason.WITHDRAWN_REASON_HELD, second.next().getWithdrawn().getReason());
    city.pharmacy()
        .releasePrescription(
            ReleasePrescriptionRequest.newBuilder()
                .setRequestId(EdgeRig.uuid())
                .setArea(SmallCity.AREA)
                .setPrescriptionId(id)
                .setDispenser(SmallCity.PHARMACY)
                .setClaimSecret(secret)
                .setReason(ReleaseReason.RELEASE_REASON_TECHNICAL)
                .build());
    assertEquals(id, second.next().getOffered().getPrescriptionId());
    assertEquals(id, first.next().getOffered().getPrescriptionId());

    secret = city.pharmacy().claimPrescription(SmallCity.claim(id).build()).getClaimSecret();
    city.pharmacy().dispensePrescription(SmallCity.dispense(id, secret).build());
    assertEquals(
        WithdrawnReason.WITHDRAWN_REASON_DISPENSED, first.next().getWithdrawn().getReason());
    assertEquals(WithdrawnReason.WITHDRAWN_REASON_HELD, second.next().getWithdrawn().getReason());
    EdgeRig.await(() -> rig.board.size() == 0);
  }

  @Test
  void aHoldThatRunsOutOffersAgain() throws Exception {
    start(Map.of());
    String id = submit();
    Watching other = watch(SmallCity.OTHER_PHARMACY, "");
    EdgeRig.await(() -> rig.services.openStreams() == 1);
    city.pharmacy().claimPrescription(SmallCity.claim(id).build());
    List<WatchOffersResponse> seen = new ArrayList<>();
    do {
      seen.add(other.next());
    } while (!seen.get(seen.size() - 1).hasWithdrawn());

    rig.clockMs.addAndGet(TimeUnit.MINUTES.toMillis(31));

    assertEquals(id, other.next().getOffered().getPrescriptionId());
  }

  @Test
  void aTokenGoesOnWhereItWasAndAnOldOneStartsAnew() throws Exception {
    start(Map.of("watch.replayEvents", "4"));
    Watching first = watch(SmallCity.PHARMACY, "");
    first.next();
    submit();
    String token = first.next().getResumeToken();
    first.cancel();

    String missed = submit();
    EdgeRig.await(() -> rig.board.size() == 2);
    Watching resumed = watch(SmallCity.PHARMACY, token);
    assertEquals(missed, resumed.next().getOffered().getPrescriptionId());
    resumed.cancel();

    for (int i = 0; i < 6; i++) {
      submit();
    }
    EdgeRig.await(() -> rig.board.size() == 8);
    Watching anew = watch(SmallCity.PHARMACY, token);
    assertEquals(8, anew.next().getResync().getOpenOffers());
    for (int i = 0; i < 8; i++) {
      WatchOffersResponse offer = anew.next();
      assertTrue(offer.hasOffered());
      assertEquals(i < 7, offer.getResumeToken().isEmpty(), "a token only when it is whole");
    }
  }

  @Test
  void aQuietStreamBeats() throws Exception {
    start(Map.of("watch.heartbeatMs", "100"));
    Watching watching = watch(SmallCity.PHARMACY, "");
    watching.next();
    WatchOffersResponse beat = watching.next();
    assertTrue(beat.hasHeartbeat());
    assertFalse(beat.getResumeToken().isEmpty());
    assertEquals(city.now(), beat.getHeartbeat().getLogTime());
  }

  @Test
  void whoDoesNotReadIsCutOffAndNobodyWaits() throws Exception {
    start(Map.of("watch.bufferEvents", "8"));
    BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    NotReading silent = new NotReading(received);
    DispensingServiceGrpc.newStub(rig.as(SmallCity.AS_PHARMACY))
        .watchOffers(request(SmallCity.PHARMACY, ""), silent);
    EdgeRig.await(() -> rig.services.openStreams() == 1);

    // As many as it takes to fill the windows of the connection as well.
    for (int round = 0; round < 60 && rig.services.openStreams() > 0; round++) {
      StreamOfMany.submit(rig, city, 100);
    }

    EdgeRig.await(() -> rig.services.openStreams() == 0);
    silent.read();
    StatusRuntimeException error = null;
    for (Object next = received.poll(20, TimeUnit.SECONDS);
        next != null && error == null;
        next = error == null ? received.poll(20, TimeUnit.SECONDS) : next) {
      error = next instanceof StatusRuntimeException e ? e : null;
    }
    assertNotNull(error);
    assertEquals(Code.UNAVAILABLE, error.getStatus().getCode());
    assertEquals("SUBSCRIBER_TOO_SLOW", EdgeRig.info(error).getReason());
  }

  /** Asks for no message until told to. */
  private static final class NotReading
      implements ClientResponseObserver<WatchOffersRequest, WatchOffersResponse> {
    private final BlockingQueue<Object> received;
    private ClientCallStreamObserver<WatchOffersRequest> call;

    NotReading(BlockingQueue<Object> received) {
      this.received = received;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchOffersRequest> stream) {
      call = stream;
      stream.disableAutoRequestWithInitial(0);
    }

    void read() {
      call.request(Integer.MAX_VALUE);
    }

    @Override
    public void onNext(WatchOffersResponse message) {
      received.add(message);
    }

    @Override
    public void onError(Throwable error) {
      received.add(error);
    }

    @Override
    public void onCompleted() {}
  }

  /** Submits many in one call. */
  private static final class StreamOfMany {
    static void submit(EdgeRig rig, SmallCity city, int count) {
      BatchSubmitPrescriptionsRequest.Builder batch = BatchSubmitPrescriptionsRequest.newBuilder();
      for (int i = 0; i < count; i++) {
        batch.addRequests(city.prescription());
      }
      PrescriptionServiceGrpc.newBlockingStub(rig.as(SmallCity.AS_HOSPITAL))
          .batchSubmitPrescriptions(batch.build());
    }
  }

  @Test
  void oneStreamTooManyIsPushedBackAndABadTokenIsTold() throws Exception {
    start(Map.of("watch.maxStreams", "1"));
    Watching first = watch(SmallCity.PHARMACY, "");
    first.next();
    assertEquals(
        Code.RESOURCE_EXHAUSTED, watch(SmallCity.PHARMACY, "").error().getStatus().getCode());
    assertEquals(
        List.of("resume_token"), EdgeRig.fields(watch(SmallCity.PHARMACY, "nonsense").error()));
    first.cancel();
    EdgeRig.await(() -> rig.services.openStreams() == 0);
  }
}
