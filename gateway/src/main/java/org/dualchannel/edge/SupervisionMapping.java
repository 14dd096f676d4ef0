package org.dualchannel.edge;

import java.time.LocalDate;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Principal;
import org.dualchannel.supervision.Alert;
import org.dualchannel.supervision.AlertHandling;
import org.dualchannel.supervision.Complaint;
import org.dualchannel.supervision.DrgAdjustment;
import org.dualchannel.supervision.DrgCost;
import org.dualchannel.supervision.DrugBurden;
import org.dualchannel.supervision.Escalation;
import org.dualchannel.supervision.HospitalFigures;
import org.dualchannel.supervision.HospitalMonth;
import org.dualchannel.supervision.MonitoringLimits;
import org.dualchannel.supervision.SupervisionRules;
import org.dualchannel.v1.AlertKind;
import org.dualchannel.v1.AlertStatus;
import org.dualchannel.v1.CallerRole;
import org.dualchannel.v1.ComplaintMatter;
import org.dualchannel.v1.ComplaintResult;
import org.dualchannel.v1.ComplaintStage;
import org.dualchannel.v1.ComplaintStep;
import org.dualchannel.v1.ComplaintSubject;
import org.dualchannel.v1.DispensedFigures;
import org.dualchannel.v1.DrgAdjustmentStatus;
import org.dualchannel.v1.DrgCases;
import org.dualchannel.v1.DrgLever;
import org.dualchannel.v1.EscalationAnswer;
import org.dualchannel.v1.EscalationMatter;
import org.dualchannel.v1.Evidence;
import org.dualchannel.v1.HospitalStatistics;
import org.dualchannel.v1.Party;

/** Supervision between the contract and the domain. */
final class SupervisionMapping {
  private SupervisionMapping() {}

  static SupervisionRules rules(org.dualchannel.v1.SupervisionRules rules) {
    org.dualchannel.v1.MonitoringLimits limits = rules.getMonitoring();
    return new SupervisionRules(
        new MonitoringLimits(
            limits.getOverlapToleranceDays(),
            limits.getSameDayDispensers(),
            limits.getMaxDaysOnHand(),
            limits.getPrescriberDaily(),
            limits.getSwitchedOffList().stream().map(SupervisionMapping::kind).toList()),
        new SupervisionRules.ComplaintTerms(
            rules.getComplaintAssignDays(),
            rules.getComplaintAnswerDays(),
            rules.getComplaintCloseDays()),
        rules.getSampleBp(),
        rules.getEscalateWithinDays(),
        rules.getEscalationAnswerDays());
  }

  static org.dualchannel.v1.SupervisionRules of(SupervisionRules rules) {
    MonitoringLimits limits = rules.monitoring();
    return org.dualchannel.v1.SupervisionRules.newBuilder()
        .setMonitoring(
            org.dualchannel.v1.MonitoringLimits.newBuilder()
                .setOverlapToleranceDays(limits.overlapToleranceDays())
                .setSameDayDispensers(limits.sameDayDispensers())
                .setMaxDaysOnHand(limits.maxDaysOnHand())
                .setPrescriberDaily(limits.prescriberDaily())
                .addAllSwitchedOff(
                    limits.switchedOff().stream().map(SupervisionMapping::ofKind).toList()))
        .setComplaintAssignDays(rules.complaints().assignDays())
        .setComplaintAnswerDays(rules.complaints().answerDays())
        .setComplaintCloseDays(rules.complaints().closeDays())
        .setSampleBp(rules.sampleBp())
        .setEscalateWithinDays(rules.escalateWithinDays())
        .setEscalationAnswerDays(rules.escalationAnswerDays())
        .build();
  }

  static Alert.Kind kind(AlertKind kind) {
    return Alert.Kind.valueOf(ClinicalMapping.word(kind, "ALERT_KIND_"));
  }

  private static AlertKind ofKind(Alert.Kind kind) {
    return AlertKind.valueOf("ALERT_KIND_" + kind.name());
  }

  static AlertStatus status(AlertHandling handling) {
    return handling == null
        ? AlertStatus.ALERT_STATUS_OPEN
        : AlertStatus.valueOf("ALERT_STATUS_" + handling.verdict().name());
  }

