package org.dualchannel.cli.demo;

import static org.dualchannel.cli.demo.SampleCity.DERMATOLOGIST;
import static org.dualchannel.cli.demo.SampleCity.HOSPITAL;
import static org.dualchannel.cli.demo.SampleCity.PHARMACY;
import static org.dualchannel.cli.demo.SampleCity.RHEUMATOLOGIST;
import static org.dualchannel.cli.demo.SampleCity.UNDESIGNATED;
import static org.dualchannel.cli.demo.SampleCity.UNTRACED;
import static org.dualchannel.cli.demo.Treatment.DUPILUMAB;
import static org.dualchannel.cli.demo.Treatment.TOFACITINIB;

import io.grpc.Context;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import org.dualchannel.v1.BatchImportEnrolmentsRequest;
import org.dualchannel.v1.EnrolmentNotice;
import org.dualchannel.v1.EnrolmentNoticeKind;
import org.dualchannel.v1.EnrolmentStatus;
import org.dualchannel.v1.ExclusionReason;
import org.dualchannel.v1.GetEnrolmentRequest;
import org.dualchannel.v1.LeftOut;
import org.dualchannel.v1.ReassessEnrolmentRequest;
import org.dualchannel.v1.Settlement;
import org.dualchannel.v1.SubmitPrescriptionResponse;
import org.dualchannel.v1.WatchEnrolmentNoticesRequest;
import org.dualchannel.v1.WatchEnrolmentNoticesResponse;

/** The stories about what is refused, and what mends it. */
final class RuleStories {
  static final List<Story> ALL =
      List.of(
          new Story(
              "An enrolment that lapsed for reassessment",
              "The bureau hands over an enrolment that was filed seven months ago and never"
                  + " reassessed. The hospital is told, and cannot prescribe under it until it has"
                  + " reassessed.",
              RuleStories::lapsed),
          new Story(
              "The wrong specialty for tofacitinib",
              "Tofacitinib is paid on prescription of a rheumatologist only. A chief"
                  + " dermatologist is refused; the rheumatologist's prescription for the same"
                  + " patient is settled, at the ratio of a retired person.",
              RuleStories::wrongSpecialty),
          new Story(
              "A pharmacy that is not designated",
              "The patient would like to go to a pharmacy which the hospital has not designated."
                  + " Routing leaves it out and says why, and the pharmacy cannot claim.",
              RuleStories::notDesignated),
          new Story(
              "A trace code used twice",
              "A pharmacy scans a pack that was already sold to someone else. Nothing is"
                  + " dispensed and nothing settled until the codes are right.",
              RuleStories::codeTwice));

  private RuleStories() {}

  private static void lapsed(Scene scene) {
    Prescribed prescribed = Prescribed.of(DUPILUMAB, DERMATOLOGIST, "P0000010008");
    LocalDate start = scene.requests().today().minusMonths(7);
    String id =
        scene.called(
            "BatchImportEnrolments",
            "bureau",
            () ->
                scene
                    .bureauEnrolments()
                    .batchImportEnrolments(
                        BatchImportEnrolmentsRequest.newBuilder()
                            .setRequestId(Requests.id())
                            .setArea(SampleCity.AREA)
                            .addEnrolments(scene.requests().earlier(prescribed, start))
                            .build())
                    .getEnrolmentIds(0),
            given -> given + ", filed " + start);
    Scene.same(EnrolmentStatus.ENROLMENT_STATUS_SUSPENDED, status(scene, id), "status");
    Scene.same(
        EnrolmentNoticeKind.ENROLMENT_NOTICE_KIND_REASSESSMENT_MISSED, notice(scene, id), "notice");
    scene.refused(
        "SubmitPrescription",
        HOSPITAL,
        "ENROLMENT_REASSESSMENT_OVERDUE",
        () -> scene.prescriptions().submitPrescription(scene.requests().submit(prescribed)));
    scene.called(
        "ReassessEnrolment",
        HOSPITAL,
        () ->
            scene
                .enrolments()
                .reassessEnrolment(
                    ReassessEnrolmentRequest.newBuilder()
                        .setRequestId(Requests.id())
                        .setArea(SampleCity.AREA)
                        .setEnrolmentId(id)
                        .setExpectedVersion(1)
                        .setPhysician(DERMATOLOGIST)
                        .setFinding("EASI fell from 24 to 6; treatment goes on")
                        .build())
                .getEnrolment(),
        each -> Names.of(each.getStatus()) + ", ends as before on " + day(each.getEndDate()));
    Settlement settlement = scene.prescribeAndDispense(prescribed, PHARMACY);
    scene.transcript().money().add("after reassessment", settlement);
    Scene.same(415_040L, settlement.getTotal().getHifpPayFen(), "pooled fund");
  }

  private static EnrolmentStatus status(Scene scene, String id) {
    return scene.called(
        "GetEnrolment",
        HOSPITAL,
        () ->
            scene
                .enrolments()
                .getEnrolment(
                    GetEnrolmentRequest.newBuilder()
                        .setArea(SampleCity.AREA)
                        .setEnrolmentId(id)
                        .build())
                .getEnrolment()
                .getStatus(),
        Names::of);
  }

