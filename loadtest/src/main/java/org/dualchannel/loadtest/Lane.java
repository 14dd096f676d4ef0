package org.dualchannel.loadtest;

import static org.dualchannel.v1.PrescriptionStatus.PRESCRIPTION_STATUS_CANCELLED;
import static org.dualchannel.v1.PrescriptionStatus.PRESCRIPTION_STATUS_DISPENSED;
import static org.dualchannel.v1.PrescriptionStatus.PRESCRIPTION_STATUS_HELD;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.dualchannel.loadtest.h2.GrpcConnection;
import org.dualchannel.loadtest.h2.Route;
import org.dualchannel.v1.CancelPrescriptionRequest;
import org.dualchannel.v1.CancelReason;
import org.dualchannel.v1.GetPrescriptionRequest;

/**
 * One hospital's connection with the pharmacy beside it: makes its calls, and remembers enough of
 * the answers to make sensible next ones. Confined to one event loop.
 */
final class Lane {
  private static final int MOST_WAITING = 2_000;
  private static final int MOST_REMEMBERED = 1_000;

  private static final Template GET_TEMPLATE =
      Template.of(GetPrescriptionRequest.newBuilder().setArea(City.AREA).build());
  private static final Template CANCEL_TEMPLATE =
      Template.of(
          CancelPrescriptionRequest.newBuilder()
              .setArea(City.AREA)
              .setReason(CancelReason.CANCEL_REASON_PATIENT_REQUEST)
              .build());

  private final Route submit;
  private final Route get;
  private final Route cancel;
  private final Route claim;
  private final Route dispense;
  private final Route giveBack;
  private final List<PatientTemplates> patients;
  private final Mix mix;
  private final Run run;
  private final RequestIds requestIds;
  private final SplittableRandom choices;
  private final Caller caller;
  private final long firstSerial;

  /** Prescriptions that nobody holds, and those that the pharmacy holds. */
  private final ArrayDeque<Issued> open = new ArrayDeque<>();

  private final ArrayDeque<Issued> held = new ArrayDeque<>();

  /** Those that were dispensed and may be returned. */
  private final ArrayDeque<Issued> settled = new ArrayDeque<>();

  /** A fair sample of everything acknowledged, for reading and for the check at the end. */
  private final List<Issued> remembered = new ArrayList<>();

  private OfferWatch watch;
  private long acknowledged;
  private int nextPatient;

  Lane(
      GrpcConnection hospital,
      GrpcConnection pharmacy,
      List<PatientTemplates> patients,
      Mix mix,
      Run run,
      RequestIds requestIds,
      SplittableRandom choices,
      Caller caller,
      long firstSerial) {
    // The persons of one lane go to one hospital and one pharmacy.
    Patient patient = patients.get(0).patient;
    String asHospital = "hospital/" + patient.hospital();
    String asPharmacy = "pharmacy/" + patient.pharmacy();
    this.submit = hospital.route(Methods.SUBMIT, asHospital);
    this.get = hospital.route(Methods.GET, asHospital);
    this.cancel = hospital.route(Methods.CANCEL, asHospital);
    this.claim = pharmacy.route(Methods.CLAIM, asPharmacy);
    this.dispense = pharmacy.route(Methods.DISPENSE, asPharmacy);
    this.giveBack = pharmacy.route(Methods.RETURN, asPharmacy);
    this.patients = List.copyOf(patients);
    this.mix = mix;
    this.run = run;
    this.requestIds = requestIds;
    this.choices = choices;
    this.caller = caller;
    this.firstSerial = firstSerial;
  }

  /** Tells this one what was submitted, so that it knows for how long an offer was on its way. */
  void watch(OfferWatch offers) {
    watch = offers;
  }

  /**
   * Makes the next call. An operation that finds nothing to work on, as a claim before the first
   * prescription, becomes a submit.
   *
   * @param number of the call in the run
   */
  void call(long number, long plannedNanos, boolean measured) {
    Operation operation = mix.pick(choices);
    if (operation == Operation.GET && !remembered.isEmpty()) {
      get(plannedNanos, measured);
    } else if (operation == Operation.CANCEL && !open.isEmpty()) {
      cancel(open.pop(), plannedNanos, measured);
    } else if (operation == Operation.CLAIM && !open.isEmpty()) {
      claim(open.pop(), plannedNanos, measured);
    } else if (operation == Operation.DISPENSE && !held.isEmpty()) {
      dispense(held.pop(), plannedNanos, measured);
    } else if (operation == Operation.RETURN && !settled.isEmpty()) {
      giveBack(settled.pop(), plannedNanos, measured);
    } else {
      submit(firstSerial + number, plannedNanos, measured);
    }
  }

