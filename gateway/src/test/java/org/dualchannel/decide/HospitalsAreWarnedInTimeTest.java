package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DUPILUMAB;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.CHIEF;
import static org.dualchannel.decide.TestRegistry.EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_HOSPITAL;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.START;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentNotice.Kind;
import org.dualchannel.enrolment.EnrolmentVersion;
import org.dualchannel.enrolment.EnrolmentVersion.Change;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Before and after the last days of an enrolment its hospital is told; its history is kept. */
class HospitalsAreWarnedInTimeTest {
  private final TestCity city = new TestCity();

  /** A notice as the test reads it. */
  private record Told(LocalDate on, Kind kind, LocalDate deadline) {}

  @Test
  @Tag("S2-38")
  void warnsThirtyAndSevenDaysAheadAndTellsTheLapseAndTheEnd() {
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    LocalDate due = enrolment.assessBy();
    LocalDate end = enrolment.end();

    List<Told> told = dayByDay(START, end.plusDays(60));

    assertEquals(
        List.of(
            new Told(due.minusDays(30), Kind.REASSESSMENT_DUE, due),
            new Told(due.minusDays(7), Kind.REASSESSMENT_DUE, due),
            new Told(due.plusDays(1), Kind.REASSESSMENT_MISSED, due),
            new Told(end.minusDays(30), Kind.YEAR_ENDING, end),
            new Told(end.minusDays(7), Kind.YEAR_ENDING, end),
            new Told(end.plusDays(1), Kind.YEAR_ENDED, end)),
        told);
    assertEquals(0, city.state.deadlines.size(), "nothing is watched any more");
  }

  @Test
  @Tag("S2-38")
  void afterAReassessmentOnlyTheNewDatesAreWarnedOf() {
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    city.goTo(START.plusMonths(2));
    Enrolment once = reassess(enrolment);
    city.goTo(START.plusMonths(3));
    Enrolment twice = reassess(once);
    LocalDate due = twice.assessBy();

    List<Told> told = dayByDay(START.plusMonths(3), due);

    assertEquals(
        List.of(
            new Told(due.minusDays(30), Kind.REASSESSMENT_DUE, due),
            new Told(due.minusDays(7), Kind.REASSESSMENT_DUE, due)),
        told);
  }

  @Test
  @Tag("S2-38")
  void whereTheYearEndsFirstNoReassessmentIsAskedFor() {
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    city.goTo(enrolment.assessBy());
    Enrolment assessed = reassess(enrolment);
    assertEquals(assessed.end(), assessed.assessBy());

    List<Told> told = dayByDay(city.today(), assessed.end());

    assertEquals(List.of(Kind.YEAR_ENDING, Kind.YEAR_ENDING), kinds(told));
  }

  @Test
  @Tag("S2-38")
  void anEndedEnrolmentIsNotWarnedOf() {
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    accepted(
        city.by(
            hospital(HOSPITAL), new Body.WithdrawEnrolment(enrolment.id(), "TREATMENT_ENDED", "")));
    assertEquals(List.of(), dayByDay(START, enrolment.end().plusDays(2)));
  }

  @Test
  @Tag("S2-38")
  void afterSilenceOnlyTheLatestOfEachIsTold() {
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    assertEquals(
        List.of(Kind.REASSESSMENT_MISSED, Kind.YEAR_ENDING),
        kinds(toldOn(enrolment.end().minusDays(3))));
    assertEquals(List.of(), toldOn(enrolment.end().minusDays(2)));
  }

  @Test
  @Tag("S2-38")
  void whatComesWithItsDatesIsToldAtOnce() {
    LocalDate start = START.minusMonths(6).minusDays(5);
    city.events.clear();
    accepted(
        city.bureau(
            new Body.ImportEnrolments(
                List.of(
                    new Body.EarlierEnrolment(
                        HOSPITAL, EMPLOYEE, DUPILUMAB, TestCity.content(CHIEF), start, start)))));
    assertEquals(List.of(Kind.REASSESSMENT_MISSED), kinds(told(START)));

    city.events.clear();
    accepted(
        city.by(
            hospital(OTHER_HOSPITAL),
            new Body.TransferEnrolments(
                OTHER_HOSPITAL,
                EMPLOYEE,
                true,
                "",
                List.of(new Body.Transfer(DUPILUMAB, TestCity.content(CHIEF))))));
    assertEquals(List.of(Kind.REASSESSMENT_MISSED), kinds(told(START)));
  }

