package org.dualchannel.cli.demo;

import org.dualchannel.v1.Breakdown;

/**
 * A split of money as a story expects it, in fen; what is not named is 0.
 *
 * @param critical hifmi and hifob together
 */
record Split(
    long medfee,
    long over,
    long preself,
    long inscp,
    long deductible,
    long pooled,
    long critical,
    long assistance,
    long account,
    long cash) {

  static Split of(Breakdown breakdown) {
    return new Split(
        breakdown.getMedfeeSumamtFen(),
        breakdown.getOverlmtSelfpayFen(),
        breakdown.getPreselfpayAmtFen(),
        breakdown.getInscpScpAmtFen(),
        breakdown.getActPayDedcFen(),
        breakdown.getHifpPayFen(),
        breakdown.getHifmiPayFen() + breakdown.getHifobPayFen(),
        breakdown.getMafPayFen(),
        breakdown.getAcctPayFen(),
        breakdown.getPsnCashPayFen());
  }
}
