package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Context;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dualchannel.v1.*;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An enrolment as its hospital sees it through the API: versions, transfer, notices. */
class EnrolmentsThroughTheirYearTest {
  private static final String OTHER_HOSPITAL = "H12010000002";
  private static final String AS_OTHER_HOSPITAL = "hospital/" + OTHER_HOSPITAL;
  private static final String OTHER_PHYSICIAN = "D120100000002";
  private static final String ID = SmallCity.AREA + "E000000000001";

  private EdgeRig rig;
  private SmallCity city;
  private final Context.CancellableContext watching = Context.current().withCancellation();

  @BeforeEach
  void start() {
    rig = new EdgeRig();
    city = new SmallCity(rig).found();
    BatchImportRegistryRequest.Builder batch =
        BatchImportRegistryRequest.newBuilder()
            .setRequestId(EdgeRig.uuid())
            .setArea(SmallCity.AREA);
    batch
        .addEntriesBuilder()
        .setInstitution(SmallCity.institution().toBuilder().setCode(OTHER_HOSPITAL));
    batch
        .addEntriesBuilder()
        .setPhysician(
            Physician.newBuilder()
                .setCode(OTHER_PHYSICIAN)
                .setName("Dr Zhao")
                .setTitle(ProfessionalTitle.PROFESSIONAL_TITLE_SENIOR)
                .addPractices(
                    Practice.newBuilder().setPlace(OTHER_HOSPITAL).setPeriod(SmallCity.always())));
    RegistryServiceGrpc.newBlockingStub(rig.as(SmallCity.AS_BUREAU))
        .batchImportRegistry(batch.build());
  }

  @AfterEach
  void stop() {
    watching.cancel(null);
    rig.close();
  }

  private EnrolmentServiceGrpc.EnrolmentServiceBlockingStub as(String principal) {
    return EnrolmentServiceGrpc.newBlockingStub(rig.as(principal));
  }

  private EnrolmentServiceGrpc.EnrolmentServiceBlockingStub hospital() {
    return as(SmallCity.AS_HOSPITAL);
  }

  @Test
  @Tag("S2-37")
  void versionsAreReadOneByOneAndInPages() {
    EnrolmentContent content = SmallCity.enrolment().getContent();
    for (int version = 1; version <= 4; version++) {
      hospital()
          .updateEnrolment(
              UpdateEnrolmentRequest.newBuilder()
                  .setRequestId(EdgeRig.uuid())
                  .setArea(SmallCity.AREA)
                  .setEnrolmentId(ID)
                  .setExpectedVersion(version)
                  .setPhysician(SmallCity.PHYSICIAN)
                  .setContent(content.toBuilder().setDiagnosisBasis("EASI " + version))
                  .setReason("visit " + version)
                  .build());
    }
    assertEquals(5, read(0).getVersion());
    assertEquals("EASI 1", read(2).getContent().getDiagnosisBasis());

    ListEnrolmentVersionsResponse first = page(hospital(), "");
    assertEquals(List.of(1L, 2L, 3L), numbers(first));
    assertEquals(EnrolmentChange.ENROLMENT_CHANGE_CREATED, first.getVersions(0).getChange());
    assertEquals("visit 2", first.getVersions(2).getReason());
    assertEquals(SmallCity.AS_HOSPITAL, first.getVersions(2).getChangedBy());
    ListEnrolmentVersionsResponse last = page(as(SmallCity.AS_BUREAU), first.getNextPageToken());
    assertEquals(List.of(4L, 5L), numbers(last));
    assertEquals("", last.getNextPageToken());

    assertEquals("ENROLMENT_VERSION_UNKNOWN", reason(() -> read(6)));
    assertEquals("NOT_PERMITTED", reason(() -> page(as(AS_OTHER_HOSPITAL), "")));
    assertEquals(
        List.of("page_token"),
        EdgeRig.fields(assertThrows(StatusRuntimeException.class, () -> page(hospital(), "0"))));
  }

