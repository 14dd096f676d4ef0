package org.dualchannel.loadtest;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Timestamp;
import com.google.type.Date;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.dualchannel.v1.AddDrugsRequest;
import org.dualchannel.v1.BatchImportRegistryRequest;
import org.dualchannel.v1.CatalogueServiceGrpc;
import org.dualchannel.v1.CatalogueVersion;
import org.dualchannel.v1.CreateCatalogueVersionRequest;
import org.dualchannel.v1.CreateEnrolmentRequest;
import org.dualchannel.v1.CreateEnrolmentResponse;
import org.dualchannel.v1.CreatePolicyRequest;
import org.dualchannel.v1.Diagnosis;
import org.dualchannel.v1.DispensingServiceGrpc;
import org.dualchannel.v1.Drug;
import org.dualchannel.v1.EnrolmentContent;
import org.dualchannel.v1.EnrolmentServiceGrpc;
import org.dualchannel.v1.PolicyServiceGrpc;
import org.dualchannel.v1.PublishCatalogueVersionRequest;
import org.dualchannel.v1.RegistryEntry;
import org.dualchannel.v1.RegistryServiceGrpc;
import org.dualchannel.v1.ReportStockRequest;
import org.dualchannel.v1.StockItem;
import org.dualchannel.v1.TreatmentPlan;

/**
 * Brings a generated city into a gateway as a bureau, its hospitals and its pharmacies would, so
 * that every call of a run is decided by the same rules as a real one.
 */
final class CityRegistration {
  private static final String VERSION = "loadtest-1";
  private static final int MOST_ENTRIES = 2_000;
  private static final int MOST_IN_FLIGHT = 64;
  private static final long STOCK_E4 = 1_000_000_000_000L;
  private static final Date CATALOGUE_FROM =
      Date.newBuilder().setYear(2020).setMonth(1).setDay(1).build();

  private final Channel channel;
  private final City city;
  private final Run run;
  private final RequestIds requestIds;

  CityRegistration(Channel channel, City city, Run run) {
    this.channel = channel;
    this.city = city;
    this.run = run;
    this.requestIds = run.requestIds(-1);
  }

  /**
   * Everything at once. What an earlier run left of the same content is taken as it is.
   *
   * @throws StatusRuntimeException when the gateway refuses
   */
  void enter() throws InterruptedException {
    createPolicy();
    publishCatalogue();
    importRegistry();
    reportStock();
    enrolPatients();
  }

  private void createPolicy() {
    unlessThere(
        () ->
            PolicyServiceGrpc.newBlockingStub(bureau())
                .createPolicy(
                    CreatePolicyRequest.newBuilder()
                        .setRequestId(requestIds.nextText())
                        .setArea(City.AREA)
                        .setPolicy(CityEntries.policy(VERSION))
                        .build()));
  }

  private void publishCatalogue() {
    CatalogueServiceGrpc.CatalogueServiceBlockingStub catalogue =
        CatalogueServiceGrpc.newBlockingStub(bureau());
    List<Drug> drugs = CityEntries.drugs(city);
    unlessThere(
        () -> {
          catalogue.createCatalogueVersion(
              CreateCatalogueVersionRequest.newBuilder()
                  .setRequestId(requestIds.nextText())
                  .setArea(City.AREA)
                  .setCatalogueVersion(
                      CatalogueVersion.newBuilder()
                          .setVersion(VERSION)
                          .setTitle("LOADTEST generated catalogue")
                          .setDocument("LOADTEST generated")
                          .setEffectiveFromDate(CATALOGUE_FROM))
                  .build());
          catalogue.addDrugs(
              AddDrugsRequest.newBuilder()
                  .setRequestId(requestIds.nextText())
                  .setArea(City.AREA)
                  .setVersion(VERSION)
                  .addAllDrugs(drugs)
                  .build());
          catalogue.publishCatalogueVersion(
              PublishCatalogueVersionRequest.newBuilder()
                  .setRequestId(requestIds.nextText())
                  .setArea(City.AREA)
                  .setVersion(VERSION)
                  .setExpectedDrugCount(drugs.size())
                  .build());
        });
  }

