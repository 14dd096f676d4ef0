package org.dualchannel.cli.nemesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dualchannel.cli.RunningNode;
import org.dualchannel.cli.send.Caller;
import org.dualchannel.v1.PrescriptionServiceGrpc;
import org.dualchannel.v1.SubmitPrescriptionResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hospital floods a node that is a process of its own; a pharmacy works on. */
@Tag("slow")
class FloodTest {
  private static final int CONNECTIONS = 8;
  private static final int UNDER_WAY = 6_000;
  private static final int CALLS = 200;

  @TempDir private Path dir;

  private final List<ManagedChannel> flooding = new ArrayList<>();
  private final Map<String, AtomicInteger> told = new ConcurrentHashMap<>();
  private final Semaphore underWay = new Semaphore(UNDER_WAY);
  private LocalCluster cluster;
  private Load load;
  private volatile boolean stop;

  @BeforeEach
  void start() throws Exception {
    int first = RunningNode.freePorts(20);
    cluster =
        new LocalCluster(
            dir,
            1,
            List.of("127.0.0.1"),
            new LocalCluster.Ports(first, first + 1, first + 5),
            List.of("report.kind=off"));
    cluster.start();
    cluster.awaitReady();
    load = new Load(cluster.grpc(), new Journal(), 1_000, 10_000, 10_000);
    RunningNode.importSampleCity(load.channel(0));
    Requests.prepare(load.channel(0), 1_000);
    for (int i = 0; i < CONNECTIONS; i++) {
      flooding.add(
          Grpc.newChannelBuilder(cluster.grpc().get(0), InsecureChannelCredentials.create())
              .build());
    }
  }

  @AfterEach
  void stop() throws Exception {
    stop = true;
    flooding.forEach(ManagedChannel::shutdownNow);
    load.close();
    cluster.close();
  }

  @Test
  void thePharmacyIsAnsweredThroughoutAndAfterwardsAllIsAsBefore() throws Exception {
    claims(); // warm
    long[] before = claims();
    Thread flood = new Thread(this::flood, "flood");
    flood.start();
    while (told.isEmpty()) {
      claims(1);
    }
    long[] during = claims();
    stop = true;
    flood.join();
    assertTrue(underWay.tryAcquire(UNDER_WAY, 120, TimeUnit.SECONDS), "the flood is answered");
    long[] after = claims();
    System.out.printf(
        "claims p50/p99 us: before %d/%d, flooded %d/%d, after %d/%d; the flood was told %s%n",
        before[0], before[1], during[0], during[1], after[0], after[1], told);
    assertTrue(cluster.runs(0));
  }

  private void flood() {
    for (int i = 0; !stop; i++) {
      underWay.acquireUninterruptibly();
      PrescriptionServiceGrpc.newStub(
              Caller.place(flooding.get(i % CONNECTIONS), Requests.HOSPITAL))
          .submitPrescription(Requests.submit("F-" + i, i % 1_000), new Counting());
    }
  }

  private long[] claims() {
    return claims(CALLS);
  }

  /** Claims what does not exist: decided like any other, and refused. */
  private long[] claims(int calls) {
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      long started = System.nanoTime();
      try {
        Requests.call(load.channel(0), Requests.claim("R000000000000"), 10_000);
        throw new AssertionError("it does not exist");
      } catch (StatusRuntimeException e) {
        assertEquals(Code.NOT_FOUND, e.getStatus().getCode(), e.getMessage());
      }
      took.add((System.nanoTime() - started) / 1_000);
    }
    Collections.sort(took);
    return new long[] {took.get(calls / 2), took.get(calls * 99 / 100)};
  }

  private final class Counting implements StreamObserver<SubmitPrescriptionResponse> {
    @Override
    public void onNext(SubmitPrescriptionResponse value) {
      count("OK");
    }

    @Override
    public void onError(Throwable error) {
      count(io.grpc.Status.fromThrowable(error).getCode().name());
      underWay.release();
    }

    @Override
    public void onCompleted() {
      underWay.release();
    }

    private void count(String code) {
      told.computeIfAbsent(code, key -> new AtomicInteger()).incrementAndGet();
    }
  }
}
