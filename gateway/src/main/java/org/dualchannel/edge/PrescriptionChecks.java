package org.dualchannel.edge;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dualchannel.v1.CancelPrescriptionRequest;
import org.dualchannel.v1.Justification;
import org.dualchannel.v1.PrescriptionDraft;
import org.dualchannel.v1.PrescriptionLine;
import org.dualchannel.v1.QuotePrescriptionRequest;
import org.dualchannel.v1.ReviewCheck;
import org.dualchannel.v1.SubmitPrescriptionRequest;

/** The shape of the requests of PrescriptionService. */
final class PrescriptionChecks {
  static final int MAX_BATCH = 500;
  private static final int MAX_LINES = 100;
  private static final int MAX_DAYS = 3_660;
  private static final int MAX_REPEATS = 52;

  private PrescriptionChecks() {}

  static void submit(FieldChecks checks, SubmitPrescriptionRequest request) {
    if (checks.required("prescription", request.hasPrescription())) {
      checks.enter("prescription");
      draft(checks, request.getPrescription());
      checks.leave();
    }
  }

  static void draft(FieldChecks checks, PrescriptionDraft draft) {
    checks.institution("hospital", draft.getHospital());
    checks.text("hospital_number", draft.getHospitalNumber(), 1, 30);
    checks.physician("physician", draft.getPhysician());
    checks.text("department", draft.getDepartment(), 0, 60);
    checks.text("person_number", draft.getPersonNumber(), 1, 30);
    checks.scheme("scheme", draft.getScheme());
    checks.form(
        "visit_type", draft.getVisitType(), checks.forms.visitType(), "2 to 6 digits", "2至6位数字");
    checks.form("attribute", draft.getAttribute(), checks.forms.attribute(), "2 digits", "2位数字");
    checks.timestamp("issue_time", draft.hasIssueTime(), draft.getIssueTime());
    checks.range("valid_days", draft.getValidDays(), 0, MAX_DAYS);
    checks.range("max_repeats", draft.getMaxRepeats(), 0, MAX_REPEATS);
    checks.range("min_interval_days", draft.getMinIntervalDays(), 0, MAX_DAYS);
    CommonChecks.diagnoses(checks, draft.getDiagnosesList());
    CommonChecks.clinicalFacts(checks, draft.getClinicalFacts());
    if (!draft.getPreferredDispenser().isEmpty()) {
      checks.place("preferred_dispenser", draft.getPreferredDispenser());
    }
    CommonChecks.place(
        checks, "delivery_location", draft.hasDeliveryLocation(), draft.getDeliveryLocation());
    if (checks.count("lines", draft.getLinesCount(), 1, MAX_LINES)) {
      for (int i = 0; i < draft.getLinesCount(); i++) {
        checks.enter("lines", i);
        line(checks, draft.getLines(i), i + 1);
        checks.leave();
      }
    }
    justifications(checks, draft.getJustificationsList());
  }

  private static void justifications(FieldChecks checks, List<Justification> justifications) {
    Set<ReviewCheck> seen = EnumSet.noneOf(ReviewCheck.class);
    for (int i = 0; i < justifications.size(); i++) {
      checks.enter("justifications", i);
      checks.chosen("check", justifications.get(i).getCheck());
      if (!seen.add(justifications.get(i).getCheck())) {
        checks.violate("check", "stands twice", "重复");
      }
      checks.prose("reason", justifications.get(i).getReason(), 1, 200);
      checks.leave();
    }
  }

  private static void line(FieldChecks checks, PrescriptionLine line, int number) {
    if (line.getLineNumber() != number) {
      checks.violate("line_number", "must be " + number, "应为 " + number);
    }
    checks.drug("drug", line.getDrug());
    checks.range("quantity_e4", line.getQuantityE4(), 1, FieldChecks.MAX_QUANTITY_E4);
    checks.range("days", line.getDays(), 1, MAX_DAYS);
    checks.text("single_dose", line.getSingleDose(), 1, 30);
    checks.text("single_dose_unit", line.getSingleDoseUnit(), 1, 30);
    checks.text("frequency", line.getFrequency(), 1, 30);
    checks.text("route", line.getRoute(), 1, 30);
    checks.prose("self_pay_reason", line.getSelfPayReason(), 0, 200);
    checks.text("generic_name", line.getGenericName(), 0, 100);
  }

  static void quote(FieldChecks checks, QuotePrescriptionRequest request) {
    checks.area("area", request.getArea());
    switch (request.getSourceCase()) {
      case DRAFT -> {
        checks.enter("draft");
        draft(checks, request.getDraft());
        checks.leave();
      }
      case PRESCRIPTION_ID -> checks.text("prescription_id", request.getPrescriptionId(), 1, 20);
      case SOURCE_NOT_SET -> checks.violate("source", "is required", "必填");
    }
    if (!request.getDispenser().isEmpty()) {
      checks.place("dispenser", request.getDispenser());
    }
    if (checks.count("prices", request.getPricesCount(), 0, MAX_LINES)) {
      Set<Integer> seen = new HashSet<>();
      for (int i = 0; i < request.getPricesCount(); i++) {
        checks.enter("prices", i);
        checks.range("line_number", request.getPrices(i).getLineNumber(), 1, MAX_LINES);
        if (!seen.add(request.getPrices(i).getLineNumber())) {
          checks.violate("line_number", "stands twice", "重复");
        }
        checks.priceFen("price_fen", request.getPrices(i).getPriceFen());
        checks.leave();
      }
    }
  }

  static void cancel(FieldChecks checks, CancelPrescriptionRequest request) {
    checks.text("prescription_id", request.getPrescriptionId(), 1, 20);
    CommonChecks.reason(checks, request.getReason(), request.getComment());
  }
}