  /** A fair sample of what was acknowledged, for the check after the run. */
  List<Issued> remembered() {
    return remembered;
  }

  private void submit(long serial, long plannedNanos, boolean measured) {
    PatientTemplates templates = patients.get(nextPatient);
    nextPatient = (nextPatient + 1) % patients.size();
    byte[] request = templates.submit(requestIds, serial);
    caller.call(
        submit,
        request,
        new Caller.Purpose(Operation.SUBMIT, plannedNanos, measured),
        response -> {
          byte[] id = Wire.field(response, 1);
          if (id.length == 0) {
            return "submit was answered without a prescription id";
          }
          accepted(new Issued(id, serial, templates));
          if (watch != null) {
            watch.submitted(id, plannedNanos, measured);
          }
          return null;
        });
  }

  private void accepted(Issued issued) {
    acknowledged++;
    if (remembered.size() < MOST_REMEMBERED) {
      remembered.add(issued);
    } else {
      long place = choices.nextLong(acknowledged);
      if (place < MOST_REMEMBERED) {
        remembered.set((int) place, issued);
      }
    }
    if (open.size() < MOST_WAITING) {
      open.add(issued);
    }
  }

  private void get(long plannedNanos, boolean measured) {
    Issued issued = remembered.get(choices.nextInt(remembered.size()));
    caller.call(
        get,
        GET_TEMPLATE.copyWith(
            new Template.Field(GetPrescriptionRequest.PRESCRIPTION_ID_FIELD_NUMBER, issued.id)),
        new Caller.Purpose(Operation.GET, plannedNanos, measured),
        response ->
            Arrays.equals(Wire.field(response, 1, 1), issued.id)
                ? null
                : "get was answered with another prescription");
  }

  private void cancel(Issued issued, long plannedNanos, boolean measured) {
    issued.changing = true;
    caller.call(
        cancel,
        CANCEL_TEMPLATE.copyWith(
            new Template.Field(
                CancelPrescriptionRequest.REQUEST_ID_FIELD_NUMBER, requestIds.next()),
            new Template.Field(CancelPrescriptionRequest.PRESCRIPTION_ID_FIELD_NUMBER, issued.id)),
        new Caller.Purpose(Operation.CANCEL, plannedNanos, measured),
        response -> {
          issued.status = PRESCRIPTION_STATUS_CANCELLED;
          issued.changing = false;
          return null;
        });
  }

  private void claim(Issued issued, long plannedNanos, boolean measured) {
    issued.changing = true;
    caller.call(
        claim,
        issued.templates.claim(requestIds, issued.id),
        new Caller.Purpose(Operation.CLAIM, plannedNanos, measured),
        response -> {
          issued.secret = Wire.field(response, 1);
          issued.status = PRESCRIPTION_STATUS_HELD;
          issued.changing = false;
          held.add(issued);
          return issued.secret.length > 0 ? null : "claim was answered without a secret";
        });
  }

  private void dispense(Issued issued, long plannedNanos, boolean measured) {
    issued.changing = true;
    caller.call(
        dispense,
        issued.templates.dispense(requestIds, issued.id, issued.secret, run),
        new Caller.Purpose(Operation.DISPENSE, plannedNanos, measured),
        response -> {
          issued.status = PRESCRIPTION_STATUS_DISPENSED;
          issued.changing = false;
          issued.settlement = Wire.field(response, 1, 1);
          if (settled.size() < MOST_WAITING) {
            settled.add(issued);
          }
          return issued.settlement.length > 0
              ? null
              : "dispense was answered without a settlement id";
        });
  }

  /** The whole settlement is given back; the state of the prescription is the gateway's to say. */
  private void giveBack(Issued issued, long plannedNanos, boolean measured) {
    issued.changing = true;
    caller.call(
        giveBack,
        issued.templates.giveBack(requestIds, issued.settlement),
        new Caller.Purpose(Operation.RETURN, plannedNanos, measured),
        response ->
            Arrays.equals(Wire.field(response, 1, 1), issued.settlement)
                ? null
                : "return was answered with another settlement");
  }
}
