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
 * @param transferredFrom id of the enrolment at another hospital that this one goes on from; null
 *     when there is none
 * @param transferredTo id of the enrolment at another hospital that goes on from this one; null
 *     when there is none
 * @param noticedOn day up to which its notices were given; null before the first look. It is no
 *     part of what is registered, and changes without a new version.
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
    long updatedMs,
    String transferredFrom,
    String transferredTo,
    LocalDate noticedOn) {

  /** The state that callers see. */
  public enum Status {
    ACTIVE,
    SUSPENDED,
    EXPIRED,
    WITHDRAWN,
    TRANSFERRED
  }

  /** A new enrolment, still without id. */
  public static Enrolment opened(
      String area,
      String person,
      String hospital,
      String molecule,
      EnrolmentContent content,
      EnrolmentTerm term,
      long timeMs) {
    return new Enrolment(
        "",
        area,
        person,
        hospital,
        molecule,
        content,
        term.start(),
        term.end(),
        term.assessBy(),
        false,
        1,
        timeMs,
        null,
        null,
        null);
  }

  /** The state on a date. */
  public Status statusOn(LocalDate date) {
    if (withdrawn) {
      return Status.WITHDRAWN;
    }
    if (transferredTo != null) {
      return Status.TRANSFERRED;
    }
    if (date.isBefore(start) || date.isAfter(end)) {
      return Status.EXPIRED;
    }
    return date.isAfter(assessBy) ? Status.SUSPENDED : Status.ACTIVE;
  }

  /** Whether it was given up or transferred. */
  public boolean endedEarly() {
    return withdrawn || transferredTo != null;
  }

  /** Whether it binds the person to its hospital on the date. */
  @Rule("S2-34")
  public boolean bindsOn(LocalDate date) {
    return !endedEarly() && !date.isAfter(end);
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
      case TRANSFERRED ->
          Rejection.of(Reason.ENROLMENT_TRANSFERRED, "enrolment", id, "successor", transferredTo);
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
    return copy(newId, content, assessBy, withdrawn, version, updatedMs, transferredTo, noticedOn);
  }

  /** This enrolment with new content. */
  @Rule("S2-37")
  public Enrolment updated(EnrolmentContent next, long timeMs) {
    return next(next, assessBy, withdrawn, transferredTo, timeMs, noticedOn);
  }

  /**
   * This enrolment after an assessment on the date, with what is registered from then on. The next
   * one is due within {@code reassessMonths}; the year is not extended.
   */
  @Rule("S2-38")
  public Enrolment assessed(
      EnrolmentContent next, LocalDate date, int reassessMonths, long timeMs) {
    LocalDate due = EnrolmentTerm.assessBy(date, reassessMonths, end);
    return next(next, due, withdrawn, transferredTo, timeMs, date);
  }

  /** This enrolment, given up. */
  public Enrolment givenUp(long timeMs) {
    return next(content, assessBy, true, transferredTo, timeMs, noticedOn);
  }

  /** This enrolment, ended because another hospital's goes on from it. */
  @Rule("S2-34")
  public Enrolment transferred(String successor, long timeMs) {
    return next(content, assessBy, withdrawn, successor, timeMs, noticedOn);
  }

  /**
   * The enrolment at another hospital that goes on from this one, within the same year and with the
   * same date for the next assessment.
   */
  @Rule({"S2-34", "S2-36", "S2-38"})
  public Enrolment successor(
      String newId, String newHospital, EnrolmentContent newContent, long timeMs) {
    return new Enrolment(
        newId,
        area,
        person,
        newHospital,
        molecule,
        newContent,
        start,
        end,
        assessBy,
        false,
        1,
        timeMs,
        id,
        null,
        null);
  }

  /** This enrolment, whose notices up to the day were given. */
  public Enrolment noticed(LocalDate day) {
    return copy(id, content, assessBy, withdrawn, version, updatedMs, transferredTo, day);
  }

  private Enrolment next(
      EnrolmentContent nextContent,
      LocalDate nextAssessBy,
      boolean nextWithdrawn,
      String nextTransferredTo,
      long timeMs,
      LocalDate nextNoticedOn) {
    return copy(
        id,
        nextContent,
        nextAssessBy,
        nextWithdrawn,
        version + 1,
        timeMs,
        nextTransferredTo,
        nextNoticedOn);
  }

  private Enrolment copy(
      String newId,
      EnrolmentContent newContent,
      LocalDate newAssessBy,
      boolean newWithdrawn,
      int newVersion,
      long newUpdatedMs,
      String newTransferredTo,
      LocalDate newNoticedOn) {
    return new Enrolment(
        newId,
        area,
        person,
        hospital,
        molecule,
        newContent,
        start,
        end,
        newAssessBy,
        newWithdrawn,
        newVersion,
        newUpdatedMs,
        transferredFrom,
        newTransferredTo,
        newNoticedOn);
  }
}
