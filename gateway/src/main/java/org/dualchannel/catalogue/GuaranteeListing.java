package org.dualchannel.catalogue;

import org.dualchannel.rules.Rule;

/**
 * The place of a drug on the list of the outpatient guarantee (门诊保障目录). The experts argue the four
 * predicates (S2-25) and their argument stays attached to the version (S2-27).
 *
 * @param annualCapFen most that the benefit counts per person, molecule and year, in fen; 0 = no
 *     cap
 * @param clearIndication the indication is clear (适应症明确)
 * @param clearPathway the diagnostic and treatment pathway is clear (诊疗路径清晰)
 * @param heavyBurden the patient's burden is heavy (费用负担较重)
 * @param outsideSpecialOutpatient not yet covered by special outpatient or payment by disease
 * @param annualCostFen a year of treatment by the instructions, in fen; 0 = unknown
 * @param expertArgument the argument of the experts, or where it is filed; never null
 */
public record GuaranteeListing(
    long annualCapFen,
    boolean clearIndication,
    boolean clearPathway,
    boolean heavyBurden,
    boolean outsideSpecialOutpatient,
    long annualCostFen,
    String expertArgument) {

  /** Whether all four predicates were argued. */
  @Rule("S2-25")
  public boolean argued() {
    return clearIndication && clearPathway && heavyBurden && outsideSpecialOutpatient;
  }

  /**
   * Whether a year's treatment costs more than half of last year's disposable income per head. It
   * flags a drug for the experts; it does not decide.
   *
   * @param incomePerHeadFen disposable income per head of the residents, in fen
   */
  @Rule("S2-26")
  public boolean overHalfOfIncome(long incomePerHeadFen) {
    return annualCostFen > incomePerHeadFen / 2;
  }
}
