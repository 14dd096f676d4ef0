package org.dualchannel.reimbursement;

import org.dualchannel.reimbursement.SettlementResult.LineResult;

/** Adds up the lines of a settlement. */
final class Totals {
  private long medfee;
  private long ownpay;
  private long overlmt;
  private long preself;
  private long inscp;
  private long inLimit;
  private long dedc;
  private long hifp;
  private long cvlserv;
  private long hifes;
  private long hifmi;
  private long hifob;
  private long maf;
  private long oth;
  private long acct;
  private long acctMulaid;

  void add(LineResult line) {
    Breakdown split = line.split();
    medfee += split.medfeeFen();
    ownpay += split.ownpayFen();
    overlmt += split.overlmtFen();
    preself += split.preselfFen();
    inscp += split.inscpFen();
    inLimit += line.inLimitFen();
    dedc += split.dedcFen();
    hifp += split.hifpFen();
    cvlserv += split.cvlservFen();
    hifes += split.hifesFen();
    hifmi += split.hifmiFen();
    hifob += split.hifobFen();
    maf += split.mafFen();
    oth += split.othFen();
    acct += split.acctFen();
    acctMulaid += split.acctMulaidFen();
  }

  Breakdown breakdown() {
    long fund = hifp + cvlserv + hifes + hifmi + hifob + maf + oth;
    long person = medfee - fund;
    return new Breakdown(
        medfee,
        ownpay,
        overlmt,
        preself,
        inscp,
        dedc,
        hifp,
        (int) Allocation.proportion(hifp, Ratio.ONE, inLimit - dedc),
        cvlserv,
        hifes,
        hifmi,
        hifob,
        maf,
        oth,
        fund,
        person,
        acct,
        acctMulaid,
        person - acct);
  }
}
