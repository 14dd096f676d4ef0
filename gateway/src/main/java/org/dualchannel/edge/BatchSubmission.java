package org.dualchannel.edge;

import com.google.rpc.Status;
import io.grpc.Status.Code;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.dualchannel.decide.Outcome;
import org.dualchannel.identity.Principals;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.dualchannel.v1.BatchSubmitPrescriptionsResponse;
import org.dualchannel.v1.StreamPrescriptionsResponse;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.dualchannel.v1.SubmitResult;

/**
 * Submits many prescriptions, each by itself, and gathers the results in the order of the batch.
 */
final class BatchSubmission {
  private static final String METHOD = "SubmitPrescription";

  private final Gate gate;

  BatchSubmission(Gate gate) {
    this.gate = gate;
  }

  static void check(FieldChecks checks, int count) {
    checks.count("requests", count, 1, PrescriptionChecks.MAX_BATCH);
  }

  /**
   * Submits the items of one batch.
   *
   * @param gathered called once, on any thread, when every item has its result
   */
  void submit(List<SubmitPrescriptionRequest> requests, Consumer<Results> gathered) {
    Principal caller = Principals.current();
    Gathering gathering = new Gathering(requests.size(), gathered);
    for (int i = 0; i < requests.size(); i++) {
      Item item = new Item(gathering, i, requests.get(i), gate.meter);
      item.run(() -> submit(caller, item));
    }
  }

  private void submit(Principal caller, Item item) {
    SubmitPrescriptionRequest request = item.request;
    gate.check(
        checks -> {
          checks.call(request.getRequestId(), request.getArea());
          PrescriptionChecks.submit(checks, request);
        });
    gate.send(
        caller,
        new Gate.Idempotent(request.getRequestId(), request.getArea()),
        PrescriptionCalls.submission(caller, request),
        item);
  }

  /**
   * What became of each item of a batch, in its order.
   *
   * @param encoded SubmitResults
   * @param pushedBack whether there was no room for some of them
   */
  record Results(List<byte[]> encoded, boolean pushedBack) {
    /** A BatchSubmitPrescriptionsResponse. */
    byte[] ofBatch() {
      ProtoFields answer = fields();
      encoded.forEach(
          each -> answer.message(BatchSubmitPrescriptionsResponse.RESULTS_FIELD_NUMBER, each));
      return answer.toByteArray();
    }

    /** A StreamPrescriptionsResponse. */
    byte[] ofStream(long batchSequence) {
      ProtoFields answer = fields();
      answer.number(StreamPrescriptionsResponse.BATCH_SEQUENCE_FIELD_NUMBER, batchSequence);
      encoded.forEach(
          each -> answer.message(StreamPrescriptionsResponse.RESULTS_FIELD_NUMBER, each));
      return answer.toByteArray();
    }

    private ProtoFields fields() {
      int bytes = 16;
      for (byte[] each : encoded) {
        bytes += each.length + 6;
      }
      return new ProtoFields(bytes);
    }
  }

  /** The results that are there, and how many are missing. */
  private static final class Gathering {
    private final byte[][] results;
    private final AtomicInteger missing;
    private final Consumer<Results> gathered;
    private volatile boolean pushedBack;

    Gathering(int count, Consumer<Results> gathered) {
      this.results = new byte[count][];
      this.missing = new AtomicInteger(count);
      this.gathered = gathered;
    }

    void set(int index, byte[] result) {
      results[index] = result;
      if (missing.decrementAndGet() == 0) {
        gathered.accept(new Results(Arrays.asList(results), pushedBack));
      }
    }
  }

  /** One item of a batch. */
  private static final class Item implements Gate.Answer {
    private final Gathering gathering;
    private final int index;
    private final SubmitPrescriptionRequest request;
    private final Meter meter;
    private final long startedNanos = System.nanoTime();

    Item(Gathering gathering, int index, SubmitPrescriptionRequest request, Meter meter) {
      this.gathering = gathering;
      this.index = index;
      this.request = request;
      this.meter = meter;
    }

    void run(Runnable part) {
      try {
        part.run();
      } catch (Refused refused) {
        failed(Errors.of(refused.rejection()), refused.rejection().reason());
      } catch (RuntimeException fault) {
        faulted(fault);
      }
    }

    private void faulted(RuntimeException fault) {
      failed(Errors.of(Faults.logged(METHOD, fault)), Reason.INTERNAL_ERROR);
    }

    @Override
    public void accepted(Outcome outcome) {
      byte[] result;
      try {
        result = SubmissionAnswer.ofItem(request.getRequestId(), outcome);
      } catch (RuntimeException fault) {
        faulted(fault);
        return;
      }
      set(result, null);
    }

    @Override
    public void failed(Status status, Reason reason) {
      if (status.getCode() == Code.RESOURCE_EXHAUSTED.value()) {
        gathering.pushedBack = true;
      }
      SubmitResult result =
          SubmitResult.newBuilder().setRequestId(request.getRequestId()).setError(status).build();
      set(result.toByteArray(), reason);
    }

    private void set(byte[] result, Reason refused) {
      meter.answered(METHOD, refused, System.nanoTime() - startedNanos);
      gathering.set(index, result);
    }
  }
}
