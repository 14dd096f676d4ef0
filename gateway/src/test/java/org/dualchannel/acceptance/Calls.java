package org.dualchannel.acceptance;

import com.google.protobuf.Message;
import io.grpc.Channel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.dualchannel.cli.nemesis.Requests;
import org.dualchannel.v1.ClaimPrescriptionRequest;
import org.dualchannel.v1.ClaimPrescriptionResponse;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.DispensePrescriptionResponse;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.dualchannel.v1.SubmitPrescriptionResponse;

/**
 * What a hospital and a pharmacy asked of a node and what it answered. A request is noted before it
 * is sent and its answer as soon as it is there; what is left is unanswered and may be sent again.
 */
final class Calls {
  static final int PERSONS = 2_000;

  /** After these nobody knows whether the call was decided. */
  private static final Set<Code> UNKNOWN_OUTCOME =
      Set.of(Code.UNAVAILABLE, Code.CANCELLED, Code.DEADLINE_EXCEEDED, Code.INTERNAL, Code.UNKNOWN);

  private final Map<String, Message> unanswered = new ConcurrentHashMap<>();
  private final Map<String, Answered> answered = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final AtomicInteger patients = new AtomicInteger();
  private final AtomicBoolean stop = new AtomicBoolean();

  /** A request and the answer to it. */
  record Answered(Message request, Message answer) {
    boolean isSubmission() {
      return request instanceof SubmitPrescriptionRequest;
    }

    SubmitPrescriptionRequest submission() {
      return (SubmitPrescriptionRequest) request;
    }

    String prescription() {
      return ((SubmitPrescriptionResponse) answer).getPrescriptionId();
    }
  }

  /** Nobody knows what became of the request. */
  private static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Threads that call until the node does not answer or {@link #stop}; they have begun. */
  List<Thread> begin(Channel channel, int threads, RandomGenerator random) {
    stop.set(false);
    List<Thread> all =
        random
            .longs(threads)
            .mapToObj(
                seed -> new Thread(() -> callOn(channel, new java.util.Random(seed)), "caller"))
            .toList();
    all.forEach(Thread::start);
    return all;
  }

  /** Waits for so many answers more, or for a caller to be told what it should not be. */
  void awaitMore(int answers) {
    int enough = answered.size() + answers;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (answered.size() < enough && faults.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("too few answers: " + answered.size() + " of " + enough);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Lets the callers finish the call that they are in. */
  void stop() {
    stop.set(true);
  }

  private void callOn(Channel channel, java.util.Random random) {
    try {
      while (!stop.get()) {
        int number = numbers.incrementAndGet();
        // Who is dispensed to is dispensed to once: the next supply would be too early.
        int patient = random.nextInt(5) == 0 ? patients.getAndIncrement() : PERSONS;
        boolean dispensed = patient < PERSONS;
        int person = dispensed ? patient : random.nextInt(PERSONS);
        String id =
            send(channel, Requests.submit("N-" + number, person), SubmitPrescriptionResponse.class)
                .getPrescriptionId();
        if (dispensed) {
          String secret =
              send(channel, Requests.claim(id), ClaimPrescriptionResponse.class).getClaimSecret();
          send(channel, Requests.dispense(id, secret, number), DispensePrescriptionResponse.class);
        }
      }
    } catch (Unanswered e) {
      // the node is gone
    } catch (RuntimeException e) {
      faults.add(e.toString());
    }
  }

  private <T extends Message> T send(Channel channel, Message request, Class<T> type)
      throws Unanswered {
    unanswered.put(requestId(request), request);
    try {
      return type.cast(call(channel, request));
    } catch (StatusRuntimeException e) {
      if (UNKNOWN_OUTCOME.contains(e.getStatus().getCode())) {
        throw new Unanswered();
      }
      throw e;
    }
  }

  /** Makes the call and notes its answer. */
  private Message call(Channel channel, Message request) {
    Message answer = answer(channel, request);
    answered.put(requestId(request), new Answered(request, answer));
    unanswered.remove(requestId(request));
    return answer;
  }

  /** Makes a call without taking note. */
  static Message answer(Channel channel, Message request) {
    if (request instanceof SubmitPrescriptionRequest submit) {
      return Stubs.hospital(channel)
          .withDeadlineAfter(30, TimeUnit.SECONDS)
          .submitPrescription(submit);
    }
    if (request instanceof ClaimPrescriptionRequest claim) {
      return Stubs.pharmacy(channel)
          .withDeadlineAfter(30, TimeUnit.SECONDS)
          .claimPrescription(claim);
    }
    return Stubs.pharmacy(channel)
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .dispensePrescription((DispensePrescriptionRequest) request);
  }

  static String requestId(Message request) {
    return (String) request.getField(request.getDescriptorForType().findFieldByName("request_id"));
  }

  /** Sends every unanswered request again, and returns how many there were. */
  int retry(Channel channel) {
    List<Message> all = List.copyOf(unanswered.values());
    all.forEach(request -> call(channel, request));
    return all.size();
  }

  int unanswered() {
    return unanswered.size();
  }

  List<Answered> answered() {
    return List.copyOf(answered.values());
  }

  /** Requests of that type that were answered. */
  long answered(Class<? extends Message> type) {
    return answered.values().stream().filter(each -> type.isInstance(each.request())).count();
  }

  /** Answers that should not have been given. */
  List<String> faults() {
    return List.copyOf(faults);
  }
}