  private Enrolment read(int version) {
    return hospital()
        .getEnrolment(
            GetEnrolmentRequest.newBuilder()
                .setArea(SmallCity.AREA)
                .setEnrolmentId(ID)
                .setVersion(version)
                .build())
        .getEnrolment();
  }

  private static ListEnrolmentVersionsResponse page(
      EnrolmentServiceGrpc.EnrolmentServiceBlockingStub stub, String token) {
    return stub.listEnrolmentVersions(
        ListEnrolmentVersionsRequest.newBuilder()
            .setArea(SmallCity.AREA)
            .setEnrolmentId(ID)
            .setPageSize(3)
            .setPageToken(token)
            .build());
  }

  private static List<Long> numbers(ListEnrolmentVersionsResponse page) {
    return page.getVersionsList().stream().map(each -> each.getEnrolment().getVersion()).toList();
  }

  @Test
  @Tag("S2-34")
  void anotherHospitalGoesOnWithTheConsentOfThePerson() {
    assertEquals(
        "CONSENT_MISSING",
        reason(() -> as(AS_OTHER_HOSPITAL).transferEnrolments(transfer(false).build())));

    Enrolment begun =
        as(AS_OTHER_HOSPITAL).transferEnrolments(transfer(true).build()).getEnrolments(0);

    assertEquals(ID, begun.getTransferredFromId());
    assertEquals(OTHER_HOSPITAL, begun.getHospital());
    Enrolment left = read(0);
    assertEquals(EnrolmentStatus.ENROLMENT_STATUS_TRANSFERRED, left.getStatus());
    assertEquals(begun.getEnrolmentId(), left.getTransferredToId());
    assertEquals(left.getEndDate(), begun.getEndDate());
    assertEquals(left.getReassessByDate(), begun.getReassessByDate());
  }

