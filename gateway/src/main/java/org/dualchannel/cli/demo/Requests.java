package org.dualchannel.cli.demo;

import com.google.protobuf.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dualchannel.cli.load.Dates;
import org.dualchannel.v1.CancelPrescriptionRequest;
import org.dualchannel.v1.CancelReason;
import org.dualchannel.v1.ClaimPrescriptionRequest;
import org.dualchannel.v1.DispenseLine;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.EarlierEnrolment;
import org.dualchannel.v1.EnrolmentContent;
import org.dualchannel.v1.PrescriptionDraft;
import org.dualchannel.v1.PrescriptionLine;
import org.dualchannel.v1.ReturnDispenseRequest;
import org.dualchannel.v1.ReturnReason;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.dualchannel.v1.TraceCode;

/** Makes the requests of the stories: every hospital number and trace code is used once. */
final class Requests {
  private final Clock clock;
  private int hospitalNumbers;
  private long packs;

  Requests(Clock clock) {
    this.clock = clock;
  }

  static String id() {
    return UUID.randomUUID().toString();
  }

  /** Today in the area's zone. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8));
  }

  EnrolmentContent content(Treatment treatment, List<String> physicians) {
    return EnrolmentContent.newBuilder()
        .addAllPhysicians(physicians)
        .addDiagnoses(treatment.diagnosis())
        .setDiagnosisBasis("Generated for the demo")
        .setTreatmentPlan(treatment.plan())
        .setClinicalFacts(treatment.facts())
        .build();
  }

  EarlierEnrolment earlier(Prescribed prescribed, LocalDate start) {
    return EarlierEnrolment.newBuilder()
        .setPersonNumber(prescribed.person())
        .setHospital(SampleCity.HOSPITAL)
        .setDrug(prescribed.treatment().drug())
        .setContent(content(prescribed.treatment(), prescribed.physicians()))
        .setStartDate(Dates.of(start))
        .setAssessedDate(Dates.of(start))
        .build();
  }

  PrescriptionDraft draft(Prescribed prescribed) {
    Treatment treatment = prescribed.treatment();
    return PrescriptionDraft.newBuilder()
        .setHospital(SampleCity.HOSPITAL)
        .setHospitalNumber(String.format("DEMO-%06d", ++hospitalNumbers))
        .setPhysician(prescribed.physician())
        .setPersonNumber(prescribed.person())
        .setScheme(prescribed.scheme())
        .setVisitType("11")
        .setAttribute("01")
        .setIssueTime(now())
        .setLongTerm(true)
        .addDiagnoses(treatment.diagnosis())
        .setClinicalFacts(treatment.facts())
        .setPreferredDispenser(prescribed.prefers())
        .addLines(
            PrescriptionLine.newBuilder()
                .setLineNumber(1)
                .setDrug(treatment.drug())
                .setQuantityE4(treatment.quantityE4())
                .setDays(treatment.days())
                .setSingleDose(treatment.plan().getSingleDose())
                .setSingleDoseUnit(treatment.plan().getSingleDoseUnit())
                .setFrequency(treatment.plan().getFrequency())
                .setRoute(treatment.plan().getRoute())
                .setHospitalApproved(true))
        .build();
  }

  SubmitPrescriptionRequest submit(Prescribed prescribed) {
    return SubmitPrescriptionRequest.newBuilder()
        .setRequestId(id())
        .setArea(SampleCity.AREA)
        .setPrescription(draft(prescribed))
        .build();
  }

  ClaimPrescriptionRequest claim(String prescription, String dispenser) {
    return ClaimPrescriptionRequest.newBuilder()
        .setRequestId(id())
        .setArea(SampleCity.AREA)
        .setPrescriptionId(prescription)
        .setDispenser(dispenser)
        .build();
  }

  DispensePrescriptionRequest dispense(Claimed claimed, long priceFen, List<String> codes) {
    DispenseLine.Builder line =
        DispenseLine.newBuilder()
            .setLineNumber(1)
            .setPriceFen(priceFen)
            .setQuantityE4(claimed.treatment().quantityE4());
    codes.forEach(code -> line.addTraceCodes(TraceCode.newBuilder().setCode(code)));
    return DispensePrescriptionRequest.newBuilder()
        .setRequestId(id())
        .setArea(SampleCity.AREA)
        .setPrescriptionId(claimed.prescription())
        .setDispenser(claimed.dispenser())
        .setClaimSecret(claimed.secret())
        .setPharmacist(claimed.shop().pharmacist())
        .setReviewer(claimed.shop().reviewer())
        .addLines(line)
        .setUseAccount(true)
        .build();
  }

  CancelPrescriptionRequest cancel(String prescription) {
    return CancelPrescriptionRequest.newBuilder()
        .setRequestId(id())
        .setArea(SampleCity.AREA)
        .setPrescriptionId(prescription)
        .setReason(CancelReason.CANCEL_REASON_PATIENT_REQUEST)
        .build();
  }

  ReturnDispenseRequest giveBack(String settlement, String dispenser, String pharmacist) {
    return ReturnDispenseRequest.newBuilder()
        .setRequestId(id())
        .setArea(SampleCity.AREA)
        .setSettlementId(settlement)
        .setDispenser(dispenser)
        .addLineNumbers(1)
        .setReason(ReturnReason.RETURN_REASON_QUALITY)
        .setPharmacist(pharmacist)
        .build();
  }

  /** Trace codes of packs that nobody has sold yet. */
  List<String> packs(Treatment treatment) {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < treatment.units(); i++) {
      codes.add(treatment.tracePrefix() + String.format("%013d", ++packs));
    }
    return codes;
  }

  private Timestamp now() {
    Instant now = clock.instant();
    return Timestamp.newBuilder().setSeconds(now.getEpochSecond()).build();
  }
}
