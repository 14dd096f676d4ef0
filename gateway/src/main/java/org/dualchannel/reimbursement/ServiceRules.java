package org.dualchannel.reimbursement;

import java.util.List;

/**
 * What a policy decides besides the money. The reimbursement itself does not read it; the decider
 * does.
 *
 * @param unmetRestriction what happens to a line whose payment restriction is not met (S2-45)
 * @param enrolmentMonths validity of an enrolment (S2-36)
 * @param reassessMonths longest time between evaluations (S2-38)
 * @param warnings when to warn before a reassessment falls due, descending (S2-38)
 * @param prescriptionValidDays validity when the physician states none
 * @param prescriptionMaxValidDays the longest a physician may state
 * @param longTermMaxValidDays the longest for a long-term prescription
 * @param maxDaysSupply longest supply on one line (S2-20)
 * @param earliestRefillBp how much of the last supply must be used up before the next (S2-20)
 * @param holdMinutes how long a pharmacy's claim holds a prescription
 * @param markUpLimitBp the most a pharmacy may add to the listed price (S4-34)
 * @param requestRetentionHours how long the outcome of a request id is kept
 * @param owedDays how long the rest of a line is kept for the pharmacy that handed a part out
 */
public record ServiceRules(
    UnmetRestriction unmetRestriction,
    int enrolmentMonths,
    int reassessMonths,
    List<Warning> warnings,
    int prescriptionValidDays,
    int prescriptionMaxValidDays,
    int longTermMaxValidDays,
    int maxDaysSupply,
    int earliestRefillBp,
    int holdMinutes,
    int markUpLimitBp,
    int requestRetentionHours,
    int owedDays) {

  /** The figures that apply when a policy states none. */
  public static final ServiceRules DEFAULT =
      new ServiceRules(
          UnmetRestriction.REFUSE,
          12,
          6,
          List.of(new Warning(30), new Warning(7)),
          3,
          3,
          84,
          28,
          8_000,
          30,
          1_500,
          72,
          7);

  /** What happens to a line whose payment restriction is not met. Append only. */
  public enum UnmetRestriction {
    /** The command is refused. */
    REFUSE,
    /** The person pays the line. */
    SELF_PAY
  }

  /**
   * One warning.
   *
   * @param daysBefore days before the date warned of
   */
  public record Warning(int daysBefore) {}

  public ServiceRules {
    warnings = List.copyOf(warnings);
  }
}
