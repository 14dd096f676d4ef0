package org.dualchannel.edge;

import java.util.regex.Pattern;
import org.dualchannel.v1.BatchImportEnrolmentsRequest;
import org.dualchannel.v1.CreateEnrolmentRequest;
import org.dualchannel.v1.EarlierEnrolment;
import org.dualchannel.v1.EnrolmentContent;
import org.dualchannel.v1.EnrolmentTransfer;
import org.dualchannel.v1.GetEnrolmentRequest;
import org.dualchannel.v1.ListEnrolmentVersionsRequest;
import org.dualchannel.v1.ReassessEnrolmentRequest;
import org.dualchannel.v1.TransferEnrolmentsRequest;
import org.dualchannel.v1.TreatmentPlan;
import org.dualchannel.v1.UpdateEnrolmentRequest;
import org.dualchannel.v1.WatchEnrolmentNoticesRequest;
import org.dualchannel.v1.WithdrawEnrolmentRequest;

/** The shape of the requests of EnrolmentService. */
final class EnrolmentChecks {
  private static final int MAX_PROSE = 2_000;
  private static final int MAX_EARLIER = 200;
  private static final int MAX_TRANSFERS = 20;
  private static final int MAX_PAGE = 500;
  private static final Pattern VERSION = Pattern.compile("([1-9][0-9]{0,8})?");

  private EnrolmentChecks() {}

  static void create(FieldChecks checks, CreateEnrolmentRequest request) {
    checks.text("person_number", request.getPersonNumber(), 1, 30);
    checks.institution("hospital", request.getHospital());
    checks.drug("drug", request.getDrug());
    content(checks, request.hasContent(), request.getContent());
  }

  static void update(FieldChecks checks, UpdateEnrolmentRequest request) {
    change(checks, request.getEnrolmentId(), request.getExpectedVersion(), request.getPhysician());
    content(checks, request.hasContent(), request.getContent());
    checks.prose("reason", request.getReason(), 0, MAX_PROSE);
  }

  static void transfer(FieldChecks checks, TransferEnrolmentsRequest request) {
    checks.text("person_number", request.getPersonNumber(), 1, 30);
    checks.institution("hospital", request.getHospital());
    checks.prose("reason", request.getReason(), 0, MAX_PROSE);
    int count = request.getTransfersCount();
    if (!checks.count("transfers", count, 1, MAX_TRANSFERS)) {
      return;
    }
    for (int i = 0; i < count; i++) {
      EnrolmentTransfer transfer = request.getTransfers(i);
      checks.enter("transfers", i);
      checks.drug("drug", transfer.getDrug());
      content(checks, transfer.hasContent(), transfer.getContent());
      checks.leave();
    }
  }

  static void get(FieldChecks checks, GetEnrolmentRequest request) {
    checks.area("area", request.getArea());
    checks.text("enrolment_id", request.getEnrolmentId(), 1, 30);
    checks.range("version", request.getVersion(), 0, Integer.MAX_VALUE);
  }

  static void versions(FieldChecks checks, ListEnrolmentVersionsRequest request) {
    checks.area("area", request.getArea());
    checks.text("enrolment_id", request.getEnrolmentId(), 1, 30);
    checks.range("page_size", request.getPageSize(), 0, MAX_PAGE);
    checks.form("page_token", request.getPageToken(), VERSION, "of the answer before", "上一页令牌");
  }

  static void watch(FieldChecks checks, WatchEnrolmentNoticesRequest request) {
    checks.area("area", request.getArea());
    checks.institution("hospital", request.getHospital());
    CommonChecks.resumeToken(checks, request.getResumeToken());
  }

  static void reassess(FieldChecks checks, ReassessEnrolmentRequest request) {
    change(checks, request.getEnrolmentId(), request.getExpectedVersion(), request.getPhysician());
    checks.prose("finding", request.getFinding(), 1, MAX_PROSE);
    if (request.hasContent()) {
      content(checks, true, request.getContent());
    }
  }

  private static void change(FieldChecks checks, String id, long version, String physician) {
    checks.text("enrolment_id", id, 1, 30);
    checks.range("expected_version", version, 1, Integer.MAX_VALUE);
    checks.physician("physician", physician);
  }

  static void withdraw(FieldChecks checks, WithdrawEnrolmentRequest request) {
    checks.text("enrolment_id", request.getEnrolmentId(), 1, 30);
    CommonChecks.reason(checks, request.getReason(), request.getComment());
  }

  static void earlier(FieldChecks checks, BatchImportEnrolmentsRequest request) {
    int count = request.getEnrolmentsCount();
    if (!checks.count("enrolments", count, 1, MAX_EARLIER)) {
      return;
    }
    for (int i = 0; i < count; i++) {
      EarlierEnrolment enrolment = request.getEnrolments(i);
      checks.enter("enrolments", i);
      checks.text("person_number", enrolment.getPersonNumber(), 1, 30);
      checks.institution("hospital", enrolment.getHospital());
      checks.drug("drug", enrolment.getDrug());
      content(checks, enrolment.hasContent(), enrolment.getContent());
      checks.date("start_date", enrolment.hasStartDate(), enrolment.getStartDate());
      checks.date("assessed_date", enrolment.hasAssessedDate(), enrolment.getAssessedDate());
      checks.leave();
    }
  }

  private static void content(FieldChecks checks, boolean present, EnrolmentContent content) {
    if (!checks.required("content", present)) {
      return;
    }
    checks.enter("content");
    if (checks.count("physicians", content.getPhysiciansCount(), 1, 10)) {
      for (int i = 0; i < content.getPhysiciansCount(); i++) {
        checks.enter("physicians", i);
        checks.physician("", content.getPhysicians(i));
        checks.leave();
      }
    }
    CommonChecks.diagnoses(checks, content.getDiagnosesList());
    checks.prose("diagnosis_basis", content.getDiagnosisBasis(), 1, MAX_PROSE);
    if (checks.required("treatment_plan", content.hasTreatmentPlan())) {
      checks.enter("treatment_plan");
      plan(checks, content.getTreatmentPlan());
      checks.leave();
    }
    CommonChecks.clinicalFacts(checks, content.getClinicalFacts());
    checks.leave();
  }

  private static void plan(FieldChecks checks, TreatmentPlan plan) {
    checks.text("single_dose", plan.getSingleDose(), 1, 30);
    checks.text("single_dose_unit", plan.getSingleDoseUnit(), 1, 30);
    checks.text("frequency", plan.getFrequency(), 1, 30);
    checks.text("route", plan.getRoute(), 1, 30);
    checks.prose("comment", plan.getComment(), 0, 1_000);
  }
}
