package org.dualchannel.loadtest;

import com.google.protobuf.CodedOutputStream;
import com.google.rpc.Code;
import com.google.rpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import org.dualchannel.loadtest.h2.CallListener;
import org.dualchannel.loadtest.h2.GrpcConnection;
import org.dualchannel.loadtest.h2.Route;
import org.dualchannel.v1.StreamPrescriptionsRequest;

/**
 * One stream of batches. Keeps a fixed number of them unanswered, so the gateway sets the pace.
 * Confined to the event loop of its connection.
 */
final class StreamLane implements CallListener {
  private static final int MOST_REMEMBERED = 1_000;

  private final GrpcConnection connection;
  private final List<PatientTemplates> patients;
  private final RequestIds requestIds;
  private final Failures failures;
  private final Plan plan;
  private final ArrayDeque<Batch> unanswered = new ArrayDeque<>();
  private final List<Issued> remembered = new ArrayList<>();
  private final Histogram batchNanos = Tally.emptyHistogram();
  private final CompletableFuture<Void> finished = new CompletableFuture<>();

  private Route.Stream call;
  private long nextSerial;
  private long nextSequence = 1;
  private int nextPatient;
  private long acceptedInTime;
  private boolean halfClosed;

  /**
   * What every stream does.
   *
   * @param batch prescriptions in a message
   * @param window messages unanswered at a time
   * @param measureFromNanos start of the measured time
   * @param endNanos its end; nothing is sent after it
   */
  record Plan(int batch, int window, long measureFromNanos, long endNanos) {}

  /** A message on its way. */
  private record Batch(
      long sequence, long sentNanos, PatientTemplates firstPatient, long firstSerial) {}

  /**
   * A stream that is not open yet.
   *
   * @param firstSerial running number of its first prescription; no other stream's may meet it
   */
  StreamLane(
      GrpcConnection connection,
      List<PatientTemplates> patients,
      RequestIds requestIds,
      Failures failures,
      Plan plan,
      long firstSerial) {
    this.connection = connection;
    this.patients = List.copyOf(patients);
    this.requestIds = requestIds;
    this.failures = failures;
    this.plan = plan;
    this.nextSerial = firstSerial;
  }

  void start() {
    String principal = "hospital/" + patients.get(0).patient.hospital();
    call = connection.route(Methods.STREAM, principal).stream(this);
    fillWindow();
  }

  /** Ends when the stream is closed; then everything else may be read on the loop. */
  CompletableFuture<Void> finished() {
    return finished;
  }

  /** The next running number, for who goes on after this stream. */
  long nextSerial() {
    return nextSerial;
  }

  /** Prescriptions acknowledged within the measured time. */
  long acceptedInTime() {
    return acceptedInTime;
  }

  /** From sending a batch to its answer, within the measured time. */
  Histogram batchNanos() {
    return batchNanos;
  }

  /** Some of the prescriptions acknowledged. */
  List<Issued> remembered() {
    return remembered;
  }

  private void fillWindow() {
    while (!halfClosed && unanswered.size() < plan.window()) {
      long now = System.nanoTime();
      if (now - plan.endNanos() >= 0) {
        halfClosed = true;
        call.halfClose();
      } else {
        sendBatch(now);
      }
    }
  }

  private void sendBatch(long now) {
    long sequence = nextSequence++;
    Batch batch = new Batch(sequence, now, patients.get(nextPatient), nextSerial);
    byte[] message = encode(sequence);
    unanswered.add(batch);
    call.send(message);
  }

  private byte[] encode(long sequence) {
    int length =
        CodedOutputStream.computeInt64Size(
            StreamPrescriptionsRequest.BATCH_SEQUENCE_FIELD_NUMBER, sequence);
    for (int i = 0; i < plan.batch(); i++) {
      int item = patients.get((nextPatient + i) % patients.size()).submitLength();
      length += 1 + CodedOutputStream.computeUInt32SizeNoTag(item) + item;
    }
    byte[] message = new byte[length];
    CodedOutputStream output = CodedOutputStream.newInstance(message);
    try {
      output.writeInt64(StreamPrescriptionsRequest.BATCH_SEQUENCE_FIELD_NUMBER, sequence);
      int at = output.getTotalBytesWritten();
      for (int i = 0; i < plan.batch(); i++) {
        PatientTemplates templates = patients.get(nextPatient);
        nextPatient = (nextPatient + 1) % patients.size();
        at = item(message, at, templates.submitLength());
        templates.submitInto(message, at, requestIds, nextSerial++);
        at += templates.submitLength();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return message;
  }

  /** Writes tag and length of an item and returns where its bytes begin. */
  private static int item(byte[] message, int at, int length) {
    int next = at;
    message[next++] = StreamPrescriptionsRequest.REQUESTS_FIELD_NUMBER * 8 + 2;
    int rest = length;
    while (rest > 127) {
      message[next++] = (byte) ((rest & 127) | 128);
      rest >>>= 7;
    }
    message[next++] = (byte) rest;
    return next;
  }

  @Override
  public void onMessage(byte[] message) {
    long now = System.nanoTime();
    Batch batch = unanswered.poll();
    try {
      check(batch, BatchReply.parse(message), now);
    } catch (IOException malformed) {
      failures.add("stream wrong answer", "not the message of the contract");
    }
    fillWindow();
  }

  private void check(Batch batch, BatchReply reply, long now) {
    if (batch == null || reply.sequence() != batch.sequence() || reply.results() != plan.batch()) {
      failures.add(
          "stream wrong answer",
          "expected " + batch + ", got batch " + reply.sequence() + " of " + reply.results());
      return;
    }
    reply.refused().forEach(status -> failures.add(Operation.SUBMIT, status));
    if (reply.firstId() != null && remembered.size() < MOST_REMEMBERED) {
      remembered.add(new Issued(reply.firstId(), batch.firstSerial(), batch.firstPatient()));
    }
    if (now - plan.measureFromNanos() >= 0 && now - plan.endNanos() < 0) {
      acceptedInTime += reply.accepted();
      batchNanos.recordValue(now - batch.sentNanos());
    }
  }

  @Override
  public void onEnd(Status status) {
    halfClosed = true;
    if (status.getCode() != Code.OK_VALUE) {
      failures.add(Operation.SUBMIT, status);
    }
    if (!unanswered.isEmpty()) {
      failures.add(
          "stream no answer", "the stream ended before these were answered", unanswered.size());
    }
    finished.complete(null);
  }
}