  private void importRegistry() {
    List<RegistryEntry> entries = new ArrayList<>(CityEntries.places(city));
    for (int i = 0; i < city.patients().size(); i++) {
      entries.add(CityEntries.person(city.patients().get(i), i));
    }
    RegistryServiceGrpc.RegistryServiceBlockingStub registry =
        RegistryServiceGrpc.newBlockingStub(bureau());
    for (int from = 0; from < entries.size(); from += MOST_ENTRIES) {
      registry.batchImportRegistry(
          BatchImportRegistryRequest.newBuilder()
              .setRequestId(requestIds.nextText())
              .setArea(City.AREA)
              .addAllEntries(entries.subList(from, Math.min(entries.size(), from + MOST_ENTRIES)))
              .build());
    }
  }

  private void reportStock() {
    for (String pharmacy : city.pharmacies()) {
      ReportStockRequest.Builder request =
          ReportStockRequest.newBuilder()
              .setRequestId(requestIds.nextText())
              .setArea(City.AREA)
              .setDispenser(pharmacy);
      city.guaranteeDrugs().forEach(drug -> request.addItems(stock(drug)));
      city.ordinaryDrugs().forEach(drug -> request.addItems(stock(drug)));
      DispensingServiceGrpc.newBlockingStub(Verification.as(channel, "pharmacy/" + pharmacy))
          .reportStock(request.build());
    }
  }

  private StockItem stock(City.Product drug) {
    return StockItem.newBuilder()
        .setDrug(drug.code())
        .setQuantityE4(STOCK_E4)
        .setPriceFen(drug.priceFen())
        .setAsOfTime(Timestamp.newBuilder().setSeconds(run.startedMs() / 1_000 - 60))
        .build();
  }

  private void enrolPatients() throws InterruptedException {
    ArrayDeque<ListenableFuture<CreateEnrolmentResponse>> underWay = new ArrayDeque<>();
    for (Patient patient : city.patients()) {
      if (underWay.size() == MOST_IN_FLIGHT) {
        await(underWay.pop());
      }
      underWay.add(
          EnrolmentServiceGrpc.newFutureStub(
                  Verification.as(channel, "hospital/" + patient.hospital()))
              .createEnrolment(enrolment(patient)));
    }
    while (!underWay.isEmpty()) {
      await(underWay.pop());
    }
  }

  private CreateEnrolmentRequest enrolment(Patient patient) {
    return CreateEnrolmentRequest.newBuilder()
        .setRequestId(requestIds.nextText())
        .setArea(City.AREA)
        .setPersonNumber(patient.personNumber())
        .setHospital(patient.hospital())
        .setDrug(patient.guaranteeDrug().code())
        .setContent(
            EnrolmentContent.newBuilder()
                .addPhysicians(patient.physician())
                .addDiagnoses(Diagnosis.newBuilder().setCode("L20.9").setName("特应性皮炎"))
                .setDiagnosisBasis("LOADTEST generated")
                .setTreatmentPlan(
                    TreatmentPlan.newBuilder()
                        .setSingleDose("300")
                        .setSingleDoseUnit("mg")
                        .setFrequency("QD")
                        .setRoute("oral")))
        .build();
  }

  private Channel bureau() {
    return Verification.as(channel, City.BUREAU);
  }

  private static void await(ListenableFuture<?> call) throws InterruptedException {
    try {
      call.get();
    } catch (ExecutionException failed) {
      throw Status.fromThrowable(failed.getCause())
          .asRuntimeException(Status.trailersFromThrowable(failed.getCause()));
    }
  }

  private static void unlessThere(Runnable call) {
    try {
      call.run();
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw refused;
      }
    }
  }
}
