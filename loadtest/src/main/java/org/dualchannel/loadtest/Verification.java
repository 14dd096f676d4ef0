package org.dualchannel.loadtest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.dualchannel.v1.GetPrescriptionRequest;
import org.dualchannel.v1.Prescription;
import org.dualchannel.v1.PrescriptionServiceGrpc;

/**
 * Reads a sample of the acknowledged prescriptions back after a run and compares them with what was
 * sent: an answer that came fast is worth nothing when what it promised is not there.
 */
final class Verification {
  private final Channel channel;
  private final Failures failures;

  Verification(Channel channel, Failures failures) {
    this.channel = channel;
    this.failures = failures;
  }

  /** Reads at most {@code most} of them, chosen by chance, and returns how many were read. */
  int check(List<Issued> acknowledged, int most, SplittableRandom choices) {
    List<Issued> left = new ArrayList<>(acknowledged);
    int read = 0;
    while (read < most && !left.isEmpty()) {
      int chosen = choices.nextInt(left.size());
      Issued issued = left.set(chosen, left.get(left.size() - 1));
      left.remove(left.size() - 1);
      check(issued);
      read++;
    }
    return read;
  }

  private void check(Issued issued) {
    String id = new String(issued.id, US_ASCII);
    Patient patient = issued.templates.patient;
    try {
      Prescription found =
          PrescriptionServiceGrpc.newBlockingStub(as(channel, "hospital/" + patient.hospital()))
              .withDeadlineAfter(10, TimeUnit.SECONDS)
              .getPrescription(
                  GetPrescriptionRequest.newBuilder()
                      .setArea(City.AREA)
                      .setPrescriptionId(id)
                      .build())
              .getPrescription();
      String number = issued.templates.hospitalNumberOf(issued.serial);
      expect(id, "id", id, found.getPrescriptionId());
      expect(id, "hospital number", number, found.getDraft().getHospitalNumber());
      expect(id, "person", patient.personNumber(), found.getDraft().getPersonNumber());
      expect(id, "lines", 2, found.getDraft().getLinesCount());
      if (!issued.changing) {
        expect(id, "status", issued.status, found.getStatus());
      }
    } catch (StatusRuntimeException refused) {
      failures.add(
          "verification",
          "acknowledged prescription " + id + " cannot be read: " + refused.getStatus());
    }
  }

  private void expect(String id, String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      failures.add(
          "verification",
          "prescription " + id + " has " + what + " " + found + " instead of " + expected);
    }
  }

  /** The channel with calls made in this principal's name. */
  static Channel as(Channel channel, String principal) {
    Metadata headers = new Metadata();
    headers.put(Caller.PRINCIPAL, principal);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }
}
