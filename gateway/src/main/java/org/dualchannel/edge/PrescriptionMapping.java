package org.dualchannel.edge;

import java.util.List;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Reply;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.v1.Hold;
import org.dualchannel.v1.PrescriptionDraft;
import org.dualchannel.v1.PrescriptionLine;
import org.dualchannel.v1.PrescriptionStatus;
import org.dualchannel.v1.SelfPaidLine;

/** Prescriptions between the contract and the domain. */
final class PrescriptionMapping {
  private static final ByName<Prescription.Status, PrescriptionStatus> STATUSES =
      ByName.of(Prescription.Status.class, PrescriptionStatus.class, "PRESCRIPTION_STATUS_");

  private PrescriptionMapping() {}

  static Draft draft(PrescriptionDraft draft) {
    return new Draft(
        draft.getHospital(),
        draft.getHospitalNumber(),
        draft.getPhysician(),
        draft.getDepartment(),
        draft.getPersonNumber(),
        draft.getScheme(),
        draft.getVisitType(),
        draft.getAttribute(),
        Times.msOf(draft.getIssueTime()),
        draft.getValidDays(),
        draft.getLongTerm(),
        ClinicalMapping.diagnoses(draft.getDiagnosesList()),
        ClinicalMapping.notes(draft.getClinicalFacts()),
        draft.getPreferredDispenser(),
        ClinicalMapping.place(draft.hasDeliveryLocation(), draft.getDeliveryLocation()),
        draft.getLinesList().stream().map(PrescriptionMapping::line).toList(),
        draft.getMaxRepeats(),
        draft.getMinIntervalDays(),
        ReviewMapping.justifications(draft.getJustificationsList()));
  }

  private static Draft.Line line(PrescriptionLine line) {
    return new Draft.Line(
        line.getDrug(),
        line.getQuantityE4(),
        line.getDays(),
        line.getSingleDose(),
        line.getSingleDoseUnit(),
        line.getFrequency(),
        line.getRoute(),
        line.getSelfPayReason(),
        line.getGenericName().isEmpty() ? null : line.getGenericName(),
        line.getHospitalApproved());
  }

  static List<SelfPaidLine> selfPaid(List<Reply.SelfPaidLine> lines) {
    return lines.stream()
        .map(
            each ->
                SelfPaidLine.newBuilder()
                    .setLineNumber(each.line())
                    .addAllRuleIds(each.why().reason().rules())
                    .setExplanation(
                        ClinicalMapping.text(each.why().english(), each.why().chinese()))
                    .build())
        .toList();
  }

  static PrescriptionStatus status(Prescription.Status status) {
    return STATUSES.get(status);
  }

  /** The prescription as it stands at a time. */
  static org.dualchannel.v1.Prescription prescription(Prescription prescription, long timeMs) {
    Prescription now = prescription.asOf(timeMs);
    org.dualchannel.v1.Prescription.Builder mapped =
        org.dualchannel.v1.Prescription.newBuilder()
            .setPrescriptionId(now.id())
            .setArea(now.area())
            .setDraft(ofDraft(now.draft()))
            .setStatus(status(now.statusAt(timeMs)))
            .setValidUntil(Times.timestamp(now.untilMs()))
            .setRepeatNumber(now.course().repeat())
            .addAllLineStates(LineMapping.lines(now, timeMs));
    if (now.statusAt(timeMs) == Prescription.Status.BETWEEN_REPEATS) {
      mapped.setNextRepeatFrom(Times.timestamp(now.course().nextFromMs()));
    }
    if (now.heldAt(timeMs)) {
      mapped.setHold(
          Hold.newBuilder()
              .setDispenser(now.hold().holder())
              .setHoldUntil(Times.timestamp(now.hold().untilMs()))
              .addAllLineNumbers(now.hold().lines()));
    }
    Prescription.Admitted admitted = prescription.admitted();
    return mapped
        .setDecision(
            Decisions.of(
                admitted.index(),
                admitted.timeMs(),
                admitted.catalogue(),
                admitted.policy(),
                Decisions.rulesOf(Body.SubmitPrescription.class)))
        .build();
  }

  /** The prescription without what names or describes the patient, for who was only offered it. */
  static org.dualchannel.v1.Prescription withoutPatient(
      org.dualchannel.v1.Prescription prescription) {
    return prescription.toBuilder()
        .setDraft(
            prescription.getDraft().toBuilder()
                .clearHospitalNumber()
                .clearDepartment()
                .clearPersonNumber()
                .clearDiagnoses()
                .clearClinicalFacts()
                .clearDeliveryLocation()
                .clearJustifications())
        .build();
  }

  static PrescriptionDraft ofDraft(Draft draft) {
    PrescriptionDraft.Builder mapped =
        PrescriptionDraft.newBuilder()
            .setHospital(draft.hospital())
            .setHospitalNumber(draft.hospitalNumber())
            .setPhysician(draft.physician())
            .setDepartment(draft.department())
            .setPersonNumber(draft.person())
            .setScheme(draft.scheme())
            .setVisitType(draft.visitType())
            .setAttribute(draft.attribute())
            .setIssueTime(Times.timestamp(draft.issuedMs()))
            .setValidDays(draft.validDays())
            .setLongTerm(draft.longTerm())
            .addAllDiagnoses(ClinicalMapping.ofDiagnoses(draft.diagnoses()))
            .setClinicalFacts(ClinicalMapping.facts(draft.clinical()))
            .setPreferredDispenser(draft.preferred())
            .setMaxRepeats(draft.maxRepeats())
            .setMinIntervalDays(draft.minIntervalDays())
            .addAllJustifications(ReviewMapping.ofJustifications(draft.justifications()));
    if (draft.deliverTo() != null) {
      mapped.setDeliveryLocation(ClinicalMapping.ofPlace(draft.deliverTo()));
    }
    for (int i = 0; i < draft.lines().size(); i++) {
      mapped.addLines(ofLine(draft.lines().get(i), i + 1));
    }
    return mapped.build();
  }

  private static PrescriptionLine ofLine(Draft.Line line, int number) {
    return PrescriptionLine.newBuilder()
        .setLineNumber(number)
        .setDrug(line.drug())
        .setQuantityE4(line.quantityE4())
        .setDays(line.days())
        .setSingleDose(line.singleDose())
        .setSingleDoseUnit(line.singleDoseUnit())
        .setFrequency(line.frequency())
        .setRoute(line.route())
        .setSelfPayReason(line.selfPayReason())
        .setGenericName(line.genericName() == null ? "" : line.genericName())
        .setHospitalApproved(line.hospitalApproved())
        .build();
  }
}
