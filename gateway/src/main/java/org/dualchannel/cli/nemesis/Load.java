package org.dualchannel.cli.nemesis;

import com.google.protobuf.Message;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.dualchannel.v1.ClaimPrescriptionResponse;
import org.dualchannel.v1.SubmitPrescriptionResponse;

/**
 * A hospital and a pharmacy at work on all members: prescriptions are submitted, and one in five is
 * claimed and dispensed. A call that a member does not answer goes to the next under the same
 * request id, as a good client does. One pack in twenty is tried to be sold twice.
 */
final class Load implements AutoCloseable {
  /** After these nobody knows whether the call was decided, or it was not taken. */
  private static final Set<Code> AGAIN =
      Set.of(
          Code.UNAVAILABLE,
          Code.CANCELLED,
          Code.DEADLINE_EXCEEDED,
          Code.INTERNAL,
          Code.UNKNOWN,
          Code.RESOURCE_EXHAUSTED);

  private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(20);

  private final List<ManagedChannel> channels = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Journal journal;
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicInteger patients = new AtomicInteger();
  private final AtomicInteger packs = new AtomicInteger();
  private final int persons;
  private final long attemptMs;
  private final long deadlineMs;
  private volatile boolean stop;

  /** The load was stopped before the call was answered. */
  private static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** The call was refused. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param addresses gRPC addresses of the members
   * @param persons those filed, numbered from 0
   * @param attemptMs how long one member is given to answer before the next is asked
   * @param deadlineMs time after which a call counts as late, though it is tried on
   */
  Load(List<String> addresses, Journal journal, int persons, long attemptMs, long deadlineMs) {
    this.journal = journal;
    this.persons = persons;
    this.attemptMs = attemptMs;
    this.deadlineMs = deadlineMs;
    for (String address : addresses) {
      channels.add(
          Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
              .maxInboundMessageSize(64 << 20)
              .build());
    }
  }

  ManagedChannel channel(int member) {
    return channels.get(member);
  }

  /** Begins to call, from so many threads, so many times a second in all. */
  void begin(int callers, int perSecond, long seed) {
    journal.beginGap();
    for (int i = 0; i < callers; i++) {
      Random random = new Random(seed + i);
      int home = i % channels.size();
      Thread thread =
          new Thread(() -> call(home, TimeUnit.SECONDS.toNanos(callers) / perSecond, random));
      thread.setName("caller-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  /** Lets the callers finish the call that they are in. */
  void end() throws InterruptedException {
    stop = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void call(int home, long everyNs, Random random) {
    long next = System.nanoTime() + (long) (random.nextDouble() * everyNs);
    while (!stop) {
      LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
      if (System.nanoTime() - next < 0) {
        continue;
      }
      // Who is dispensed to is dispensed to once: the next supply would be too early.
      int patient = random.nextInt(5) == 0 ? patients.getAndIncrement() : persons;
      boolean dispensed = patient < persons;
      int calls = prescribe(home, dispensed ? patient : random.nextInt(persons), dispensed, random);
      next = Math.max(next, System.nanoTime() - TimeUnit.SECONDS.toNanos(1)) + calls * everyNs;
    }
  }

  private int prescribe(int home, int person, boolean dispensed, Random random) {
    try {
      SubmitPrescriptionResponse submitted =
          (SubmitPrescriptionResponse)
              send(home, Requests.submit("N-" + numbers.incrementAndGet(), person));
      if (!dispensed) {
        return 1;
      }
      String id = submitted.getPrescriptionId();
      ClaimPrescriptionResponse claimed =
          (ClaimPrescriptionResponse) send(home, Requests.claim(id));
      int pack = random.nextInt(20) == 0 ? packs.get() : packs.incrementAndGet();
      send(home, Requests.dispense(id, claimed.getClaimSecret(), pack));
      return 3;
    } catch (Unanswered | Refused e) {
      return 1;
    } catch (RuntimeException e) {
      journal.fault(e.toString());
      return 1;
    }
  }

  private Message send(int home, Message request) throws Unanswered, Refused {
    journal.asked(request);
    return sendAgain(home, request);
  }

  /** Sends a request until it is answered, by one member or another. */
  private Message sendAgain(int home, Message request) throws Unanswered, Refused {
    long started = System.nanoTime();
    boolean late = false;
    for (int member = home; ; member = (member + 1) % channels.size()) {
      try {
        Message answer = Requests.call(channels.get(member), request, attemptMs);
        journal.acknowledged(request, answer, started);
        return answer;
      } catch (StatusRuntimeException e) {
        if (!AGAIN.contains(e.getStatus().getCode())) {
          refused(request, e, started);
        }
      }
      journal.elsewhere();
      channels.get(member).resetConnectBackoff(); // it may be back long before gRPC looks again
      long took = System.nanoTime() - started;
      if (!late && took > TimeUnit.MILLISECONDS.toNanos(deadlineMs)) {
        late = true;
        journal.late();
      }
      if (late && stop) {
        throw new Unanswered();
      }
      LockSupport.parkNanos(PAUSE_NS);
    }
  }

  private void refused(Message request, StatusRuntimeException e, long started) throws Refused {
    if (!e.getMessage().contains("TRACE") && !e.getMessage().contains("race code")) {
      journal.fault(e.getMessage());
    }
    journal.refused(request, started);
    throw new Refused();
  }

  /** Sends every unanswered request again, and returns how many there were. */
  int retry() {
    List<Message> all = journal.unanswered();
    stop = false;
    for (Message request : all) {
      try {
        sendAgain(0, request);
      } catch (Unanswered | Refused e) {
        // noted by the journal
      }
    }
    return all.size();
  }

  /** Has all connections made anew that are down. */
  void reconnect() {
    channels.forEach(ManagedChannel::resetConnectBackoff);
  }

  @Override
  public void close() {
    stop = true;
    channels.forEach(ManagedChannel::shutdownNow);
  }
}
