package org.dualchannel.loadtest;

import com.google.protobuf.Timestamp;
import org.dualchannel.v1.ClaimPrescriptionRequest;
import org.dualchannel.v1.ClinicalFacts;
import org.dualchannel.v1.Diagnosis;
import org.dualchannel.v1.DispenseLine;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.PrescriptionDraft;
import org.dualchannel.v1.PrescriptionLine;
import org.dualchannel.v1.ReturnDispenseRequest;
import org.dualchannel.v1.ReturnReason;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.dualchannel.v1.TraceCode;

/** The encoded requests that concern one patient, and the places in them that each call fills. */
final class PatientTemplates {
  /** Digits of the running number at the end of a hospital number. */
  static final int SERIAL_DIGITS = 12;

  static final long GUARANTEE_QUANTITY_E4 = 20_000;
  static final long ORDINARY_QUANTITY_E4 = 10_000;

  private static final int TRACE_DIGITS = 13;
  private static final String SERIAL = "700000000001";
  private static final String[] TRACES = {"1111111111111", "2222222222222", "3333333333333"};

  final Patient patient;

  private final String stamp;
  private final Template submit;
  private final int submitRequestId;
  private final int hospitalNumber;
  private final Template claim;
  private final Template dispense;
  private final Template giveBack;
  private final int[] traceSlots = new int[TRACES.length];

  PatientTemplates(Patient patient, Run run) {
    this.patient = patient;
    this.stamp = run.stamp();
    submit = Template.of(submitRequest(patient, run));
    submitRequestId = submit.slot(RequestIds.PLACEHOLDER);
    hospitalNumber = submit.slot(run.stamp() + SERIAL);
    claim =
        Template.of(
            ClaimPrescriptionRequest.newBuilder()
                .setArea(City.AREA)
                .setDispenser(patient.pharmacy())
                .build());
    dispense = Template.of(dispenseRequest(patient));
    giveBack = Template.of(returnRequest(patient));
    for (int i = 0; i < TRACES.length; i++) {
      traceSlots[i] = dispense.slot(prefix(patient, i) + TRACES[i]) + prefix(patient, i).length();
    }
  }

  /** A submit with this number; what it sends as hospital number is the stamp and the number. */
  byte[] submit(RequestIds requestIds, long serial) {
    byte[] bytes = new byte[submit.length()];
    submitInto(bytes, 0, requestIds, serial);
    return bytes;
  }

  /** Writes a submit into a larger message, where it takes {@link #submitLength} bytes. */
  void submitInto(byte[] target, int at, RequestIds requestIds, long serial) {
    submit.copyInto(target, at);
    requestIds.write(target, at + submitRequestId);
    Template.writeDecimal(target, at + hospitalNumber + Run.STAMP_LENGTH, SERIAL_DIGITS, serial);
  }

  int submitLength() {
    return submit.length();
  }

  /** The hospital number that a submit with this number carries. */
  String hospitalNumberOf(long serial) {
    return stamp + String.format("%0" + SERIAL_DIGITS + "d", serial);
  }

  byte[] claim(RequestIds requestIds, byte[] prescriptionId) {
    return claim.copyWith(
        new Template.Field(ClaimPrescriptionRequest.REQUEST_ID_FIELD_NUMBER, requestIds.next()),
        new Template.Field(ClaimPrescriptionRequest.PRESCRIPTION_ID_FIELD_NUMBER, prescriptionId));
  }

  /** A dispense of both lines with trace codes that were never used. */
  byte[] dispense(RequestIds requestIds, byte[] prescriptionId, byte[] secret, Run run) {
    byte[] bytes =
        dispense.copyWith(
            new Template.Field(
                DispensePrescriptionRequest.REQUEST_ID_FIELD_NUMBER, requestIds.next()),
            new Template.Field(
                DispensePrescriptionRequest.PRESCRIPTION_ID_FIELD_NUMBER, prescriptionId),
            new Template.Field(DispensePrescriptionRequest.CLAIM_SECRET_FIELD_NUMBER, secret));
    for (int slot : traceSlots) {
      Template.writeDecimal(bytes, slot, TRACE_DIGITS, run.nextTraceSerial());
    }
    return bytes;
  }

