package org.dualchannel.supervision;

import org.dualchannel.rules.Rule;

/**
 * What an area's supervision goes by: data that the bureau sets, never code.
 *
 * @param sampleBp share of prescriptions drawn for review, in basis points
 * @param escalateWithinDays days within which a serious matter has to be reported
 * @param escalationAnswerDays days that bureau and health commission have to answer it
 */
@Rule({"S2-1", "S2-20", "S2-22", "S2-23"})
public record SupervisionRules(
    MonitoringLimits monitoring,
    ComplaintTerms complaints,
    int sampleBp,
    int escalateWithinDays,
    int escalationAnswerDays) {

  /** What holds until an area sets its own. */
  public static final SupervisionRules DEFAULT =
      new SupervisionRules(MonitoringLimits.DEFAULT, ComplaintTerms.DEFAULT, 500, 3, 10);

  /**
   * The days that each step of a complaint may take, counted from the day it was received.
   *
   * @param assignDays until somebody is in charge
   * @param answerDays until it is answered
   * @param closeDays until it is closed
   */
  public record ComplaintTerms(int assignDays, int answerDays, int closeDays) {
    /** Two, fifteen and thirty days. */
    public static final ComplaintTerms DEFAULT = new ComplaintTerms(2, 15, 30);
  }
}