  @Test
  @Tag("S2-38")
  void aLapseStopsSettlementUntilTheReassessment() {
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    city.goTo(enrolment.assessBy());
    String prescription = city.submitted(TestDraft.dupilumab());
    city.goTo(enrolment.assessBy().plusDays(1));
    accepted(city.claim(pharmacy(PHARMACY), prescription));
    refused(
        Reason.ENROLMENT_REASSESSMENT_OVERDUE,
        city.dispense(pharmacy(PHARMACY), prescription, city.openLines(prescription)),
        "S2-38");

    Enrolment assessed = reassess(enrolment);
    assertEquals(enrolment.end(), assessed.end(), "assessing does not extend the year");
    Settlement settlement = city.dispensed(pharmacy(PHARMACY), prescription);
    assertEquals(
        List.of(new Settlement.UsedEnrolment(1, enrolment.id(), 2)), settlement.enrolments());
  }

  @Test
  @Tag("S2-37")
  void eachVersionIsKeptWithWhoAndWhy() {
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    city.goTo(START.plusDays(10));
    accepted(
        city.by(
            hospital(HOSPITAL),
            new Body.UpdateEnrolment(
                enrolment.id(), 1, CHIEF, TestCity.content(CHIEF), "dose halved")));
    reassess(enrolment);

    EnrolmentVersion second = city.view.enrolmentVersion(enrolment.id(), 2);
    assertEquals(Change.CREATED, city.view.enrolmentVersion(enrolment.id(), 1).change());
    assertEquals(Change.UPDATED, second.change());
    assertEquals("dose halved", second.why());
    assertEquals(CHIEF, second.physician());
    assertEquals(hospital(HOSPITAL).toString(), second.by());
    assertEquals(city.nowMs, second.enrolment().updatedMs());
    assertEquals(Change.REASSESSED, city.view.enrolmentVersion(enrolment.id(), 3).change());
    assertEquals(3, city.view.enrolment(enrolment.id()).version());
  }

  @Test
  @Tag("S2-37")
  void aNoticeIsNoVersion() {
    Enrolment enrolment = city.enrolled(EMPLOYEE, DUPILUMAB);
    city.goTo(enrolment.assessBy().plusDays(1));
    city.tick();
    assertEquals(1, city.view.enrolment(enrolment.id()).version());
    refused(
        Reason.VERSION_MISMATCH,
        city.by(
            hospital(HOSPITAL),
            new Body.ReassessEnrolment(enrolment.id(), 2, CHIEF, "stable", null)));
    accepted(
        city.by(
            hospital(HOSPITAL),
            new Body.ReassessEnrolment(enrolment.id(), 1, CHIEF, "stable", null)));
  }

  private Enrolment reassess(Enrolment enrolment) {
    Outcome outcome =
        accepted(
            city.by(
                hospital(HOSPITAL),
                new Body.ReassessEnrolment(enrolment.id(), 0, CHIEF, "responds well", null)));
    return ((Reply.Enrolled) outcome.reply()).enrolment();
  }

  private List<Told> dayByDay(LocalDate after, LocalDate last) {
    List<Told> told = new ArrayList<>();
    for (LocalDate day = after.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
      told.addAll(toldOn(day));
    }
    return told;
  }

  private List<Told> toldOn(LocalDate day) {
    city.events.clear();
    city.goTo(day);
    city.tick();
    return told(day);
  }

  private List<Told> told(LocalDate day) {
    List<Told> told = new ArrayList<>();
    for (Event event : city.events) {
      if (event instanceof Event.EnrolmentNoticed noticed) {
        assertEquals(day, noticed.notice().given());
        told.add(new Told(day, noticed.notice().kind(), noticed.notice().deadline()));
      }
    }
    return told;
  }

  private static List<Kind> kinds(List<Told> told) {
    return told.stream().map(Told::kind).toList();
  }
}