  /** What the hospital is told of the enrolment on its stream. */
  private static EnrolmentNoticeKind notice(Scene scene, String id) {
    return scene.called(
        "WatchEnrolmentNotices",
        HOSPITAL,
        () -> {
          Context.CancellableContext stream = Context.current().withCancellation();
          Context outer = stream.attach();
          try {
            Iterator<WatchEnrolmentNoticesResponse> events =
                scene
                    .enrolments()
                    .watchEnrolmentNotices(
                        WatchEnrolmentNoticesRequest.newBuilder()
                            .setArea(SampleCity.AREA)
                            .setHospital(HOSPITAL)
                            .build());
            EnrolmentNotice notice = events.next().getNotice();
            while (!notice.getEnrolmentId().equals(id)) {
              notice = events.next().getNotice();
            }
            return notice.getKind();
          } finally {
            stream.detachAndCancel(outer, null);
          }
        },
        Names::of);
  }

  private static String day(com.google.type.Date date) {
    return LocalDate.of(date.getYear(), date.getMonth(), date.getDay()).toString();
  }

  private static void wrongSpecialty(Scene scene) {
    Prescribed prescribed = Prescribed.of(TOFACITINIB, RHEUMATOLOGIST, "P0000010009");
    scene.enrol(prescribed, List.of(RHEUMATOLOGIST, DERMATOLOGIST));
    scene.refused(
        "SubmitPrescription",
        HOSPITAL,
        "RESTRICTION_UNMET",
        () ->
            scene
                .prescriptions()
                .submitPrescription(scene.requests().submit(prescribed.by(DERMATOLOGIST))));
    Settlement settlement = scene.prescribeAndDispense(prescribed, PHARMACY);
    scene.transcript().money().add("by rheumatologist", settlement);
    Scene.same(
        new Split(96_000, 0, 9_600, 86_400, 50_000, 30_940, 0, 0, 0, 65_060),
        Split.of(settlement.getTotal()),
        "split in fen");
  }

  private static void notDesignated(Scene scene) {
    Prescribed prescribed =
        Prescribed.of(DUPILUMAB, DERMATOLOGIST, "P0000010010").at(UNDESIGNATED.code());
    scene.enrol(prescribed);
    SubmitPrescriptionResponse submitted = scene.submit(prescribed);
    for (LeftOut each : submitted.getLeftOutList()) {
      scene
          .transcript()
          .note(
              "left out "
                  + each.getDispenser()
                  + " "
                  + each.getReason().name().substring("EXCLUSION_REASON_".length())
                  + " "
                  + each.getRuleIdsList()
                  + " "
                  + each.getExplanation().getZh());
    }
    expectLeftOut(submitted, UNDESIGNATED.code(), ExclusionReason.EXCLUSION_REASON_NOT_DESIGNATED);
    expectLeftOut(submitted, UNTRACED.code(), ExclusionReason.EXCLUSION_REASON_NOT_QUALIFIED);
    String id = submitted.getPrescriptionId();
    refusedClaim(scene, id, UNDESIGNATED, "PHARMACY_NOT_DESIGNATED");
    refusedClaim(scene, id, UNTRACED, "PHARMACY_NOT_QUALIFIED");
    Settlement settlement =
        scene.dispense(scene.claim(id, DUPILUMAB, PHARMACY), PHARMACY.priceFen(DUPILUMAB));
    Scene.same(632_000L, settlement.getTotal().getMedfeeSumamtFen(), "medfee");
  }

  private static void refusedClaim(
      Scene scene, String prescription, SampleCity.Shop shop, String reason) {
    scene.refused(
        "ClaimPrescription",
        shop.code(),
        reason,
        () ->
            scene
                .dispensing(shop.code())
                .claimPrescription(scene.requests().claim(prescription, shop.code())));
  }

  private static void expectLeftOut(
      SubmitPrescriptionResponse submitted, String pharmacy, ExclusionReason reason) {
    Scene.check(
        submitted.getLeftOutList().stream()
            .anyMatch(each -> each.getDispenser().equals(pharmacy) && each.getReason() == reason),
        pharmacy + " was not left out as " + reason);
    Scene.check(
        submitted.getCandidatesList().stream()
            .noneMatch(each -> each.getDispenser().equals(pharmacy)),
        pharmacy + " is a candidate");
  }

  private static void codeTwice(Scene scene) {
    Prescribed sold = Prescribed.of(DUPILUMAB, DERMATOLOGIST, "P0000010011");
    Prescribed again = Prescribed.of(DUPILUMAB, DERMATOLOGIST, "P0000010012");
    scene.enrol(sold);
    scene.enrol(again);
    List<String> packs = scene.requests().packs(DUPILUMAB);
    long priceFen = PHARMACY.priceFen(DUPILUMAB);
    String first = scene.submit(sold).getPrescriptionId();
    scene.dispense(scene.claim(first, DUPILUMAB, PHARMACY), priceFen, packs);
    String second = scene.submit(again).getPrescriptionId();
    Claimed claimed = scene.claim(second, DUPILUMAB, PHARMACY);
    List<String> oneSold = List.of(scene.requests().packs(DUPILUMAB).get(0), packs.get(1));
    scene.refused(
        "DispensePrescription",
        PHARMACY.code(),
        "TRACE_CODE_SOLD",
        () ->
            scene
                .dispensing(PHARMACY.code())
                .dispensePrescription(scene.requests().dispense(claimed, priceFen, oneSold)));
    Settlement settlement = scene.dispense(claimed, priceFen);
    scene.transcript().money().add("with fresh packs", settlement);
    Scene.same(568_800L, settlement.getRemainingCaps(0).getUsedFen(), "cap used");
  }
}
