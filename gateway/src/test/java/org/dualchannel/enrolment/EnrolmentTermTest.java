package org.dualchannel.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.enrolment.Enrolment.Status;
import org.dualchannel.prescription.ClinicalNotes;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The dates of an enrolment, day by day. */
class EnrolmentTermTest {
  private static final LocalDate START = LocalDate.of(2026, 3, 2);

  @Test
  @Tag("S2-36")
  void theLastDayIsTheDayBeforeTheAnniversary() {
    assertEquals(LocalDate.of(2027, 3, 1), EnrolmentTerm.end(START, 12));
    assertEquals(
        LocalDate.of(2025, 2, 27), EnrolmentTerm.end(LocalDate.of(2024, 2, 29), 12), "leap day");
    assertEquals(LocalDate.of(2025, 2, 28), EnrolmentTerm.end(LocalDate.of(2024, 3, 1), 12));
  }

  @Test
  @Tag("S2-38")
  void theAssessmentIsDueInSixMonthsAndNeverAfterTheEnd() {
    LocalDate end = EnrolmentTerm.end(START, 12);
    assertEquals(LocalDate.of(2026, 9, 2), EnrolmentTerm.assessBy(START, 6, end));
    assertEquals(
        LocalDate.of(2026, 2, 28), EnrolmentTerm.assessBy(LocalDate.of(2025, 8, 31), 6, end));
    assertEquals(end, EnrolmentTerm.assessBy(end.minusMonths(5), 6, end));
  }

  @Test
  @Tag("S2-36")
  @Tag("S2-38")
  void eachDayHasItsStatus() {
    Enrolment enrolment = enrolment();
    assertEquals(Status.EXPIRED, enrolment.statusOn(START.minusDays(1)));
    assertEquals(Status.ACTIVE, enrolment.statusOn(START));
    assertEquals(Status.ACTIVE, enrolment.statusOn(enrolment.assessBy()));
    assertEquals(Status.SUSPENDED, enrolment.statusOn(enrolment.assessBy().plusDays(1)));
    assertEquals(Status.SUSPENDED, enrolment.statusOn(enrolment.end()));
    assertEquals(Status.EXPIRED, enrolment.statusOn(enrolment.end().plusDays(1)));
    assertEquals(Status.WITHDRAWN, enrolment.givenUp(1).statusOn(START));
  }

  @Test
  @Tag("S2-34")
  void aSuspendedEnrolmentStillBindsAWithdrawnOneDoesNot() {
    Enrolment enrolment = enrolment();
    assertEquals(true, enrolment.bindsOn(enrolment.end()));
    assertEquals(false, enrolment.bindsOn(enrolment.end().plusDays(1)));
    assertEquals(false, enrolment.givenUp(1).bindsOn(START));
  }

  @Test
  @Tag("S2-38")
  void anAssessmentMovesTheNextOneAndCountsTheVersion() {
    Enrolment enrolment = enrolment();
    Enrolment assessed = enrolment.assessed(enrolment.content(), START.plusMonths(7), 6, 99);
    assertEquals(enrolment.end(), assessed.end());
    assertEquals(enrolment.end(), assessed.assessBy());
    assertEquals(2, assessed.version());
    assertEquals(99, assessed.updatedMs());
    assertNull(assessed.refuseOn(START.plusMonths(8)));
    assertEquals(
        Reason.ENROLMENT_REASSESSMENT_OVERDUE, enrolment.refuseOn(START.plusMonths(8)).reason());
    assertNull(enrolment.refuseEnded(START.plusMonths(8)), "it can still be mended");
    assertNotNull(enrolment.refuseEnded(enrolment.end().plusDays(1)));
  }

  private static Enrolment enrolment() {
    return Enrolment.opened(
            "120100",
            "1",
            "H1",
            "dupilumab",
            new EnrolmentContent(List.of("D1"), List.of(), "", null, ClinicalNotes.NONE),
            EnrolmentTerm.of(START, START, 12, 6),
            1)
        .named("E1");
  }
}
