package org.dualchannel.enrolment;

import java.time.LocalDate;
import org.dualchannel.rules.Rule;

/**
 * The dates of an enrolment.
 *
 * @param start first day
 * @param end last day on which it is valid
 * @param assessBy last day on which it may be used without a new assessment
 */
public record EnrolmentTerm(LocalDate start, LocalDate end, LocalDate assessBy) {

  /** The dates of an enrolment that starts on a day and was last assessed on another. */
  public static EnrolmentTerm of(
      LocalDate start, LocalDate assessed, int validMonths, int reassessMonths) {
    LocalDate end = end(start, validMonths);
    return new EnrolmentTerm(start, end, assessBy(assessed, reassessMonths, end));
  }

  /** The last valid day of an enrolment that starts on the date: a year, less a day. */
  @Rule("S2-36")
  public static LocalDate end(LocalDate start, int validMonths) {
    return start.plusMonths(validMonths).minusDays(1);
  }

  /** The day by which it must be assessed again; never past the end of the year. */
  @Rule("S2-38")
  public static LocalDate assessBy(LocalDate assessed, int reassessMonths, LocalDate end) {
    LocalDate due = assessed.plusMonths(reassessMonths);
    return due.isAfter(end) ? end : due;
  }
}
