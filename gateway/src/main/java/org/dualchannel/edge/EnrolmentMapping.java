package org.dualchannel.edge;

import java.time.LocalDate;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentContent;
import org.dualchannel.enrolment.EnrolmentVersion;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.v1.EarlierEnrolment;
import org.dualchannel.v1.EnrolmentChange;
import org.dualchannel.v1.EnrolmentStatus;
import org.dualchannel.v1.EnrolmentTransfer;
import org.dualchannel.v1.TreatmentPlan;

/** Enrolments between the contract and the domain. */
final class EnrolmentMapping {
  private EnrolmentMapping() {}

  static EnrolmentContent content(org.dualchannel.v1.EnrolmentContent content) {
    TreatmentPlan plan = content.getTreatmentPlan();
    return new EnrolmentContent(
        content.getPhysiciansList(),
        ClinicalMapping.diagnoses(content.getDiagnosesList()),
        content.getDiagnosisBasis(),
        new EnrolmentContent.Plan(
            plan.getSingleDose(),
            plan.getSingleDoseUnit(),
            plan.getFrequency(),
            plan.getRoute(),
            plan.getComment()),
        ClinicalMapping.notes(content.getClinicalFacts()));
  }

  /** An enrolment that was filed before the gateway was. */
  static Body.EarlierEnrolment earlier(EarlierEnrolment enrolment) {
    return new Body.EarlierEnrolment(
        enrolment.getHospital(),
        enrolment.getPersonNumber(),
        enrolment.getDrug(),
        content(enrolment.getContent()),
        Times.dateOf(enrolment.getStartDate()),
        Times.dateOf(enrolment.getAssessedDate()));
  }

  /** The enrolment as a command left it. */
  static org.dualchannel.v1.Enrolment of(Outcome outcome) {
    return of(((Reply.Enrolled) outcome.reply()).enrolment(), outcome.timeMs());
  }

  /** The enrolment as it stands at a time. */
  static org.dualchannel.v1.Enrolment of(Enrolment enrolment, long timeMs) {
    LocalDate day = CivilDate.of(timeMs);
    return org.dualchannel.v1.Enrolment.newBuilder()
        .setEnrolmentId(enrolment.id())
        .setArea(enrolment.area())
        .setPersonNumber(enrolment.person())
        .setHospital(enrolment.hospital())
        .setMolecule(enrolment.molecule())
        .setContent(ofContent(enrolment.content()))
        .setStatus(EnrolmentStatus.valueOf("ENROLMENT_STATUS_" + enrolment.statusOn(day).name()))
        .setStartDate(Times.date(enrolment.start()))
        .setEndDate(Times.date(enrolment.end()))
        .setReassessByDate(Times.date(enrolment.assessBy()))
        .setVersion(enrolment.version())
        .setUpdateTime(Times.timestamp(enrolment.updatedMs()))
        .setTransferredFromId(orEmpty(enrolment.transferredFrom()))
        .setTransferredToId(orEmpty(enrolment.transferredTo()))
        .build();
  }

  private static String orEmpty(String textOrNull) {
    return textOrNull == null ? "" : textOrNull;
  }

  /** The enrolment as a change left it, at that time. */
  static org.dualchannel.v1.EnrolmentVersion of(EnrolmentVersion version) {
    return org.dualchannel.v1.EnrolmentVersion.newBuilder()
        .setEnrolment(of(version.enrolment(), version.enrolment().updatedMs()))
        .setChange(EnrolmentChange.valueOf("ENROLMENT_CHANGE_" + version.change().name()))
        .setChangedBy(version.by())
        .setPhysician(version.physician())
        .setReason(version.why())
        .build();
  }

  /** What a transfer registers. */
  static Body.Transfer transfer(EnrolmentTransfer transfer) {
    return new Body.Transfer(transfer.getDrug(), content(transfer.getContent()));
  }

  private static org.dualchannel.v1.EnrolmentContent ofContent(EnrolmentContent content) {
    EnrolmentContent.Plan plan = content.plan();
    return org.dualchannel.v1.EnrolmentContent.newBuilder()
        .addAllPhysicians(content.physicians())
        .addAllDiagnoses(ClinicalMapping.ofDiagnoses(content.diagnoses()))
        .setDiagnosisBasis(content.basis())
        .setTreatmentPlan(
            TreatmentPlan.newBuilder()
                .setSingleDose(plan.singleDose())
                .setSingleDoseUnit(plan.singleDoseUnit())
                .setFrequency(plan.frequency())
                .setRoute(plan.route())
                .setComment(plan.comment()))
        .setClinicalFacts(ClinicalMapping.facts(content.clinical()))
        .build();
  }
}
