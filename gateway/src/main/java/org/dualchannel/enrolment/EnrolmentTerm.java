package org.dualchannel.enrolment;

import java.time.LocalDate;
import org.dualchannel.rules.Rule;

/** The dates of an enrolment, computed from the day it starts. */
public final class EnrolmentTerm {
  private EnrolmentTerm() {}

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
