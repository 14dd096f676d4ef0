package org.dualchannel.loadtest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.dualchannel.v1.ClaimPrescriptionRequest;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.GetPrescriptionResponse;
import org.dualchannel.v1.Prescription;
import org.dualchannel.v1.PrescriptionDraft;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.junit.jupiter.api.Test;

/** Bytes that are patched have to mean what a message built anew would mean. */
class PreEncodedRequestTest {
  private final Run run = new Run(1_795_000_000_000L, 1);
  private final City city = City.generate(run, 3, 12);
  private final PatientTemplates templates = new PatientTemplates(city.patients().get(0), run);
  private final RequestIds requestIds = run.requestIds(0);

  @Test
  void onlyTheNumbersOfASubmitDiffer() throws Exception {
    byte[] bytes = templates.submit(requestIds, 42);
    SubmitPrescriptionRequest first = SubmitPrescriptionRequest.parseFrom(bytes);
    SubmitPrescriptionRequest second =
        SubmitPrescriptionRequest.parseFrom(templates.submit(requestIds, 43));

    assertEquals(run.stamp() + "000000000042", first.getPrescription().getHospitalNumber());
    assertEquals(first.getPrescription().getHospitalNumber(), templates.hospitalNumberOf(42));
    assertEquals(run.stamp() + "000000000043", second.getPrescription().getHospitalNumber());
    assertEquals(4, UUID.fromString(first.getRequestId()).version());
    assertTrue(!first.getRequestId().equals(second.getRequestId()));
    assertEquals(
        second.toBuilder()
            .setRequestId(first.getRequestId())
            .setPrescription(
                second.getPrescription().toBuilder()
                    .setHospitalNumber(first.getPrescription().getHospitalNumber()))
            .build(),
        first);
  }

  @Test
  void fieldsAddedAtTheEndAreReadLikeAnyOther() throws Exception {
    byte[] id = "RX0000000000000001".getBytes(US_ASCII);
    ClaimPrescriptionRequest claim =
        ClaimPrescriptionRequest.parseFrom(templates.claim(requestIds, id));
    assertEquals("RX0000000000000001", claim.getPrescriptionId());
    assertEquals(City.AREA, claim.getArea());
    assertEquals(36, claim.getRequestId().length());
    assertEquals(templates.patient.pharmacy(), claim.getDispenser());

    DispensePrescriptionRequest dispense =
        DispensePrescriptionRequest.parseFrom(
            templates.dispense(requestIds, id, "secret".getBytes(US_ASCII), run));
    assertEquals("RX0000000000000001", dispense.getPrescriptionId());
    assertEquals("secret", dispense.getClaimSecret());
    assertEquals(2, dispense.getLinesCount());
  }

  @Test
  void noTraceCodeComesTwiceAndEachBelongsToItsDrug() throws Exception {
    Set<String> codes = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      DispensePrescriptionRequest dispense =
          DispensePrescriptionRequest.parseFrom(
              templates.dispense(requestIds, new byte[] {'X'}, new byte[] {'S'}, run));
      dispense
          .getLines(0)
          .getTraceCodesList()
          .forEach(
              code -> {
                assertTrue(codes.add(code.getCode()));
                assertTrue(
                    code.getCode()
                        .matches(templates.patient.guaranteeDrug().tracePrefix() + "\\d{13}"));
              });
      codes.add(dispense.getLines(1).getTraceCodes(0).getCode());
    }
    assertEquals(300, codes.size());
  }

  @Test
  void aFieldIsFoundAtItsPathWithoutTheMessage() {
    byte[] response =
        GetPrescriptionResponse.newBuilder()
            .setAsOfLogIndex(77)
            .setPrescription(
                Prescription.newBuilder()
                    .setDraft(PrescriptionDraft.newBuilder().setHospitalNumber("N"))
                    .setPrescriptionId("RX1"))
            .build()
            .toByteArray();
    assertArrayEquals("RX1".getBytes(US_ASCII), Wire.field(response, 1, 1));
    assertArrayEquals("N".getBytes(US_ASCII), Wire.field(response, 1, 3, 2));
    assertArrayEquals(new byte[0], Wire.field(response, 1, 4, 2));
  }

  @Test
  void aPlaceholderThatIsNotThereExactlyOnceIsAMistake() {
    Template template =
        Template.of(
            SubmitPrescriptionRequest.newBuilder().setArea("twice").setRequestId("twice").build());
    assertThrows(IllegalArgumentException.class, () -> template.slot("twice"));
    assertThrows(IllegalArgumentException.class, () -> template.slot("never"));
  }

  @Test
  void aPersonBelongsToOneLaneAndOneHospital() {
    Set<Patient> seen = new HashSet<>();
    for (int lane = 0; lane < 3; lane++) {
      Set<String> hospitals = new HashSet<>();
      for (Patient patient : city.patientsOf(lane, 3)) {
        assertTrue(seen.add(patient));
        hospitals.add(patient.hospital());
      }
      assertEquals(1, hospitals.size());
    }
    assertEquals(12, seen.size());
  }
}
