package org.dualchannel.enrolment;

import java.time.LocalDate;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * One enrolment for the outpatient guarantee: one person, one hospital, one drug. It is a value:
 * every change gives a new one with the next version.
 *
 * @param molecule the drug, all strengths of it, by the catalogue's molecule id
 * @param start first day
 * @param end last day on which it is valid
 * @param assessBy last day on which it may be used without a new assessment
 * @param version 1 for a new enrolment, then counting up
 * @param updatedMs log time of the last change
 */
@Rule({"S2-34", "S2-36", "S2-38"})
public record Enrolment(
    String id,
    String area,
    String person,
    String hospital,
    String molecule,
    EnrolmentContent content,
    LocalDate start,
    LocalDate end,
    LocalDate assessBy,
    boolean withdrawn,
    int version,
    long updatedMs) {

  /** The state that callers see. */
  public enum Status {
    ACTIVE,
    SUSPENDED,
    EXPIRED,
    WITHDRAWN
  }

  /** The state on a date. */
  public Status statusOn(LocalDate date) {
    if (withdrawn) {
      return Status.WITHDRAWN;
    }
    if (date.isBefore(start) || date.isAfter(end)) {
      return Status.EXPIRED;
    }
    return date.isAfter(assessBy) ? Status.SUSPENDED : Status.ACTIVE;
  }

  /** Whether it binds the person to its hospital on the date. */
  @Rule("S2-34")
  public boolean bindsOn(LocalDate date) {
    return !withdrawn && !date.isAfter(end);
  }

  /** Refuses use on a date outside the year, or after a missed reassessment. */
  @Rule({"S2-36", "S2-38"})
  public Rejection refuseOn(LocalDate date) {
    return statusOn(date) == Status.SUSPENDED
        ? Rejection.of(Reason.ENROLMENT_REASSESSMENT_OVERDUE, "enrolment", id, "due", assessBy)
        : refuseEnded(date);
  }

  /** Refuses a change on a date outside the year; a missed reassessment can still be mended. */
  @Rule("S2-36")
  public Rejection refuseEnded(LocalDate date) {
    return switch (statusOn(date)) {
      case ACTIVE, SUSPENDED -> null;
      case EXPIRED ->
          Rejection.of(Reason.ENROLMENT_EXPIRED, "enrolment", id, "start", start, "end", end);
      case WITHDRAWN -> Rejection.of(Reason.ENROLMENT_WITHDRAWN, "enrolment", id);
    };
  }

  /** Refuses a prescriber who is not one of the fixed ones. */
  @Rule({"S2-34", "S2-18"})
  public Rejection refusePrescriber(String institution, String physician) {
    if (!hospital.equals(institution)) {
      return Rejection.of(
          Reason.ENROLMENT_WRONG_HOSPITAL,
          "enrolment",
          id,
          "enrolled",
          hospital,
          "institution",
          institution);
    }
    return content.physicians().contains(physician)
        ? null
        : Rejection.of(Reason.ENROLMENT_WRONG_PHYSICIAN, "enrolment", id, "physician", physician);
  }

  /** This enrolment under an id. */
  public Enrolment named(String newId) {
    return new Enrolment(
        newId, area, person, hospital, molecule, content, start, end, assessBy, withdrawn, version,
        updatedMs);
  }

  /** This enrolment with new content. */
  public Enrolment updated(EnrolmentContent next, long timeMs) {
    return with(next, assessBy, withdrawn, timeMs);
  }

  /**
   * This enrolment after an assessment on the date. The next one is due within {@code
   * reassessMonths}; the year is not extended.
   */
  @Rule("S2-38")
  public Enrolment assessed(LocalDate date, int reassessMonths, long timeMs) {
    LocalDate due = EnrolmentTerm.assessBy(date, reassessMonths, end);
    return with(content, due, withdrawn, timeMs);
  }

  /** This enrolment, given up. */
  public Enrolment givenUp(long timeMs) {
    return with(content, assessBy, true, timeMs);
  }

  private Enrolment with(
      EnrolmentContent nextContent, LocalDate nextAssessBy, boolean nextWithdrawn, long timeMs) {
    return new Enrolment(
        id,
        area,
        person,
        hospital,
        molecule,
        nextContent,
        start,
        end,
        nextAssessBy,
        nextWithdrawn,
        version + 1,
        timeMs);
  }
}
