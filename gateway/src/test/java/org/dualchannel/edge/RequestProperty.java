package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.util.List;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.fuzz.ByteProperty;
import org.dualchannel.prescription.Draft;
import org.dualchannel.rules.Rejection;
import org.dualchannel.v1.Diagnosis;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.PrescriptionDraft;
import org.dualchannel.v1.PrescriptionLine;
import org.dualchannel.v1.SubmitOfflineClaimRequest;
import org.dualchannel.v1.SubmitPrescriptionRequest;

/**
 * Every request is either refused by naming fields, or becomes a value of the domain that can be
 * written to the log and shown again as it was sent.
 */
public final class RequestProperty implements ByteProperty {
  @Override
  public void check(byte[] input) {
    try {
      submission(SubmitPrescriptionRequest.parseFrom(input));
    } catch (InvalidProtocolBufferException e) {
      // No message: answered before anything of ours sees it.
    }
    try {
      FieldChecks checks = new FieldChecks(CodeForms.NATIONAL);
      DispensingChecks.dispense(checks, DispensePrescriptionRequest.parseFrom(input));
      refused(checks);
    } catch (InvalidProtocolBufferException e) {
      // As above.
    }
    try {
      claim(SubmitOfflineClaimRequest.parseFrom(input));
    } catch (InvalidProtocolBufferException e) {
      // As above.
    }
  }

  private static void submission(SubmitPrescriptionRequest request) {
    FieldChecks checks = new FieldChecks(CodeForms.NATIONAL);
    PrescriptionChecks.submit(checks, request);
    if (refused(checks)) {
      return;
    }
    Draft draft = PrescriptionMapping.draft(request.getPrescription());
    RecordCodec<Draft> codec = RecordCodec.of(Draft.class);
    assertEquals(draft, codec.decode(codec.encode(draft)));
    assertEquals(draft, PrescriptionMapping.draft(PrescriptionMapping.ofDraft(draft)));
  }

  private static void claim(SubmitOfflineClaimRequest request) {
    FieldChecks checks = new FieldChecks(CodeForms.NATIONAL);
    ClaimChecks.submit(checks, request);
    if (refused(checks)) {
      return;
    }
    var form = ClaimMapping.form(request.getForm());
    @SuppressWarnings("unchecked") // of the value's own class
    RecordCodec<Object> codec =
        (RecordCodec<Object>) (RecordCodec<?>) RecordCodec.of(form.getClass());
    assertEquals(form, codec.decode(codec.encode(form)));
  }

  private static boolean refused(FieldChecks checks) {
    Rejection refusal = checks.refusal();
    assertFalse(refusal != null && refusal.violations().isEmpty());
    return refusal != null;
  }

  @Override
  public List<byte[]> seeds() {
    PrescriptionDraft draft =
        PrescriptionDraft.newBuilder()
            .setHospital("H12010000001")
            .setHospitalNumber("RX-1")
            .setPhysician("D120100000001")
            .setDepartment("dermatology")
            .setPersonNumber("10000001")
            .setScheme("310")
            .setVisitType("14")
            .setAttribute("01")
            .setIssueTime(Timestamp.newBuilder().setSeconds(1_772_413_200))
            .addDiagnoses(Diagnosis.newBuilder().setCode("L20.9").setName("simulated"))
            .addLines(
                PrescriptionLine.newBuilder()
                    .setLineNumber(1)
                    .setDrug("XSIM00000000000000000A1")
                    .setQuantityE4(10_000)
                    .setDays(7)
                    .setSingleDose("1")
                    .setSingleDoseUnit("mg")
                    .setFrequency("QD")
                    .setRoute("oral"))
            .build();
    SubmitPrescriptionRequest request =
        SubmitPrescriptionRequest.newBuilder().setPrescription(draft).build();
    return List.of(
        request.toByteArray(),
        request.toByteString().concat(request.toByteString()).toByteArray(),
        request
            .toByteString()
            .concat(ByteString.copyFrom(new byte[] {0x7a, 2, 1, 2}))
            .toByteArray(),
        new byte[0]);
  }
}