  /** A return of all lines of a settlement. */
  byte[] giveBack(RequestIds requestIds, byte[] settlementId) {
    return giveBack.copyWith(
        new Template.Field(ReturnDispenseRequest.REQUEST_ID_FIELD_NUMBER, requestIds.next()),
        new Template.Field(ReturnDispenseRequest.SETTLEMENT_ID_FIELD_NUMBER, settlementId));
  }

  private static String prefix(Patient patient, int trace) {
    return (trace < 2 ? patient.guaranteeDrug() : patient.ordinaryDrug()).tracePrefix();
  }

  private static SubmitPrescriptionRequest submitRequest(Patient patient, Run run) {
    return SubmitPrescriptionRequest.newBuilder()
        .setRequestId(RequestIds.PLACEHOLDER)
        .setArea(City.AREA)
        .setPrescription(
            PrescriptionDraft.newBuilder()
                .setHospital(patient.hospital())
                .setHospitalNumber(run.stamp() + SERIAL)
                .setPhysician(patient.physician())
                .setDepartment("LOADTEST")
                .setPersonNumber(patient.personNumber())
                .setScheme("310")
                .setVisitType("11")
                .setAttribute("01")
                // Signed a minute ago: a clock a little ahead must not make it a future one.
                .setIssueTime(Timestamp.newBuilder().setSeconds(run.startedMs() / 1_000 - 60))
                .addDiagnoses(Diagnosis.newBuilder().setCode("L20.9").setName("特应性皮炎"))
                .setClinicalFacts(ClinicalFacts.newBuilder().setWeightGrams(62_000))
                .setPreferredDispenser(patient.pharmacy())
                .addLines(line(1, patient.guaranteeDrug(), GUARANTEE_QUANTITY_E4))
                .addLines(line(2, patient.ordinaryDrug(), ORDINARY_QUANTITY_E4)))
        .build();
  }

  private static PrescriptionLine line(int number, City.Product drug, long quantityE4) {
    return PrescriptionLine.newBuilder()
        .setLineNumber(number)
        .setDrug(drug.code())
        .setQuantityE4(quantityE4)
        .setDays(14)
        .setSingleDose("300")
        .setSingleDoseUnit("mg")
        .setFrequency("QD")
        .setRoute("oral")
        .build();
  }

  private static ReturnDispenseRequest returnRequest(Patient patient) {
    return ReturnDispenseRequest.newBuilder()
        .setArea(City.AREA)
        .setDispenser(patient.pharmacy())
        .setPharmacist(patient.pharmacist())
        .addLineNumbers(1)
        .addLineNumbers(2)
        .setReason(ReturnReason.RETURN_REASON_QUALITY)
        .setComment("LOADTEST")
        .build();
  }

  private static DispensePrescriptionRequest dispenseRequest(Patient patient) {
    String guarantee = patient.guaranteeDrug().tracePrefix();
    String ordinary = patient.ordinaryDrug().tracePrefix();
    return DispensePrescriptionRequest.newBuilder()
        .setArea(City.AREA)
        .setDispenser(patient.pharmacy())
        .setPharmacist(patient.pharmacist())
        .setReviewer(patient.reviewer())
        .addLines(
            DispenseLine.newBuilder()
                .setLineNumber(1)
                .setPriceFen(patient.guaranteeDrug().priceFen())
                .setQuantityE4(GUARANTEE_QUANTITY_E4)
                .addTraceCodes(TraceCode.newBuilder().setCode(guarantee + TRACES[0]))
                .addTraceCodes(TraceCode.newBuilder().setCode(guarantee + TRACES[1])))
        .addLines(
            DispenseLine.newBuilder()
                .setLineNumber(2)
                .setPriceFen(patient.ordinaryDrug().priceFen())
                .setQuantityE4(ORDINARY_QUANTITY_E4)
                .addTraceCodes(TraceCode.newBuilder().setCode(ordinary + TRACES[2])))
        .build();
  }
}
