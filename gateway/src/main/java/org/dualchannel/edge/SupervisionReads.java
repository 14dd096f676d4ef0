package org.dualchannel.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.dualchannel.decide.SupervisionView;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.supervision.Alert;
import org.dualchannel.supervision.AlertHandling;
import org.dualchannel.supervision.Complaint;
import org.dualchannel.supervision.DrgAdjustment;
import org.dualchannel.supervision.Escalation;
import org.dualchannel.v1.AlertKind;
import org.dualchannel.v1.AlertStatus;
import org.dualchannel.v1.ComplaintStage;
import org.dualchannel.v1.GetAlertRequest;
import org.dualchannel.v1.GetAlertResponse;
import org.dualchannel.v1.GetComplaintRequest;
import org.dualchannel.v1.GetComplaintResponse;
import org.dualchannel.v1.GetDrgAdjustmentRequest;
import org.dualchannel.v1.GetDrgAdjustmentResponse;
import org.dualchannel.v1.GetEscalationRequest;
import org.dualchannel.v1.GetEscalationResponse;
import org.dualchannel.v1.GetHospitalStatisticsRequest;
import org.dualchannel.v1.GetHospitalStatisticsResponse;
import org.dualchannel.v1.GetSupervisionRulesRequest;
import org.dualchannel.v1.GetSupervisionRulesResponse;
import org.dualchannel.v1.ListAlertsRequest;
import org.dualchannel.v1.ListAlertsResponse;
import org.dualchannel.v1.ListComplaintsRequest;
import org.dualchannel.v1.ListComplaintsResponse;
import org.dualchannel.v1.ListEscalationsRequest;
import org.dualchannel.v1.ListEscalationsResponse;
import org.dualchannel.v1.ListReviewSampleRequest;
import org.dualchannel.v1.ListReviewSampleResponse;
import org.dualchannel.v1.SampledPrescription;

/** The reads of SupervisionService: who may see what, and pages of lists. */
final class SupervisionReads {
  private static final int DEFAULT_PAGE = 100;
  private static final Pattern PLACE = Pattern.compile("[0-9]{0,18}");

  private final Gate gate;
  private final SupervisionBoard board;
  private final SupervisionView view;
  private final LongSupplier nowMs;

  SupervisionReads(Gate gate, SupervisionBoard board) {
    this.gate = gate;
    this.board = board;
    this.view = gate.node.view().supervision();
    this.nowMs = gate.node.nowMs();
  }

  private static void office(Principal caller, String area, List<Role> roles, String action) {
    Access.require(
        roles.contains(caller.role()) && caller.supervises(area), caller, action + " of " + area);
  }

  GetSupervisionRulesResponse rules(Principal caller, GetSupervisionRulesRequest request) {
    Access.require(caller.supervises(request.getArea()), caller, "read the rules of supervision");
    long asOf = gate.node.lastIndex().getAsLong();
    return GetSupervisionRulesResponse.newBuilder()
        .setRules(SupervisionMapping.of(view.rules(request.getArea())))
        .setAsOfLogIndex(asOf)
        .build();
  }

  void shape(FieldChecks checks, ListAlertsRequest request) {
    SupervisionChecks.page(
        checks, request.getArea(), request.getPageSize(), request.getPageToken());
    checks.known("status", request.getStatus());
    checks.known("kind", request.getKind());
    checks.form("page_token", request.getPageToken(), PLACE, "of the answer before", "上一页令牌");
  }

  ListAlertsResponse alerts(Principal caller, ListAlertsRequest request) {
    String area = request.getArea();
    office(caller, area, List.of(Role.BUREAU, Role.AGENCY), "read alerts");
    long asOf = board.lastIndex();
    long after = request.getPageToken().isEmpty() ? 0 : Long.parseLong(request.getPageToken());
    int size = size(request.getPageSize());
    List<SupervisionBoard.Placed<Alert>> found =
        board.alerts(area, after, size + 1, alert -> wanted(alert, request));
    ListAlertsResponse.Builder page =
        ListAlertsResponse.newBuilder().setAsOfLogIndex(asOf).setForgottenCount(board.forgotten());
    for (SupervisionBoard.Placed<Alert> each : found.subList(0, Math.min(size, found.size()))) {
      page.addAlerts(SupervisionMapping.of(each.entry(), view.handling(area, each.entry().id())));
    }
    if (found.size() > size) {
      page.setNextPageToken(String.valueOf(found.get(size - 1).place()));
    }
    return page.build();
  }

  private boolean wanted(Alert alert, ListAlertsRequest request) {
    boolean ofKind =
        request.getKind() == AlertKind.ALERT_KIND_UNSPECIFIED
            || SupervisionMapping.kind(request.getKind()) == alert.kind();
    return ofKind
        && (request.getStatus() == AlertStatus.ALERT_STATUS_UNSPECIFIED
            || request.getStatus()
                == SupervisionMapping.status(view.handling(alert.area(), alert.id())));
  }

