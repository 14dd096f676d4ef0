package org.dualchannel.reimbursement;

/**
 * The national breakdown of an amount, of one line or of a whole settlement. All in fen but the
 * ratio. Always:
 *
 * <ul>
 *   <li>medfee = ownpay + overlmt + preself + inscp
 *   <li>fund = hifp + cvlserv + hifes + hifmi + hifob + maf + oth
 *   <li>psnPart = medfee − fund = acct + cash
 * </ul>
 *
 * @param medfeeFen {@code medfee_sumamt}, price times quantity
 * @param ownpayFen {@code fulamt_ownpay_amt}, wholly self-paid
 * @param overlmtFen {@code overlmt_selfpay}, over the payment standard
 * @param preselfFen {@code preselfpay_amt}, first self-pay
 * @param inscpFen {@code inscp_scp_amt}, in scope
 * @param dedcFen {@code act_pay_dedc}, deductible paid
 * @param hifpFen {@code hifp_pay}, pooled fund
 * @param propBp {@code pool_prop_selfpay}, what the pooled fund paid of what was left after limit
 *     and deductible, in basis points; 0 when nothing was left
 * @param cvlservFen {@code cvlserv_pay}, civil servants' supplement
 * @param hifesFen {@code hifes_pay}, enterprise supplement
 * @param hifmiFen {@code hifmi_pay}, critical illness of residents
 * @param hifobFen {@code hifob_pay}, large amounts of employees
 * @param mafFen {@code maf_pay}, medical assistance
 * @param othFen {@code oth_pay}, full coverage
 * @param fundFen {@code fund_pay_sumamt}, all funds
 * @param psnPartFen {@code psn_part_amt}, the person's part
 * @param acctFen {@code acct_pay}, from the person's account
 * @param acctMulaidFen {@code acct_mulaid_pay}, the part of {@code acct_pay} from a family account
 * @param cashFen {@code psn_cash_pay}, paid by the person
 */
public record Breakdown(
    long medfeeFen,
    long ownpayFen,
    long overlmtFen,
    long preselfFen,
    long inscpFen,
    long dedcFen,
    long hifpFen,
    int propBp,
    long cvlservFen,
    long hifesFen,
    long hifmiFen,
    long hifobFen,
    long mafFen,
    long othFen,
    long fundFen,
    long psnPartFen,
    long acctFen,
    long acctMulaidFen,
    long cashFen) {

  /** This less the other, field by field; the ratio of a difference means nothing and is 0. */
  public Breakdown minus(Breakdown other) {
    return new Breakdown(
        medfeeFen - other.medfeeFen,
        ownpayFen - other.ownpayFen,
        overlmtFen - other.overlmtFen,
        preselfFen - other.preselfFen,
        inscpFen - other.inscpFen,
        dedcFen - other.dedcFen,
        hifpFen - other.hifpFen,
        0,
        cvlservFen - other.cvlservFen,
        hifesFen - other.hifesFen,
        hifmiFen - other.hifmiFen,
        hifobFen - other.hifobFen,
        mafFen - other.mafFen,
        othFen - other.othFen,
        fundFen - other.fundFen,
        psnPartFen - other.psnPartFen,
        acctFen - other.acctFen,
        acctMulaidFen - other.acctMulaidFen,
        cashFen - other.cashFen);
  }

  /** Whether every amount is 0; the ratio does not count. */
  public boolean isZero() {
    long any = medfeeFen | ownpayFen | overlmtFen | preselfFen | inscpFen | dedcFen | hifpFen;
    any |= cvlservFen | hifesFen | hifmiFen | hifobFen | mafFen | othFen | fundFen;
    return (any | psnPartFen | acctFen | acctMulaidFen | cashFen) == 0;
  }

  /** What one payer paid. */
  public long paidBy(Payer payer) {
    return switch (payer) {
      case BASIC -> hifpFen;
      case CRITICAL_ILLNESS -> hifmiFen + hifobFen;
      case CIVIL_SERVANT -> cvlservFen;
      case MEDICAL_ASSISTANCE -> mafFen;
      case FULL_COVERAGE -> othFen;
      case ACCOUNT -> acctFen;
      case CASH -> cashFen;
    };
  }
}
