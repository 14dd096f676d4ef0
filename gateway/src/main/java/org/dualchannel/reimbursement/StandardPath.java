package org.dualchannel.reimbursement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.rules.Rejection.FieldViolation;
import org.dualchannel.rules.Rule;

/**
 * A payment standard that comes down in steps, where the price before was far above the selected
 * one (S4-35).
 *
 * @param start the day on which the adjustment begins
 * @param steps by date, ascending; the last at most three years after the start
 */
@Rule("S4-35")
public record StandardPath(LocalDate start, List<PathStep> steps) {
  private static final int MAX_YEARS = 3;

  /**
   * One step.
   *
   * @param from first day on which the standard applies
   * @param standardFen the standard of one pack
   */
  public record PathStep(LocalDate from, long standardFen) {}

  public StandardPath {
    steps = List.copyOf(steps);
  }

  /** The standard on a day, or null before the first step. */
  public Amount on(LocalDate date) {
    Amount standard = null;
    for (PathStep step : steps) {
      if (!step.from().isAfter(date)) {
        standard = new Amount(step.standardFen());
      }
    }
    return standard;
  }

  /** What is wrong with the path, by field; empty when it is good. */
  public List<FieldViolation> problems() {
    PolicyProblems problems = new PolicyProblems();
    List<PathStep> before = new ArrayList<>();
    for (PathStep step : steps) {
      String path = "steps[" + before.size() + "].";
      problems.fen(path + "standard_fen", step.standardFen());
      if (step.from().isBefore(start)) {
        problems.add(path + "from", "is before the start", "早于起始日期");
      }
      if (step.from().isAfter(start.plusYears(MAX_YEARS))) {
        problems.add(path + "from", "is later than 3 years after the start", "超过 3 年");
      }
      if (!before.isEmpty() && !step.from().isAfter(before.get(before.size() - 1).from())) {
        problems.add(path + "from", "is not after the step before", "未晚于前一步");
      }
      before.add(step);
    }
    return problems.list();
  }
}