  private static int size(int asked) {
    return asked == 0 ? DEFAULT_PAGE : asked;
  }

  void shape(FieldChecks checks, GetAlertRequest request) {
    checks.area("area", request.getArea());
    checks.text("alert_id", request.getAlertId(), 1, 80);
  }

  GetAlertResponse alert(Principal caller, GetAlertRequest request) {
    office(caller, request.getArea(), List.of(Role.BUREAU, Role.AGENCY), "read alerts");
    long asOf = board.lastIndex();
    Alert alert = known(request.getArea(), request.getAlertId());
    return GetAlertResponse.newBuilder()
        .setAlert(SupervisionMapping.of(alert, view.handling(alert.area(), alert.id())))
        .setAsOfLogIndex(asOf)
        .build();
  }

  /** The alert as it was raised, or as it was handled. */
  Alert known(String area, String id) {
    Alert raised = board.alert(area, id);
    AlertHandling handling = raised == null ? view.handling(area, id) : null;
    return Refused.ifUnknown(
        handling == null ? raised : handling.alert(), Reason.ALERT_UNKNOWN, "alert", id);
  }

  void shape(FieldChecks checks, GetComplaintRequest request) {
    checks.area("area", request.getArea());
    SupervisionChecks.id(checks, "complaint_id", request.getComplaintId());
  }

  GetComplaintResponse complaint(Principal caller, GetComplaintRequest request) {
    long asOf = gate.node.lastIndex().getAsLong();
    Complaint known = view.complaint(request.getComplaintId());
    Complaint complaint =
        Refused.ifUnknown(
            known == null || !known.area().equals(request.getArea()) ? null : known,
            Reason.COMPLAINT_UNKNOWN,
            "complaint",
            request.getComplaintId());
    Access.require(
        caller.equals(complaint.filedBy())
            || caller.equals(complaint.assignee())
            || Escalation.ADDRESSEES.contains(caller.role()) && caller.supervises(complaint.area()),
        caller,
        "read complaint " + complaint.id());
    return GetComplaintResponse.newBuilder()
        .setComplaint(SupervisionMapping.of(complaint, nowMs.getAsLong()))
        .setAsOfLogIndex(asOf)
        .build();
  }

  void shape(FieldChecks checks, ListComplaintsRequest request) {
    SupervisionChecks.page(
        checks, request.getArea(), request.getPageSize(), request.getPageToken());
    checks.known("stage", request.getStage());
  }

  ListComplaintsResponse complaints(Principal caller, ListComplaintsRequest request) {
    office(caller, request.getArea(), Escalation.ADDRESSEES, "read complaints");
    ListComplaintsResponse.Builder page =
        ListComplaintsResponse.newBuilder().setAsOfLogIndex(board.lastIndex());
    List<Complaint> found =
        page(
            board.complaints(request.getArea(), request.getPageToken()),
            id -> wanted(view.complaint(id), request),
            size(request.getPageSize()) + 1);
    int size = Math.min(found.size(), size(request.getPageSize()));
    found
        .subList(0, size)
        .forEach(each -> page.addComplaints(SupervisionMapping.of(each, nowMs.getAsLong())));
    return found.size() > size
        ? page.setNextPageToken(found.get(size - 1).id()).build()
        : page.build();
  }

  private Complaint wanted(Complaint complaint, ListComplaintsRequest request) {
    boolean ofStage =
        request.getStage() == ComplaintStage.COMPLAINT_STAGE_UNSPECIFIED
            || request.getStage() == SupervisionMapping.stage(complaint.stage());
    boolean due = !request.getOverdueOnly() || complaint.overdueOn(CivilDate.of(nowMs.getAsLong()));
    return ofStage && due ? complaint : null;
  }

  /** Up to {@code max} entries, those left out that are null. */
  private static <T> List<T> page(List<String> ids, Function<String, T> entry, int max) {
    List<T> found = new ArrayList<>();
    for (String id : ids) {
      T each = entry.apply(id);
      if (each != null) {
        found.add(each);
      }
      if (found.size() == max) {
        break;
      }
    }
    return found;
  }

  void shape(FieldChecks checks, GetEscalationRequest request) {
    checks.area("area", request.getArea());
    SupervisionChecks.id(checks, "escalation_id", request.getEscalationId());
  }

  GetEscalationResponse escalation(Principal caller, GetEscalationRequest request) {
    long asOf = gate.node.lastIndex().getAsLong();
    Escalation known = view.escalation(request.getEscalationId());
    Escalation escalation =
        Refused.ifUnknown(
            known == null || !known.area().equals(request.getArea()) ? null : known,
            Reason.ESCALATION_UNKNOWN,
            "escalation",
            request.getEscalationId());
    Access.require(
        caller.equals(escalation.by())
            || Escalation.ADDRESSEES.contains(caller.role())
                && caller.supervises(escalation.area()),
        caller,
        "read escalation " + escalation.id());
    return GetEscalationResponse.newBuilder()
        .setEscalation(SupervisionMapping.of(escalation, nowMs.getAsLong()))
        .setAsOfLogIndex(asOf)
        .build();
  }