  /** An alert and what became of it; {@code handling} is null while it is open. */
  static org.dualchannel.v1.Alert of(Alert alert, AlertHandling handling) {
    org.dualchannel.v1.Alert.Builder mapped =
        org.dualchannel.v1.Alert.newBuilder()
            .setAlertId(alert.id())
            .setKind(ofKind(alert.kind()))
            .setStatus(status(handling))
            .setLogIndex(alert.index())
            .setRaisedTime(Times.timestamp(alert.timeMs()))
            .setPersonNumber(alert.person())
            .setHospital(alert.hospital())
            .setPhysician(alert.physician())
            .setDispenser(alert.dispenser())
            .setPrescriptionId(alert.prescription())
            .setSettlementId(alert.settlement());
    for (Alert.Evidence each : alert.evidence()) {
      mapped.addEvidence(Evidence.newBuilder().setKey(each.key()).setValue(each.value()));
    }
    if (handling != null) {
      mapped.setReason(handling.reason()).setHandledTime(Times.timestamp(handling.timeMs()));
    }
    return mapped.build();
  }

  static Principal principal(Party party) {
    return new Principal(
        Principal.Role.valueOf(ClinicalMapping.word(party.getRole(), "CALLER_ROLE_")),
        party.getCode());
  }

  private static Party party(Principal principal) {
    return Party.newBuilder().setRole(role(principal.role())).setCode(principal.code()).build();
  }

  private static CallerRole role(Principal.Role role) {
    return CallerRole.valueOf("CALLER_ROLE_" + role.name());
  }

  static Complaint.Matter matter(ComplaintMatter matter) {
    return new Complaint.Matter(
        Complaint.Subject.valueOf(ClinicalMapping.word(matter.getSubject(), "COMPLAINT_SUBJECT_")),
        matter.getPersonNumber(),
        matter.getAbout(),
        matter.getPrescriptionId(),
        matter.getText());
  }

  static Complaint.Result result(ComplaintResult result) {
    return Complaint.Result.valueOf(ClinicalMapping.word(result, "COMPLAINT_RESULT_"));
  }

  static ComplaintStage stage(Complaint.Stage stage) {
    return ComplaintStage.valueOf("COMPLAINT_STAGE_" + stage.name());
  }

  static org.dualchannel.v1.Complaint of(Complaint complaint, long timeMs) {
    org.dualchannel.v1.Complaint.Builder mapped =
        org.dualchannel.v1.Complaint.newBuilder()
            .setComplaintId(complaint.id())
            .setArea(complaint.area())
            .setMatter(
                ComplaintMatter.newBuilder()
                    .setSubject(
                        ComplaintSubject.valueOf("COMPLAINT_SUBJECT_" + complaint.subject().name()))
                    .setPersonNumber(complaint.person())
                    .setAbout(complaint.about())
                    .setPrescriptionId(complaint.prescription())
                    .setText(complaint.text()))
            .setStage(stage(complaint.stage()))
            .setAnswer(complaint.answer())
            .setAssignByDate(Times.date(complaint.due().assign()))
            .setAnswerByDate(Times.date(complaint.due().answer()))
            .setCloseByDate(Times.date(complaint.due().close()))
            .setOverdue(complaint.overdueOn(CivilDate.of(timeMs)));
    if (complaint.assignee() != null) {
      mapped.setAssignee(party(complaint.assignee()));
    }
    if (complaint.result() != null) {
      mapped.setResult(ComplaintResult.valueOf("COMPLAINT_RESULT_" + complaint.result().name()));
    }
    for (Complaint.Step step : complaint.history()) {
      mapped.addSteps(
          ComplaintStep.newBuilder()
              .setStage(stage(step.to()))
              .setBy(party(step.by()))
              .setStepTime(Times.timestamp(step.timeMs()))
              .setNote(step.note()));
    }
    return mapped.build();
  }

  static Escalation.Matter matter(EscalationMatter matter) {
    return Escalation.Matter.valueOf(ClinicalMapping.word(matter, "ESCALATION_MATTER_"));
  }

  static org.dualchannel.v1.Escalation of(Escalation escalation, long timeMs) {
    org.dualchannel.v1.Escalation.Builder mapped =
        org.dualchannel.v1.Escalation.newBuilder()
            .setEscalationId(escalation.id())
            .setArea(escalation.area())
            .setMatter(EscalationMatter.valueOf("ESCALATION_MATTER_" + escalation.matter().name()))
            .setReference(escalation.reference())
            .setText(escalation.text())
            .setOccurredDate(Times.date(escalation.occurred()))
            .setRaisedBy(party(escalation.by()))
            .setRaisedTime(Times.timestamp(escalation.timeMs()))
            .setLate(escalation.late())
            .setAnswerByDate(Times.date(escalation.answerBy()))
            .setSettled(escalation.settled())
            .setOverdue(escalation.overdueOn(CivilDate.of(timeMs)));
    for (Escalation.Answer answer : escalation.answers()) {
      mapped.addAnswers(
          EscalationAnswer.newBuilder()
              .setRole(role(answer.role()))
              .setText(answer.text())
              .setAnswerTime(Times.timestamp(answer.timeMs())));
    }
    return mapped.build();
  }

