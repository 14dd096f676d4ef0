package org.dualchannel.enrolment;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;

/**
 * One enrolment for the outpatient guarantee. An enrolment is never changed: every update is a new
 * value with the next version.
 *
 * @param molecule the drug, all strengths of it, by the catalogue's molecule id
 * @param physicians codes of the physicians who may prescribe, the diagnosing one first
 * @param diagnoses ICD-10 codes, the main one first
 * @param basis on what the diagnosis rests (诊断依据)
 * @param regimen prescription information: dose and course
 * @param start first day; {@code end} is the last day in which it is valid
 * @param lastAssessed day of the last assessment
 * @param assessBy last day on which it may be used without a new assessment
 * @param version 1 for a new enrolment, then counting up
 */
@Rule({"S2-34", "S2-35"})
public record Enrolment(
    String id,
    String area,
    String person,
    String hospital,
    List<String> physicians,
    String molecule,
    List<String> diagnoses,
    String basis,
    String regimen,
    LocalDate start,
    LocalDate end,
    LocalDate lastAssessed,
    LocalDate assessBy,
    Status status,
    int version) {

  /** Whether it stands. Expiry and lapse follow from the dates and are not stored. */
  public enum Status {
    ACTIVE,
    WITHDRAWN
  }

  public Enrolment {
    physicians = List.copyOf(physicians);
    diagnoses = List.copyOf(diagnoses);
  }

  /** Whether it binds the person to its hospital on the date. */
  public boolean bindsOn(LocalDate date) {
    return status == Status.ACTIVE && !date.isAfter(end);
  }

  /** Refuses use on a date outside the year, or after a missed reassessment. */
  @Rule({"S2-36", "S2-38"})
  public Rejection refuseOn(LocalDate date) {
    if (status == Status.WITHDRAWN) {
      return Rejection.of(Reason.ENROLMENT_WITHDRAWN, "enrolment", id);
    }
    if (date.isBefore(start) || date.isAfter(end)) {
      return Rejection.of(Reason.ENROLMENT_EXPIRED, "enrolment", id, "start", start, "end", end);
    }
    if (date.isAfter(assessBy)) {
      return Rejection.of(Reason.ENROLMENT_REASSESSMENT_OVERDUE, "enrolment", id, "due", assessBy);
    }
    return null;
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
    return physicians.contains(physician)
        ? null
        : Rejection.of(Reason.ENROLMENT_WRONG_PHYSICIAN, "enrolment", id, "physician", physician);
  }

  /** This enrolment with new content, a version later. */
  public Enrolment updated(
      List<String> nextPhysicians,
      List<String> nextDiagnoses,
      String nextBasis,
      String nextRegimen) {
    return new Enrolment(
        id,
        area,
        person,
        hospital,
        nextPhysicians,
        molecule,
        nextDiagnoses,
        nextBasis,
        nextRegimen,
        start,
        end,
        lastAssessed,
        assessBy,
        status,
        version + 1);
  }

  /**
   * This enrolment after an assessment on the date. The next one is due within {@code
   * reassessMonths}; the year is not extended.
   */
  @Rule("S2-38")
  public Enrolment assessed(LocalDate date, int reassessMonths) {
    LocalDate due = EnrolmentTerm.assessBy(date, reassessMonths, end);
    return new Enrolment(
        id,
        area,
        person,
        hospital,
        physicians,
        molecule,
        diagnoses,
        basis,
        regimen,
        start,
        end,
        date,
        due,
        status,
        version + 1);
  }

  /** This enrolment, given up. */
  public Enrolment withdrawn() {
    return new Enrolment(
        id,
        area,
        person,
        hospital,
        physicians,
        molecule,
        diagnoses,
        basis,
        regimen,
        start,
        end,
        lastAssessed,
        assessBy,
        Status.WITHDRAWN,
        version + 1);
  }
}