  @Test
  void aTransferOfTheWrongShapeNamesItsFields() {
    StatusRuntimeException error =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                as(AS_OTHER_HOSPITAL)
                    .transferEnrolments(
                        transfer(true)
                            .setTransfers(0, EnrolmentTransfer.getDefaultInstance())
                            .build()));
    assertEquals(Code.INVALID_ARGUMENT, error.getStatus().getCode());
    assertEquals(List.of("transfers[0].drug", "transfers[0].content"), EdgeRig.fields(error));
  }

  private static TransferEnrolmentsRequest.Builder transfer(boolean consents) {
    return TransferEnrolmentsRequest.newBuilder()
        .setRequestId(EdgeRig.uuid())
        .setArea(SmallCity.AREA)
        .setPersonNumber(SmallCity.PERSON)
        .setHospital(OTHER_HOSPITAL)
        .setPersonConsents(consents)
        .addTransfers(
            EnrolmentTransfer.newBuilder()
                .setDrug(SmallCity.DRUG)
                .setContent(
                    SmallCity.enrolment().getContent().toBuilder()
                        .clearPhysicians()
                        .addPhysicians(OTHER_PHYSICIAN)));
  }

  @Test
  @Tag("S2-38")
  void theHospitalIsToldAheadOfTheDayAndAfterIt() throws Exception {
    BlockingQueue<Object> received = watch(SmallCity.AS_HOSPITAL, "");
    assertEquals(0, next(received).getResync().getOpenNotices());

    goTo(SmallCity.date(2026, 8, 3));
    WatchEnrolmentNoticesResponse warned = next(received);
    assertEquals(ID, warned.getNotice().getEnrolmentId());
    assertEquals(SmallCity.PERSON, warned.getNotice().getPersonNumber());
    assertEquals(SmallCity.date(2026, 9, 2), warned.getNotice().getDeadlineDate());
    assertEquals(
        EnrolmentNoticeKind.ENROLMENT_NOTICE_KIND_REASSESSMENT_DUE, warned.getNotice().getKind());

    goTo(SmallCity.date(2026, 9, 3));
    assertEquals(
        EnrolmentNoticeKind.ENROLMENT_NOTICE_KIND_REASSESSMENT_MISSED,
        next(received).getNotice().getKind());
    assertEquals(EnrolmentStatus.ENROLMENT_STATUS_SUSPENDED, read(0).getStatus());
    BlockingQueue<Object> anew = watch(SmallCity.AS_HOSPITAL, "");
    assertEquals(1, next(anew).getResync().getOpenNotices());
    assertEquals(ID, next(anew).getNotice().getEnrolmentId());

    reassess();
    assertEquals(ID, next(received).getCleared().getEnrolmentId());
    BlockingQueue<Object> resumed = watch(SmallCity.AS_HOSPITAL, warned.getResumeToken());
    assertEquals(
        EnrolmentNoticeKind.ENROLMENT_NOTICE_KIND_REASSESSMENT_MISSED,
        next(resumed).getNotice().getKind());
    assertTrue(next(resumed).hasCleared());
  }

  @Test
  @Tag("S2-38")
  void aHospitalSeesItsOwnNoticesOnly() throws Exception {
    BlockingQueue<Object> own = watch(SmallCity.AS_HOSPITAL, "");
    assertTrue(next(own).hasResync());
    goTo(SmallCity.date(2026, 9, 3));
    assertTrue(next(own).hasNotice());
    assertEquals(0, next(watch(AS_OTHER_HOSPITAL, "")).getResync().getOpenNotices());
    StatusRuntimeException error =
        (StatusRuntimeException)
            watch(AS_OTHER_HOSPITAL, SmallCity.HOSPITAL, "").poll(20, TimeUnit.SECONDS);
    assertEquals(Code.PERMISSION_DENIED, error.getStatus().getCode());
    StatusRuntimeException bad =
        (StatusRuntimeException)
            watch(SmallCity.AS_HOSPITAL, "nonsense").poll(20, TimeUnit.SECONDS);
    assertEquals(List.of("resume_token"), EdgeRig.fields(bad));
  }

  @Test
  @Tag("S2-37")
  void aSettlementNamesTheVersionThatItRestsOn() {
    reassess();
    String id = city.hospital().submitPrescription(city.prescription().build()).getPrescriptionId();
    String secret = city.pharmacy().claimPrescription(SmallCity.claim(id).build()).getClaimSecret();
    SettlementLine line =
        city.pharmacy()
            .dispensePrescription(SmallCity.dispense(id, secret).build())
            .getSettlement()
            .getLines(0);
    assertEquals(ID, line.getEnrolmentId());
    assertEquals(2, line.getEnrolmentVersion());
  }

  private void reassess() {
    hospital()
        .reassessEnrolment(
            ReassessEnrolmentRequest.newBuilder()
                .setRequestId(EdgeRig.uuid())
                .setArea(SmallCity.AREA)
                .setEnrolmentId(ID)
                .setExpectedVersion(1)
                .setPhysician(SmallCity.PHYSICIAN)
                .setFinding("stable")
                .build());
  }

  private void goTo(com.google.type.Date day) {
    rig.clockMs.set(
        org.dualchannel.registry.CivilDate.startMs(Times.dateOf(day)) + TimeUnit.HOURS.toMillis(9));
  }

  private BlockingQueue<Object> watch(String principal, String token) {
    return watch(principal, principal.substring(principal.indexOf('/') + 1), token);
  }

  private BlockingQueue<Object> watch(String principal, String hospital, String token) {
    BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    watching.run(
        () ->
            EnrolmentServiceGrpc.newStub(rig.as(principal))
                .watchEnrolmentNotices(
                    WatchEnrolmentNoticesRequest.newBuilder()
                        .setArea(SmallCity.AREA)
                        .setHospital(hospital)
                        .setResumeToken(token)
                        .build(),
                    new Collecting<>(received)));
    return received;
  }

  private static WatchEnrolmentNoticesResponse next(BlockingQueue<Object> received)
      throws InterruptedException {
    Object next = received.poll(20, TimeUnit.SECONDS);
    assertNotNull(next, "nothing came");
    if (next instanceof Throwable error) {
      throw new AssertionError(error);
    }
    return (WatchEnrolmentNoticesResponse) next;
  }

  private static String reason(Runnable call) {
    return EdgeRig.info(assertThrows(StatusRuntimeException.class, call::run)).getReason();
  }
}