  void shape(FieldChecks checks, ListEscalationsRequest request) {
    SupervisionChecks.page(
        checks, request.getArea(), request.getPageSize(), request.getPageToken());
  }

  ListEscalationsResponse escalations(Principal caller, ListEscalationsRequest request) {
    office(caller, request.getArea(), Escalation.ADDRESSEES, "read escalations");
    ListEscalationsResponse.Builder page =
        ListEscalationsResponse.newBuilder().setAsOfLogIndex(board.lastIndex());
    List<Escalation> found =
        page(
            board.escalations(request.getArea(), request.getPageToken()),
            id -> {
              Escalation each = view.escalation(id);
              return request.getOpenOnly() && each.settled() ? null : each;
            },
            size(request.getPageSize()) + 1);
    int size = Math.min(found.size(), size(request.getPageSize()));
    found
        .subList(0, size)
        .forEach(each -> page.addEscalations(SupervisionMapping.of(each, nowMs.getAsLong())));
    return found.size() > size
        ? page.setNextPageToken(found.get(size - 1).id()).build()
        : page.build();
  }

  void shape(FieldChecks checks, GetDrgAdjustmentRequest request) {
    checks.area("area", request.getArea());
    SupervisionChecks.id(checks, "adjustment_id", request.getAdjustmentId());
  }

  GetDrgAdjustmentResponse adjustment(Principal caller, GetDrgAdjustmentRequest request) {
    long asOf = gate.node.lastIndex().getAsLong();
    DrgAdjustment known = view.drgAdjustment(request.getAdjustmentId());
    DrgAdjustment adjustment =
        Refused.ifUnknown(
            known == null || !known.area().equals(request.getArea()) ? null : known,
            Reason.DRG_ADJUSTMENT_UNKNOWN,
            "adjustment",
            request.getAdjustmentId());
    Access.require(
        caller.is(Role.HOSPITAL, adjustment.hospital())
            || Escalation.ADDRESSEES.contains(caller.role())
                && caller.supervises(adjustment.area()),
        caller,
        "read adjustment " + adjustment.id());
    return GetDrgAdjustmentResponse.newBuilder()
        .setAdjustment(SupervisionMapping.of(adjustment))
        .setAsOfLogIndex(asOf)
        .build();
  }

  GetHospitalStatisticsResponse statistics(Principal caller, GetHospitalStatisticsRequest request) {
    Access.require(
        caller.is(Role.HOSPITAL, request.getHospital()) || caller.supervises(request.getArea()),
        caller,
        "read the statistics of " + request.getHospital());
    long asOf = board.lastIndex();
    return GetHospitalStatisticsResponse.newBuilder()
        .setStatistics(
            SupervisionMapping.of(
                board.month(request.getArea(), request.getHospital(), request.getMonth()),
                view.figures(request.getHospital(), request.getMonth())))
        .setAsOfLogIndex(asOf)
        .build();
  }

  void shape(FieldChecks checks, ListReviewSampleRequest request) {
    SupervisionChecks.page(
        checks, request.getArea(), request.getPageSize(), request.getPageToken());
    SupervisionChecks.hospitalMonth(
        checks, request.getArea(), request.getHospital(), request.getMonth());
  }

  ListReviewSampleResponse sample(Principal caller, ListReviewSampleRequest request) {
    office(
        caller,
        request.getArea(),
        List.of(Role.BUREAU, Role.AGENCY, Role.HEALTH_COMMISSION),
        "read review samples");
    ListReviewSampleResponse.Builder page =
        ListReviewSampleResponse.newBuilder().setAsOfLogIndex(board.lastIndex());
    List<String> ids =
        page(
            board.sample(request.getArea(), request.getHospital(), request.getMonth()),
            id -> id.compareTo(request.getPageToken()) > 0 ? id : null,
            size(request.getPageSize()) + 1);
    int size = Math.min(ids.size(), size(request.getPageSize()));
    for (String id : ids.subList(0, size)) {
      page.addPrescriptions(
          SampledPrescription.newBuilder()
              .setPrescriptionId(id)
              .setCirculated(circulated(gate.node.view().prescription(id))));
    }
    return ids.size() > size ? page.setNextPageToken(ids.get(size - 1)).build() : page.build();
  }

  private static boolean circulated(Prescription prescription) {
    String hospital = prescription.draft().hospital();
    return prescription.course().handOuts().stream()
        .anyMatch(each -> !each.dispenser().equals(hospital));
  }
}
