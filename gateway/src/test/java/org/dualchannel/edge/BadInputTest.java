package org.dualchannel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Message;
import com.google.rpc.LocalizedMessage;
import com.google.rpc.RetryInfo;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dualchannel.store.StateHash;
import org.dualchannel.v1.*;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent: a typed error that names the place, and no change of state. */
class BadInputTest {
  private static EdgeRig rig;
  private static SmallCity city;

  @BeforeAll
  static void start() {
    rig = new EdgeRig();
    city = new SmallCity(rig).found();
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  private static Arguments bad(String field, Consumer<SubmitPrescriptionRequest.Builder> change) {
    return Arguments.of(field, change);
  }

  private static Consumer<SubmitPrescriptionRequest.Builder> draft(
      Consumer<PrescriptionDraft.Builder> change) {
    return request -> change.accept(request.getPrescriptionBuilder());
  }

  private static Consumer<SubmitPrescriptionRequest.Builder> line(
      Consumer<PrescriptionLine.Builder> change) {
    return request -> change.accept(request.getPrescriptionBuilder().getLinesBuilder(0));
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        bad("request_id", request -> request.clearRequestId()),
        bad("request_id", request -> request.setRequestId("0b6f5a9e2f0e4c579d641c6f6f0e9a01")),
        bad("area", request -> request.setArea("12010")),
        bad("area", request -> request.setArea("１２０１００")),
        bad("prescription", request -> request.clearPrescription()),
        bad("prescription.hospital", draft(it -> it.setHospital("P12010000001"))),
        bad("prescription.hospital_number", draft(it -> it.setHospitalNumber("x".repeat(31)))),
        bad("prescription.hospital_number", draft(it -> it.setHospitalNumber("a\u0000b"))),
        bad("prescription.physician", draft(it -> it.setPhysician("D1"))),
        bad("prescription.department", draft(it -> it.setDepartment("科".repeat(61)))),
        bad("prescription.person_number", draft(it -> it.setPersonNumber(" "))),
        bad("prescription.scheme", draft(it -> it.setScheme("31"))),
        bad("prescription.visit_type", draft(it -> it.setVisitType("1"))),
        bad("prescription.attribute", draft(it -> it.setAttribute(""))),
        bad("prescription.issue_time", draft(it -> it.clearIssueTime())),
        bad(
            "prescription.justifications[0].check",
            draft(it -> it.addJustificationsBuilder().setReason("x"))),
        bad(
            "prescription.justifications[0].reason",
            draft(it -> it.addJustificationsBuilder().setCheck(ReviewCheck.REVIEW_CHECK_ALLERGY))),
        bad("prescription.lines[0].generic_name", line(it -> it.setGenericName("x".repeat(101)))),
        bad("prescription.issue_time", draft(it -> it.getIssueTimeBuilder().setNanos(-1))),
        bad("prescription.valid_days", draft(it -> it.setValidDays(-1))),
        bad("prescription.diagnoses", draft(it -> it.clearDiagnoses())),
        bad("prescription.diagnoses[0].code", draft(it -> it.getDiagnosesBuilder(0).clearCode())),
        bad(
            "prescription.clinical_facts.who_functional_class",
            draft(it -> it.getClinicalFactsBuilder().setWhoFunctionalClass(5))),
        bad("prescription.preferred_dispenser", draft(it -> it.setPreferredDispenser("nearest"))),
        bad(
            "prescription.delivery_location.lat_e6",
            draft(it -> it.getDeliveryLocationBuilder().setLatE6(90_000_001))),
        bad("prescription.lines", draft(it -> it.clearLines())),
        bad(
            "prescription.lines",
            draft(
                it -> {
                  for (int number = 2; number <= 10_001; number++) {
                    it.addLines(SmallCity.line(number));
                  }
                })),
        bad("prescription.lines[0].line_number", line(it -> it.setLineNumber(2))),
        bad("prescription.lines[0].drug", line(it -> it.setDrug("not a code"))),
        bad("prescription.lines[0].quantity_e4", line(it -> it.setQuantityE4(-20_000))),
        bad("prescription.lines[0].quantity_e4", line(it -> it.setQuantityE4(0))),
        bad("prescription.lines[0].quantity_e4", line(it -> it.setQuantityE4(1_000_000_000_001L))),
        bad("prescription.lines[0].days", line(it -> it.setDays(0))),
        bad("prescription.lines[0].single_dose", line(it -> it.clearSingleDose())));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void aMalformedPrescriptionNamesItsField(
      String field, Consumer<SubmitPrescriptionRequest.Builder> change) {
    SubmitPrescriptionRequest.Builder request = city.prescription();
    change.accept(request);

    StatusRuntimeException e =
        refusedWithoutTrace(() -> city.hospital().submitPrescription(request.build()));

    assertEquals(Code.INVALID_ARGUMENT, e.getStatus().getCode());
    assertEquals("INVALID_REQUEST", EdgeRig.info(e).getReason());
    assertEquals(List.of(field), EdgeRig.fields(e));
    assertEquals("请求格式有误。", EdgeRig.detail(e, LocalizedMessage.class).getMessage());
  }

  /** Nothing of the call may reach the log, not even as a refusal. */
  private static StatusRuntimeException refusedWithoutTrace(
      org.junit.jupiter.api.function.Executable call) {
    StateHash before = rig.hash();
    long answers = rig.answers();
    StatusRuntimeException e = assertThrows(StatusRuntimeException.class, call);
    assertEquals(before, rig.hash());
    assertEquals(answers, rig.answers());
    return e;
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    SubmitPrescriptionRequest.Builder request = city.prescription().setArea("x");
    request.getPrescriptionBuilder().setScheme("").getLinesBuilder(0).setDays(-5);

    StatusRuntimeException e =
        refusedWithoutTrace(() -> city.hospital().submitPrescription(request.build()));

    assertEquals(
        List.of("area", "prescription.scheme", "prescription.lines[0].days"), EdgeRig.fields(e));
  }

  @Test
  void manyFaultsFitIntoTheTrailers() {
    SubmitPrescriptionRequest.Builder request = city.prescription();
    request.getPrescriptionBuilder().clearLines();
    for (int i = 0; i < 100; i++) {
      request.getPrescriptionBuilder().addLinesBuilder();
    }

    StatusRuntimeException e =
        refusedWithoutTrace(() -> city.hospital().submitPrescription(request.build()));

    assertEquals(Code.INVALID_ARGUMENT, e.getStatus().getCode());
    assertEquals(FieldChecks.MAX_NAMED + 1, EdgeRig.fields(e).size());
  }

  @Test
  void anUnknownEnumValueIsRefused() {
    StatusRuntimeException e =
        refusedWithoutTrace(
            () ->
                city.hospital()
                    .cancelPrescription(
                        CancelPrescriptionRequest.newBuilder()
                            .setRequestId(EdgeRig.uuid())
                            .setArea(SmallCity.AREA)
                            .setPrescriptionId("1")
                            .setReasonValue(99)
                            .build()));
    assertEquals(List.of("reason"), EdgeRig.fields(e));
  }

  @Test
  void anUnknownPersonIsADecidedRefusal() {
    SubmitPrescriptionRequest.Builder request = city.prescription();
    request.getPrescriptionBuilder().setPersonNumber("nobody");
    StateHash before = rig.hash();

    StatusRuntimeException e =
        assertThrows(
            StatusRuntimeException.class,
            () -> city.hospital().submitPrescription(request.build()));

    assertEquals(Code.NOT_FOUND, e.getStatus().getCode());
    assertEquals("PERSON_UNKNOWN", EdgeRig.info(e).getReason());
    assertEquals(before, rig.hash());
  }

  @Test
  void aCallWithoutAPrincipalIsNotLetIn() {
    for (String principal :
        new String[] {"", "hospital", "hospital/P12010000001", "system/gateway", "bureau/1"}) {
      StatusRuntimeException e =
          refusedWithoutTrace(
              () ->
                  PrescriptionServiceGrpc.newBlockingStub(
                          principal.isEmpty() ? rig.anonymous() : rig.as(principal))
                      .submitPrescription(city.prescription().build()));
      assertEquals(Code.UNAUTHENTICATED, e.getStatus().getCode(), principal);
      assertEquals("PRINCIPAL_MISSING", EdgeRig.info(e).getReason());
    }
  }

  @Test
  void nobodyActsForAnother() {
    StatusRuntimeException hospital =
        refusedWithoutTrace(
            () ->
                PrescriptionServiceGrpc.newBlockingStub(rig.as("hospital/H12010000002"))
                    .submitPrescription(city.prescription().build()));
    StatusRuntimeException pharmacy =
        refusedWithoutTrace(
            () ->
                DispensingServiceGrpc.newBlockingStub(rig.as(SmallCity.AS_OTHER_PHARMACY))
                    .claimPrescription(SmallCity.claim("1").build()));
    StatusRuntimeException bureau =
        refusedWithoutTrace(
            () ->
                RegistryServiceGrpc.newBlockingStub(rig.as("bureau/120200"))
                    .upsertInstitution(
                        UpsertInstitutionRequest.newBuilder()
                            .setRequestId(EdgeRig.uuid())
                            .setArea(SmallCity.AREA)
                            .setInstitution(SmallCity.institution())
                            .build()));
    for (StatusRuntimeException e : List.of(hospital, pharmacy, bureau)) {
      assertEquals(Code.PERMISSION_DENIED, e.getStatus().getCode());
      assertEquals("NOT_PERMITTED", EdgeRig.info(e).getReason());
    }
  }

  @Test
  void bytesThatAreNoMessageAreMalformed() {
    byte[] garbage = {(byte) 0xff, (byte) 0xff, (byte) 0xff};
    byte[] invalidUtf8 = {0x0a, 0x02, (byte) 0xc3, 0x28};
    for (byte[] bytes : List.of(garbage, invalidUtf8)) {
      StatusRuntimeException e = refusedWithoutTrace(() -> raw(bytes, CallOptions.DEFAULT));
      assertEquals(Code.INVALID_ARGUMENT, e.getStatus().getCode());
      assertEquals("INVALID_REQUEST", EdgeRig.info(e).getReason());
    }
  }

  @Test
  void aMessageOverTheLimitIsRefused() {
    byte[] large = new byte[5 << 20];
    java.util.Arrays.fill(large, (byte) 'x');
    StatusRuntimeException e =
        refusedWithoutTrace(
            () ->
                city.hospital()
                    .submitPrescription(
                        city.prescription()
                            .setRequestId(new String(large, StandardCharsets.US_ASCII))
                            .build()));
    assertEquals(Code.RESOURCE_EXHAUSTED, e.getStatus().getCode());
  }

  @Test
  void anExpiredDeadlineLeavesNoTrace() {
    StatusRuntimeException e =
        refusedWithoutTrace(
            () ->
                city.hospital()
                    .withDeadline(Deadline.after(-1, TimeUnit.SECONDS))
                    .submitPrescription(city.prescription().build()));
    assertEquals(Code.DEADLINE_EXCEEDED, e.getStatus().getCode());
  }

  @Test
  void aDeadlineThatPassesOnTheWayLeavesTheOutcomeOpen() {
    rig.log.get().refuse(true);
    try {
      StatusRuntimeException e =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  city.hospital()
                      .withDeadlineAfter(100, TimeUnit.MILLISECONDS)
                      .submitPrescription(city.prescription().build()));
      assertTrue(
          List.of(Code.DEADLINE_EXCEEDED, Code.UNAVAILABLE).contains(e.getStatus().getCode()));
    } finally {
      rig.log.get().refuse(false);
    }
    // Decided in order: once this one is answered, the one left open is decided too, and no later
    // test sees it arrive.
    city.hospital().submitPrescription(city.prescription().build());
    EdgeRig.await(() -> rig.pipeline.pendingCalls() == 0);
  }

