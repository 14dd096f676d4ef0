package org.dualchannel.edge;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.reimbursement.Breakdown;
import org.dualchannel.reimbursement.SettlementResult;
import org.dualchannel.v1.Payer;
import org.dualchannel.v1.Refund;

/** The national breakdown as the contract tells it. */
final class MoneyMapping {
  private MoneyMapping() {}

  static org.dualchannel.v1.Breakdown total(SettlementResult result) {
    return breakdown(result.totals()).toBuilder().setBalcFen(result.balanceAfterFen()).build();
  }

  static org.dualchannel.v1.Breakdown breakdown(Breakdown split) {
    return org.dualchannel.v1.Breakdown.newBuilder()
        .setMedfeeSumamtFen(split.medfeeFen())
        .setFulamtOwnpayAmtFen(split.ownpayFen())
        .setOverlmtSelfpayFen(split.overlmtFen())
        .setPreselfpayAmtFen(split.preselfFen())
        .setInscpScpAmtFen(split.inscpFen())
        .setActPayDedcFen(split.dedcFen())
        .setHifpPayFen(split.hifpFen())
        .setPoolPropSelfpayBp(split.propBp())
        .setCvlservPayFen(split.cvlservFen())
        .setHifesPayFen(split.hifesFen())
        .setHifmiPayFen(split.hifmiFen())
        .setHifobPayFen(split.hifobFen())
        .setMafPayFen(split.mafFen())
        .setOthPayFen(split.othFen())
        .setFundPaySumamtFen(split.fundFen())
        .setPsnPartAmtFen(split.psnPartFen())
        .setAcctPayFen(split.acctFen())
        .setPsnCashPayFen(split.cashFen())
        .setAcctMulaidPayFen(split.acctMulaidFen())
        .build();
  }

  /** What each payer gets back; those with 0 are left out. */
  static List<Refund> refunds(Breakdown back) {
    List<Refund> refunds = new ArrayList<>();
    add(refunds, Payer.PAYER_POOLED_FUND, back.hifpFen());
    add(refunds, Payer.PAYER_CIVIL_SERVANT, back.cvlservFen());
    add(refunds, Payer.PAYER_ENTERPRISE, back.hifesFen());
    add(refunds, Payer.PAYER_RESIDENT_CRITICAL_ILLNESS, back.hifmiFen());
    add(refunds, Payer.PAYER_EMPLOYEE_LARGE_AMOUNT, back.hifobFen());
    add(refunds, Payer.PAYER_MEDICAL_ASSISTANCE, back.mafFen());
    add(refunds, Payer.PAYER_OTHER_FUND, back.othFen());
    add(refunds, Payer.PAYER_PERSONAL_ACCOUNT, back.acctFen() - back.acctMulaidFen());
    add(refunds, Payer.PAYER_FAMILY_ACCOUNT, back.acctMulaidFen());
    add(refunds, Payer.PAYER_CASH, back.cashFen());
    return refunds;
  }

  private static void add(List<Refund> refunds, Payer payer, long fen) {
    if (fen != 0) {
      refunds.add(Refund.newBuilder().setPayer(payer).setAmountFen(fen).build());
    }
  }
}
