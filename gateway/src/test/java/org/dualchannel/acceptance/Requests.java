package org.dualchannel.acceptance;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import io.grpc.Channel;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.dualchannel.cli.send.Caller;
import org.dualchannel.v1.BatchImportRegistryRequest;
import org.dualchannel.v1.BenefitStatus;
import org.dualchannel.v1.ClaimPrescriptionRequest;
import org.dualchannel.v1.ClinicalFacts;
import org.dualchannel.v1.Diagnosis;
import org.dualchannel.v1.DispenseLine;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.InsuredPerson;
import org.dualchannel.v1.Period;
import org.dualchannel.v1.PrescriptionDraft;
import org.dualchannel.v1.PrescriptionLine;
import org.dualchannel.v1.PrescriptionServiceGrpc;
import org.dualchannel.v1.RegistryServiceGrpc;
import org.dualchannel.v1.ReportStockRequest;
import org.dualchannel.v1.Sex;
import org.dualchannel.v1.StockItem;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.dualchannel.v1.TraceCode;

/** Requests about one ordinary drug of the sample city, for persons of the test's own. */
final class Requests {
  static final String AREA = "120100";
  static final String HOSPITAL = "H12010000001";
  static final String PHYSICIAN = "D120100000001";
  static final String PHARMACY = "P12010000001";
  static final String PHARMACIST = "Y120100000001";
  static final String REVIEWER = "Y120100000101";
  static final String DRUG = "XC08CAS101A001010110101";
  static final String TRACE_PREFIX = "8410101";
  static final long PRICE_FEN = 420;

  private Requests() {}

  static String id() {
    return UUID.randomUUID().toString();
  }

  /** Files so many persons, numbered from 0, and stock that does not run out. */
  static void prepare(Channel channel, int persons) {
    BatchImportRegistryRequest.Builder batch =
        BatchImportRegistryRequest.newBuilder().setRequestId(id()).setArea(AREA);
    for (int i = 0; i < persons; i++) {
      batch.addEntriesBuilder().setInsuredPerson(person(i));
    }
    RegistryServiceGrpc.newBlockingStub(Caller.bureau(channel, AREA))
        .batchImportRegistry(batch.build());
    DispensingServiceGrpc.newBlockingStub(Caller.place(channel, PHARMACY))
        .reportStock(
            ReportStockRequest.newBuilder()
                .setRequestId(id())
                .setArea(AREA)
                .setDispenser(PHARMACY)
                .addItems(
                    StockItem.newBuilder()
                        .setDrug(DRUG)
                        .setQuantityE4(10_000_000_000L)
                        .setPriceFen(PRICE_FEN)
                        .setAsOfTime(now()))
                .build());
  }

  private static InsuredPerson person(int number) {
    return InsuredPerson.newBuilder()
        .setPersonNumber(personNumber(number))
        .setSex(Sex.SEX_FEMALE)
        .setBirthDate(Date.newBuilder().setYear(1970).setMonth(1).setDay(1))
        .setScheme("310")
        .setPersonType("1101")
        .setBenefitStatus(BenefitStatus.BENEFIT_STATUS_ACTIVE)
        .setBenefitPeriod(
            Period.newBuilder().setFromDate(Date.newBuilder().setYear(2020).setMonth(1).setDay(1)))
        .build();
  }

  static String personNumber(int number) {
    return String.format("P00005%05d", number);
  }

  static Timestamp now() {
    return Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()).build();
  }

  static SubmitPrescriptionRequest submit(String hospitalNumber, int person) {
    return SubmitPrescriptionRequest.newBuilder()
        .setRequestId(id())
        .setArea(AREA)
        .setPrescription(
            PrescriptionDraft.newBuilder()
                .setHospital(HOSPITAL)
                .setHospitalNumber(hospitalNumber)
                .setPhysician(PHYSICIAN)
                .setPersonNumber(personNumber(person))
                .setScheme("310")
                .setVisitType("11")
                .setAttribute("01")
                .setIssueTime(now())
                .setLongTerm(true)
                .addDiagnoses(Diagnosis.newBuilder().setCode("I10").setName("高血压"))
                .setClinicalFacts(ClinicalFacts.getDefaultInstance())
                .setPreferredDispenser(PHARMACY)
                .addLines(
                    PrescriptionLine.newBuilder()
                        .setLineNumber(1)
                        .setDrug(DRUG)
                        .setQuantityE4(10_000)
                        .setDays(28)
                        .setSingleDose("5")
                        .setSingleDoseUnit("mg")
                        .setFrequency("QD")
                        .setRoute("oral")))
        .build();
  }

  static ClaimPrescriptionRequest claim(String prescription) {
    return ClaimPrescriptionRequest.newBuilder()
        .setRequestId(id())
        .setArea(AREA)
        .setPrescriptionId(prescription)
        .setDispenser(PHARMACY)
        .build();
  }

  static DispensePrescriptionRequest dispense(String prescription, String secret, long pack) {
    return DispensePrescriptionRequest.newBuilder()
        .setRequestId(id())
        .setArea(AREA)
        .setPrescriptionId(prescription)
        .setDispenser(PHARMACY)
        .setClaimSecret(secret)
        .setPharmacist(PHARMACIST)
        .setReviewer(REVIEWER)
        .addLines(
            DispenseLine.newBuilder()
                .setLineNumber(1)
                .setPriceFen(PRICE_FEN)
                .setQuantityE4(10_000)
                .addAllTraceCodes(
                    List.of(
                        TraceCode.newBuilder()
                            .setCode(TRACE_PREFIX + String.format("%013d", pack))
                            .build())))
        .build();
  }

  static PrescriptionServiceGrpc.PrescriptionServiceBlockingStub hospital(Channel channel) {
    return PrescriptionServiceGrpc.newBlockingStub(Caller.place(channel, HOSPITAL));
  }

  static DispensingServiceGrpc.DispensingServiceBlockingStub pharmacy(Channel channel) {
    return DispensingServiceGrpc.newBlockingStub(Caller.place(channel, PHARMACY));
  }
}
