package org.dualchannel.loadtest;

import static org.dualchannel.v1.PrescriptionStatus.PRESCRIPTION_STATUS_CANCELLED;
import static org.dualchannel.v1.PrescriptionStatus.PRESCRIPTION_STATUS_DISPENSED;
import static org.dualchannel.v1.PrescriptionStatus.PRESCRIPTION_STATUS_HELD;

import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.dualchannel.v1.CancelPrescriptionRequest;
import org.dualchannel.v1.CancelReason;
import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.GetPrescriptionRequest;
import org.dualchannel.v1.PrescriptionServiceGrpc;

/**
 * One hospital's connection with the pharmacy beside it: makes its calls, and remembers enough of
 * the answers to make sensible next ones. Confined to one event loop.
 */
final class Lane {
  static final MethodDescriptor<byte[], byte[]> SUBMIT =
      Wire.raw(PrescriptionServiceGrpc.getSubmitPrescriptionMethod());
  private static final MethodDescriptor<byte[], byte[]> GET =
      Wire.raw(PrescriptionServiceGrpc.getGetPrescriptionMethod());
  private static final MethodDescriptor<byte[], byte[]> CANCEL =
      Wire.raw(PrescriptionServiceGrpc.getCancelPrescriptionMethod());
  private static final MethodDescriptor<byte[], byte[]> CLAIM =
      Wire.raw(DispensingServiceGrpc.getClaimPrescriptionMethod());
  private static final MethodDescriptor<byte[], byte[]> DISPENSE =
      Wire.raw(DispensingServiceGrpc.getDispensePrescriptionMethod());

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

  private final Channel hospital;
  private final Channel pharmacy;
  private final List<PatientTemplates> patients;
  private final Mix mix;
  private final Run run;
  private final RequestIds requestIds;
  private final SplittableRandom choices;
  private final Caller caller;

  /** Prescriptions that nobody holds, and those that the pharmacy holds. */
  private final ArrayDeque<Issued> open = new ArrayDeque<>();

  private final ArrayDeque<Issued> held = new ArrayDeque<>();

  /** A fair sample of everything acknowledged, for reading and for the check at the end. */
  private final List<Issued> remembered = new ArrayList<>();

  private long acknowledged;
  private int nextPatient;

  Lane(
      int index,
      Channel hospital,
      Channel pharmacy,
      List<PatientTemplates> patients,
      Mix mix,
      Run run,
      Caller caller) {
    this.hospital = hospital;
    this.pharmacy = pharmacy;
    this.patients = List.copyOf(patients);
    this.mix = mix;
    this.run = run;
    this.requestIds = run.requestIds(index);
    this.choices = run.choices(index);
    this.caller = caller;
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
    } else {
      submit(number, plannedNanos, measured);
    }
  }

  /** A fair sample of what was acknowledged, for the check after the run. */
  List<Issued> remembered() {
    return remembered;
  }

  private void submit(long number, long plannedNanos, boolean measured) {
    PatientTemplates templates = patients.get(nextPatient);
    nextPatient = (nextPatient + 1) % patients.size();
    byte[] request = templates.submit(requestIds, number);
    caller.call(
        hospital,
        SUBMIT,
        "hospital/" + templates.patient.hospital(),
        request,
        new Caller.Purpose(Operation.SUBMIT, plannedNanos, measured),
        response -> {
          byte[] id = Wire.field(response, 1);
          if (id.length == 0) {
            return "submit was answered without a prescription id";
          }
          accepted(new Issued(id, number, templates));
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
        hospital,
        GET,
        "hospital/" + issued.templates.patient.hospital(),
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
        hospital,
        CANCEL,
        "hospital/" + issued.templates.patient.hospital(),
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
        pharmacy,
        CLAIM,
        "pharmacy/" + issued.templates.patient.pharmacy(),
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
        pharmacy,
        DISPENSE,
        "pharmacy/" + issued.templates.patient.pharmacy(),
        issued.templates.dispense(requestIds, issued.id, issued.secret, run),
        new Caller.Purpose(Operation.DISPENSE, plannedNanos, measured),
        response -> {
          issued.status = PRESCRIPTION_STATUS_DISPENSED;
          issued.changing = false;
          return Wire.field(response, 1, 1).length > 0
              ? null
              : "dispense was answered without a settlement id";
        });
  }
}
