package org.dualchannel.cli.nemesis;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.type.Date;
import io.grpc.Channel;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.dualchannel.cli.send.Caller;
import org.dualchannel.v1.BatchImportRegistryRequest;
import org.dualchannel.v1.BenefitStatus;
import org.dualchannel.v1.ClaimPrescriptionRequest;
import org.dualchannel.v1.ClinicalFacts;
import org.dualchannel.v1.Diagnosis;
import org.dualchannel.v1.DispenseLine;
import org.dualchannel.v1.DispensePrescriptionRequest;
import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.GetPrescriptionRequest;
import org.dualchannel.v1.GetSettlementRequest;
import org.dualchannel.v1.InsuredPerson;
import org.dualchannel.v1.Period;
import org.dualchannel.v1.Prescription;
import org.dualchannel.v1.PrescriptionDraft;
import org.dualchannel.v1.PrescriptionLine;
import org.dualchannel.v1.PrescriptionServiceGrpc;
import org.dualchannel.v1.RegistryServiceGrpc;
import org.dualchannel.v1.ReportStockRequest;
import org.dualchannel.v1.Settlement;
import org.dualchannel.v1.Sex;
import org.dualchannel.v1.StockItem;
import org.dualchannel.v1.SubmitPrescriptionRequest;
import org.dualchannel.v1.TraceCode;

/**
 * Calls about one ordinary drug of the sample city, for persons of the load's own. The acceptance
 * tests make the same ones.
 */
public final class Requests {
  public static final String AREA = "120100";
  public static final String HOSPITAL = "H12010000001";
  private static final String PHYSICIAN = "D120100000001";
  public static final String PHARMACY = "P12010000001";
  private static final String PHARMACIST = "Y120100000001";
  private static final String REVIEWER = "Y120100000101";
  private static final String DRUG = "XC08CAS101A001010110101";
  private static final String TRACE_PREFIX = "8410101";
  private static final long PRICE_FEN = 420;
  private static final int BATCH = 1_000;

  private Requests() {}

  /** A new request id. */
  public static String id() {
    return UUID.randomUUID().toString();
  }

  static String requestId(Message request) {
    return (String) request.getField(request.getDescriptorForType().findFieldByName("request_id"));
  }

  /** Files so many persons, numbered from 0, and stock that does not run out. */
  public static void prepare(Channel channel, int persons) {
    for (int from = 0; from < persons; from += BATCH) {
      BatchImportRegistryRequest.Builder batch =
          BatchImportRegistryRequest.newBuilder().setRequestId(id()).setArea(AREA);
      for (int i = from; i < Math.min(persons, from + BATCH); i++) {
        batch.addEntriesBuilder().setInsuredPerson(person(i));
      }
      RegistryServiceGrpc.newBlockingStub(Caller.bureau(channel, AREA))
          .withDeadlineAfter(60, TimeUnit.SECONDS)
          .batchImportRegistry(batch.build());
    }
    DispensingServiceGrpc.newBlockingStub(Caller.place(channel, PHARMACY))
        .withDeadlineAfter(60, TimeUnit.SECONDS)
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

  private static String personNumber(int number) {
    return String.format("P00005%05d", number);
  }

  private static Timestamp now() {
    return Timestamp.newBuilder().setSeconds(Instant.now().getEpochSecond()).build();
  }

  public static SubmitPrescriptionRequest submit(String hospitalNumber, int person) {
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
                .setLongTerm(true)
                .setIssueTime(now())
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

  public static ClaimPrescriptionRequest claim(String prescription) {
    return ClaimPrescriptionRequest.newBuilder()
        .setRequestId(id())
        .setArea(AREA)
        .setPrescriptionId(prescription)
        .setDispenser(PHARMACY)
        .build();
  }

  public static DispensePrescriptionRequest dispense(
      String prescription, String secret, long pack) {
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
                .addTraceCodes(
                    TraceCode.newBuilder().setCode(TRACE_PREFIX + String.format("%013d", pack))))
        .build();
  }

  /** Makes a call that changes something. */
  public static Message call(Channel channel, Message request, long deadlineMs) {
    if (request instanceof SubmitPrescriptionRequest submit) {
      return hospital(channel, deadlineMs).submitPrescription(submit);
    }
    if (request instanceof ClaimPrescriptionRequest claim) {
      return pharmacy(channel, deadlineMs).claimPrescription(claim);
    }
    return pharmacy(channel, deadlineMs)
        .dispensePrescription((DispensePrescriptionRequest) request);
  }

  /** Reads a prescription, as its hospital does. */
  public static Prescription prescription(Channel channel, String id) {
    return hospital(channel, 10_000)
        .getPrescription(
            GetPrescriptionRequest.newBuilder().setArea(AREA).setPrescriptionId(id).build())
        .getPrescription();
  }

  /** Reads a settlement, as its pharmacy does. */
  public static Settlement settlement(Channel channel, String id) {
    return pharmacy(channel, 10_000)
        .getSettlement(GetSettlementRequest.newBuilder().setArea(AREA).setSettlementId(id).build())
        .getSettlement();
  }

  private static PrescriptionServiceGrpc.PrescriptionServiceBlockingStub hospital(
      Channel channel, long deadlineMs) {
    return PrescriptionServiceGrpc.newBlockingStub(Caller.place(channel, HOSPITAL))
        .withDeadlineAfter(deadlineMs, TimeUnit.MILLISECONDS);
  }

  private static DispensingServiceGrpc.DispensingServiceBlockingStub pharmacy(
      Channel channel, long deadlineMs) {
    return DispensingServiceGrpc.newBlockingStub(Caller.place(channel, PHARMACY))
        .withDeadlineAfter(deadlineMs, TimeUnit.MILLISECONDS);
  }
}
