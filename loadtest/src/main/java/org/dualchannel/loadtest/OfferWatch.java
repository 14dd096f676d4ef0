package org.dualchannel.loadtest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.rpc.Code;
import com.google.rpc.Status;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dualchannel.loadtest.h2.CallListener;
import org.dualchannel.loadtest.h2.GrpcConnection;
import org.dualchannel.v1.WatchOffersRequest;
import org.dualchannel.v1.WatchOffersResponse;

/**
 * A pharmacy's stream of offers. Of those that the hospital of the same lane caused, it records how
 * long they took from the planned instant of the submit. Confined to the event loop of the lane.
 */
final class OfferWatch implements CallListener {
  /** Submits and offers that may wait for one another. */
  private static final int MOST_WAITING = 50_000;

  private final Patient patient;
  private final Tally tally;
  private final Failures failures;

  /** The planned instant of submits whose offer has not come. */
  private final Map<String, Long> submits = bounded();

  /** When an offer came whose submit was not answered yet. */
  private final Map<String, Long> early = bounded();

  OfferWatch(Patient patient, Tally tally, Failures failures) {
    this.patient = patient;
    this.tally = tally;
    this.failures = failures;
  }

  void start(GrpcConnection pharmacy) {
    var stream = pharmacy.route(Methods.WATCH, "pharmacy/" + patient.pharmacy()).stream(this);
    stream.send(
        WatchOffersRequest.newBuilder()
            .setArea(City.AREA)
            .setDispenser(patient.pharmacy())
            .build()
            .toByteArray());
    stream.halfClose();
  }

  /** The gateway acknowledged this prescription. */
  void submitted(byte[] id, long plannedNanos, boolean measured) {
    if (!measured) {
      return;
    }
    String key = new String(id, US_ASCII);
    Long cameNanos = early.remove(key);
    if (cameNanos != null) {
      tally.answered(Operation.WATCH, cameNanos - plannedNanos);
    } else {
      submits.put(key, plannedNanos);
    }
  }

  @Override
  public void onMessage(byte[] message) {
    long now = System.nanoTime();
    byte[] id = Wire.field(message, WatchOffersResponse.OFFERED_FIELD_NUMBER, 1);
    if (id.length == 0) {
      return;
    }
    String key = new String(id, US_ASCII);
    Long plannedNanos = submits.remove(key);
    if (plannedNanos != null) {
      tally.answered(Operation.WATCH, now - plannedNanos);
    } else {
      early.put(key, now);
    }
  }

  @Override
  public void onEnd(Status status) {
    // The generator ends it by closing the connection, after everything was counted.
    if (status.getCode() != Code.CANCELLED_VALUE) {
      failures.add(Operation.WATCH, status);
    }
  }

  private static Map<String, Long> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
        return size() > MOST_WAITING;
      }
    };
  }
}
