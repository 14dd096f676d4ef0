package org.dualchannel.edge;

import com.google.type.Date;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.dualchannel.v1.AlertStatus;
import org.dualchannel.v1.AssignComplaintRequest;
import org.dualchannel.v1.CallerRole;
import org.dualchannel.v1.ComplaintMatter;
import org.dualchannel.v1.DecideDrgAdjustmentRequest;
import org.dualchannel.v1.DrgAdjustmentStatus;
import org.dualchannel.v1.DrgCases;
import org.dualchannel.v1.DrgCost;
import org.dualchannel.v1.HandleAlertRequest;
import org.dualchannel.v1.HospitalFigures;
import org.dualchannel.v1.MonitoringLimits;
import org.dualchannel.v1.Party;
import org.dualchannel.v1.ProposeDrgAdjustmentRequest;
import org.dualchannel.v1.RaiseEscalationRequest;
import org.dualchannel.v1.ReportHospitalFiguresRequest;
import org.dualchannel.v1.SetSupervisionRulesRequest;
import org.dualchannel.v1.SupervisionRules;

/** The shape of the requests of SupervisionService. */
final class SupervisionChecks {
  static final int MAX_PAGE = 500;
  private static final int MAX_DAYS = 365;
  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])");

  private SupervisionChecks() {}

  static void rules(FieldChecks checks, SetSupervisionRulesRequest request) {
    if (!checks.required("rules", request.hasRules())) {
      return;
    }
    SupervisionRules rules = request.getRules();
    checks.enter("rules");
    if (checks.required("monitoring", rules.hasMonitoring())) {
      checks.enter("monitoring");
      monitoring(checks, rules.getMonitoring());
      checks.leave();
    }
    checks.range("complaint_assign_days", rules.getComplaintAssignDays(), 0, MAX_DAYS);
    checks.range("complaint_answer_days", rules.getComplaintAnswerDays(), 0, MAX_DAYS);
    checks.range("complaint_close_days", rules.getComplaintCloseDays(), 0, MAX_DAYS);
    checks.basisPoints("sample_bp", rules.getSampleBp());
    checks.range("escalate_within_days", rules.getEscalateWithinDays(), 0, MAX_DAYS);
    checks.range("escalation_answer_days", rules.getEscalationAnswerDays(), 0, MAX_DAYS);
    checks.leave();
  }

  private static void monitoring(FieldChecks checks, MonitoringLimits limits) {
    checks.range("overlap_tolerance_days", limits.getOverlapToleranceDays(), 0, MAX_DAYS);
    checks.range("same_day_dispensers", limits.getSameDayDispensers(), 2, 20);
    checks.range("max_days_on_hand", limits.getMaxDaysOnHand(), 1, 2 * MAX_DAYS);
    checks.range("prescriber_daily", limits.getPrescriberDaily(), 1, 100_000);
    if (checks.count("switched_off", limits.getSwitchedOffCount(), 0, 20)) {
      for (int i = 0; i < limits.getSwitchedOffCount(); i++) {
        checks.chosen("switched_off[" + i + ']', limits.getSwitchedOff(i));
      }
    }
  }

  static void handle(FieldChecks checks, HandleAlertRequest request) {
    checks.text("alert_id", request.getAlertId(), 1, 80);
    checks.chosen("status", request.getStatus());
    if (request.getStatus() == AlertStatus.ALERT_STATUS_OPEN) {
      checks.violate("status", "must be CONFIRMED or DISMISSED", "应为确认或排除");
    }
    checks.prose("reason", request.getReason(), 1, 500);
  }

  static void matter(FieldChecks checks, boolean present, ComplaintMatter matter) {
    if (!checks.required("matter", present)) {
      return;
    }
    checks.enter("matter");
    checks.chosen("subject", matter.getSubject());
    checks.text("person_number", matter.getPersonNumber(), 0, 30);
    if (!matter.getAbout().isEmpty()) {
      checks.place("about", matter.getAbout());
    }
    checks.text("prescription_id", matter.getPrescriptionId(), 0, 20);
    checks.prose("text", matter.getText(), 1, 2_000);
    checks.leave();
  }

  static void assign(FieldChecks checks, AssignComplaintRequest request) {
    id(checks, "complaint_id", request.getComplaintId());
    if (checks.required("assignee", request.hasAssignee())) {
      checks.enter("assignee");
      party(checks, request.getAssignee());
      checks.leave();
    }
    checks.prose("note", request.getNote(), 0, 500);
  }

  private static void party(FieldChecks checks, Party party) {
    checks.chosen("role", party.getRole());
    if (party.getRole() == CallerRole.CALLER_ROLE_HOSPITAL) {
      checks.institution("code", party.getCode());
    } else if (party.getRole() == CallerRole.CALLER_ROLE_PHARMACY) {
      checks.pharmacy("code", party.getCode());
    } else {
      checks.text("code", party.getCode(), 1, 30);
    }
  }

  static void id(FieldChecks checks, String field, String id) {
    checks.text(field, id, 1, 20);
  }

  static void escalation(FieldChecks checks, RaiseEscalationRequest request) {
    checks.chosen("matter", request.getMatter());
    checks.text("reference", request.getReference(), 0, 60);
    checks.prose("text", request.getText(), 1, 2_000);
    checks.date("occurred_date", request.hasOccurredDate(), request.getOccurredDate());
  }

  static void propose(FieldChecks checks, ProposeDrgAdjustmentRequest request) {
    checks.institution("hospital", request.getHospital());
    checks.chosen("lever", request.getLever());
    checks.range("current_e4", request.getCurrentE4(), 1, 1_000_000_000L);
    if (checks.required("cost", request.hasCost())) {
      checks.enter("cost");
      cost(checks, request.getCost());
      checks.leave();
    }
  }

  private static void cost(FieldChecks checks, DrgCost cost) {
    checks.text("group", cost.getGroup(), 1, 20);
    if (checks.required("period", cost.hasPeriod())) {
      checks.enter("period");
      period(checks, cost.getPeriod().getFromDate(), cost.getPeriod().getToDate());
      checks.leave();
    }
    checks.count("molecules", cost.getMoleculesCount(), 1, 50);
    CommonChecks.texts(checks, "molecules", cost.getMoleculesList(), 50, 60);
    cases(checks, "before", cost.hasBefore(), cost.getBefore());
    cases(checks, "now", cost.hasNow(), cost.getNow());
    checks.range(
        "hospital_total_fen",
        cost.getHospitalTotalFen(),
        Math.max(1, cost.getNow().getTotalFen()),
        FieldChecks.MAX_AMOUNT_FEN);
  }

  private static void period(FieldChecks checks, Date fromDate, Date toDate) {
    LocalDate from = Times.dateOf(fromDate);
    LocalDate to = Times.dateOf(toDate);
    checks.date("from_date", true, fromDate);
    checks.date("to_date", true, toDate);
    if (from != null && to != null && to.isBefore(from)) {
      checks.violate("to_date", "must not be before from_date", "不得早于起始日期");
    }
  }

  private static void cases(FieldChecks checks, String field, boolean present, DrgCases cases) {
    if (checks.required(field, present)) {
      checks.enter(field);
      checks.range("case_count", cases.getCaseCount(), 1, 10_000_000);
      checks.range("total_fen", cases.getTotalFen(), 1, FieldChecks.MAX_AMOUNT_FEN);
      checks.range("negotiated_fen", cases.getNegotiatedFen(), 0, cases.getTotalFen());
      checks.leave();
    }
  }

  static void decide(FieldChecks checks, DecideDrgAdjustmentRequest request) {
    id(checks, "adjustment_id", request.getAdjustmentId());
    checks.chosen("status", request.getStatus());
    if (request.getStatus() == DrgAdjustmentStatus.DRG_ADJUSTMENT_STATUS_PROPOSED) {
      checks.violate("status", "must be APPROVED or REJECTED", "应为批准或驳回");
    }
    checks.prose("reason", request.getReason(), 1, 500);
  }

  static void figures(FieldChecks checks, ReportHospitalFiguresRequest request) {
    checks.institution("hospital", request.getHospital());
    if (!checks.required("figures", request.hasFigures())) {
      return;
    }
    HospitalFigures figures = request.getFigures();
    checks.enter("figures");
    month(checks, figures.getMonth());
    checks.range("visits", figures.getVisits(), 0, 1_000_000_000L);
    checks.amountFen("medical_fen", figures.getMedicalFen());
    checks.range("drug_fen", figures.getDrugFen(), 0, figures.getMedicalFen());
    checks.range("negotiated_fen", figures.getNegotiatedFen(), 0, figures.getDrugFen());
    checks.leave();
  }

  static void month(FieldChecks checks, String month) {
    checks.form("month", month, MONTH, "a month such as 2026-11", "YYYY-MM");
  }

  static void hospitalMonth(FieldChecks checks, String area, String hospital, String month) {
    checks.area("area", area);
    checks.institution("hospital", hospital);
    month(checks, month);
  }

  static void page(FieldChecks checks, String area, int size, String token) {
    checks.area("area", area);
    checks.range("page_size", size, 0, MAX_PAGE);
    checks.text("page_token", token, 0, 40);
  }
}