  static DrgAdjustment.Lever lever(DrgLever lever) {
    return DrgAdjustment.Lever.valueOf(ClinicalMapping.word(lever, "DRG_LEVER_"));
  }

  static DrgCost cost(org.dualchannel.v1.DrgCost cost) {
    LocalDate from = Times.dateOf(cost.getPeriod().getFromDate());
    LocalDate to = Times.dateOf(cost.getPeriod().getToDate());
    return new DrgCost(
        cost.getGroup(),
        new Period(from, to),
        cost.getMoleculesList(),
        cost.getHospitalTotalFen(),
        cases(cost.getBefore()),
        cases(cost.getNow()));
  }

  private static DrgCost.Cases cases(DrgCases cases) {
    return new DrgCost.Cases(cases.getCaseCount(), cases.getTotalFen(), cases.getNegotiatedFen());
  }

  private static DrgCases ofCases(DrgCost.Cases cases) {
    return DrgCases.newBuilder()
        .setCaseCount(cases.count())
        .setTotalFen(cases.totalFen())
        .setNegotiatedFen(cases.negotiatedFen())
        .build();
  }

  static org.dualchannel.v1.DrgAdjustment of(DrgAdjustment adjustment) {
    DrgCost cost = adjustment.cost();
    return org.dualchannel.v1.DrgAdjustment.newBuilder()
        .setAdjustmentId(adjustment.id())
        .setArea(adjustment.area())
        .setHospital(adjustment.hospital())
        .setLever(DrgLever.valueOf("DRG_LEVER_" + adjustment.lever().name()))
        .setCost(
            org.dualchannel.v1.DrgCost.newBuilder()
                .setGroup(cost.group())
                .setPeriod(ClinicalMapping.ofPeriod(cost.period()))
                .addAllMolecules(cost.molecules())
                .setHospitalTotalFen(cost.hospitalTotalFen())
                .setBefore(ofCases(cost.before()))
                .setNow(ofCases(cost.now())))
        .setCurrentE4(adjustment.currentE4())
        .setProposedE4(adjustment.proposedE4())
        .setRiseFen(adjustment.riseFen())
        .setStatus(
            DrgAdjustmentStatus.valueOf("DRG_ADJUSTMENT_STATUS_" + adjustment.status().name()))
        .setDecisionReason(adjustment.decision())
        .setUpdateTime(Times.timestamp(adjustment.updatedMs()))
        .build();
  }

  static org.dualchannel.v1.HospitalFigures of(HospitalFigures figures) {
    return org.dualchannel.v1.HospitalFigures.newBuilder()
        .setMonth(figures.month())
        .setVisits(figures.visits())
        .setMedicalFen(figures.medicalFen())
        .setDrugFen(figures.drugFen())
        .setNegotiatedFen(figures.negotiatedFen())
        .build();
  }

  /** The statistics; {@code figures} is null when the hospital reported nothing. */
  static HospitalStatistics of(HospitalMonth month, HospitalFigures figures) {
    HospitalStatistics.Builder mapped =
        HospitalStatistics.newBuilder()
            .setHospital(month.hospital())
            .setMonth(month.month())
            .setPrescriptions(month.prescriptions())
            .setInHouse(of(month.inHouse()))
            .setCirculated(of(month.circulated()));
    if (figures != null) {
      DrugBurden.Versions versions = DrugBurden.of(figures, month);
      mapped
          .setReported(of(figures))
          .setWithNegotiated(of(versions.with()))
          .setWithoutNegotiated(of(versions.without()));
    }
    return mapped.build();
  }

  private static DispensedFigures of(HospitalMonth.Dispensed dispensed) {
    return DispensedFigures.newBuilder()
        .setSettlements(dispensed.settlements())
        .setAmountFen(dispensed.amountFen())
        .setNegotiatedFen(dispensed.negotiatedFen())
        .setFundFen(dispensed.fundFen())
        .build();
  }

  private static org.dualchannel.v1.DrugBurden of(DrugBurden burden) {
    org.dualchannel.v1.DrugBurden.Builder mapped =
        org.dualchannel.v1.DrugBurden.newBuilder()
            .setDrugFen(burden.drugFen())
            .setMedicalFen(burden.medicalFen());
    if (burden.drugRatioBp() != null) {
      mapped.setDrugRatioBp(burden.drugRatioBp());
    }
    if (burden.averageFen() != null) {
      mapped.setAverageFen(burden.averageFen());
    }
    return mapped.build();
  }
}
