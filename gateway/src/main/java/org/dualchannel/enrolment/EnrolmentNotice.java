package org.dualchannel.enrolment;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.rules.Rule;

/**
 * What a hospital is told about the dates of one of its enrolments.
 *
 * @param deadline the last day that it is about
 * @param given the day on which it is told
 */
@Rule("S2-38")
public record EnrolmentNotice(
    String enrolment,
    String area,
    String hospital,
    String person,
    String molecule,
    Kind kind,
    LocalDate deadline,
    LocalDate given) {

  /** What is told. */
  public enum Kind {
    /** The next assessment is near. */
    REASSESSMENT_DUE,
    /** It was missed: nothing is settled until it is made good. */
    REASSESSMENT_MISSED,
    /** The year is nearly over. */
    YEAR_ENDING,
    /** The year is over. */
    YEAR_ENDED;

    /** Whether it is about the next assessment, and not about the year. */
    public boolean ofReassessment() {
      return this == REASSESSMENT_DUE || this == REASSESSMENT_MISSED;
    }
  }

  /** A day on which there is something to tell. */
  private record Moment(LocalDate day, Kind kind, LocalDate deadline) {}

  /**
   * The notices to give today: for the assessment and for the year the latest one that was not
   * given yet, since earlier ones say less.
   *
   * @param daysBefore how many days before a last day to warn
   */
  public static List<EnrolmentNotice> due(
      Enrolment enrolment, List<Integer> daysBefore, LocalDate today) {
    List<EnrolmentNotice> due = new ArrayList<>(2);
    latest(reassessment(enrolment, daysBefore), enrolment, today, due);
    latest(year(enrolment, daysBefore), enrolment, today, due);
    return due;
  }

  /** The first day after today with something to tell; null when there is none. */
  public static LocalDate next(Enrolment enrolment, List<Integer> daysBefore, LocalDate today) {
    List<Moment> all = reassessment(enrolment, daysBefore);
    all.addAll(year(enrolment, daysBefore));
    return all.stream()
        .map(Moment::day)
        .filter(day -> day.isAfter(today))
        .min(LocalDate::compareTo)
        .orElse(null);
  }

  /** Whether it still says what is so. */
  public boolean holdsFor(Enrolment now) {
    LocalDate last = kind.ofReassessment() ? now.assessBy() : now.end();
    return !now.endedEarly() && deadline.equals(last);
  }

  private static void latest(
      List<Moment> moments, Enrolment enrolment, LocalDate today, List<EnrolmentNotice> due) {
    Moment latest = null;
    for (Moment each : moments) {
      boolean told = enrolment.noticedOn() != null && !each.day().isAfter(enrolment.noticedOn());
      boolean later = latest == null || each.day().isAfter(latest.day());
      if (!told && !each.day().isAfter(today) && later) {
        latest = each;
      }
    }
    if (latest != null) {
      due.add(
          new EnrolmentNotice(
              enrolment.id(),
              enrolment.area(),
              enrolment.hospital(),
              enrolment.person(),
              enrolment.molecule(),
              latest.kind(),
              latest.deadline(),
              today));
    }
  }

  /** None when the year ends first: then there is nothing left to assess for. */
  private static List<Moment> reassessment(Enrolment enrolment, List<Integer> daysBefore) {
    return enrolment.assessBy().isBefore(enrolment.end())
        ? moments(
            enrolment,
            daysBefore,
            enrolment.assessBy(),
            Kind.REASSESSMENT_DUE,
            Kind.REASSESSMENT_MISSED)
        : new ArrayList<>();
  }

  private static List<Moment> year(Enrolment enrolment, List<Integer> daysBefore) {
    return moments(enrolment, daysBefore, enrolment.end(), Kind.YEAR_ENDING, Kind.YEAR_ENDED);
  }

  private static List<Moment> moments(
      Enrolment enrolment, List<Integer> daysBefore, LocalDate deadline, Kind before, Kind after) {
    List<Moment> moments = new ArrayList<>();
    if (!enrolment.endedEarly()) {
      daysBefore.forEach(
          days -> moments.add(new Moment(deadline.minusDays(days), before, deadline)));
      moments.add(new Moment(deadline.plusDays(1), after, deadline));
    }
    return moments;
  }
}