  @Test
  void aNodeThatDoesNotAcknowledgeSaysWhenToTryAgain() {
    try (EdgeRig failing = new EdgeRig()) {
      failing.log.get().fail("disk on fire");
      EdgeRig.await(() -> !failing.pipeline.ready());
      StatusRuntimeException e =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  PrescriptionServiceGrpc.newBlockingStub(failing.as(SmallCity.AS_HOSPITAL))
                      .submitPrescription(city.prescription().build()));
      assertEquals(Code.UNAVAILABLE, e.getStatus().getCode());
      assertEquals("NOT_READY", EdgeRig.info(e).getReason());
      assertEquals(1, EdgeRig.detail(e, RetryInfo.class).getRetryDelay().getSeconds());
    }
  }

  @Test
  void outsideDevelopmentModeTheHeaderIsNotBelieved() {
    try (EdgeRig strict = new EdgeRig(java.util.Map.of("grpc.developmentMode", "false"))) {
      StatusRuntimeException e =
          assertThrows(
              StatusRuntimeException.class,
              () ->
                  PrescriptionServiceGrpc.newBlockingStub(strict.as(SmallCity.AS_HOSPITAL))
                      .submitPrescription(city.prescription().build()));
      assertEquals("PRINCIPAL_MISSING", EdgeRig.info(e).getReason());
    }
  }

  /** Sends bytes as a SubmitPrescriptionRequest. */
  private static Message raw(byte[] bytes, CallOptions options) {
    MethodDescriptor<SubmitPrescriptionRequest, SubmitPrescriptionResponse> method =
        PrescriptionServiceGrpc.getSubmitPrescriptionMethod();
    MethodDescriptor<byte[], SubmitPrescriptionResponse> rawMethod =
        method.toBuilder(new RawBytes(), method.getResponseMarshaller()).build();
    ClientCall<byte[], SubmitPrescriptionResponse> call =
        rig.as(SmallCity.AS_HOSPITAL).newCall(rawMethod, options);
    return ClientCalls.blockingUnaryCall(call, bytes);
  }

  private static final class RawBytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      throw new UnsupportedOperationException();
    }
  }
}
