package org.dualchannel.reimbursement;

import org.dualchannel.reimbursement.SettlementResult.LineResult;

/** A line while it is being settled: what it costs, and which payer has taken how much of it. */
final class BillLine {
  final SettlementLine line;
  final long amountFen;
  final long ownpayFen;
  final long overlmtFen;
  final long preselfFen;
  final long inscpFen;

  /** The benefit that settles the line; null when none does. */
  final BenefitKind benefit;

  long inLimitFen;
  long dedcFen;
  private long hifpFen;
  private long criticalFen;
  private long mafFen;
  private long othFen;
  private long acctFen;
  private long fundFen;

  BillLine(
      SettlementLine line,
      BenefitKind benefit,
      long amountFen,
      long ownpayFen,
      long overlmtFen,
      long preselfFen) {
    this.line = line;
    this.benefit = benefit;
    this.amountFen = amountFen;
    this.ownpayFen = ownpayFen;
    this.overlmtFen = overlmtFen;
    this.preselfFen = preselfFen;
    this.inscpFen = amountFen - ownpayFen - overlmtFen - preselfFen;
  }

  /** A fund takes its share of the line. */
  void fundPays(Payer fund, long fen) {
    fundFen += fen;
    switch (fund) {
      case BASIC -> hifpFen += fen;
      case CRITICAL_ILLNESS -> criticalFen += fen;
      case MEDICAL_ASSISTANCE -> mafFen += fen;
      case FULL_COVERAGE -> othFen += fen;
      case CIVIL_SERVANT, ACCOUNT, CASH ->
          throw new IllegalArgumentException("fund: " + fund + " (expected: one that pays)");
    }
  }

  /** The account takes its share of the person's part. */
  void accountPays(long fen) {
    acctFen += fen;
  }

  /** What no fund has taken of the part in scope. */
  long openFen() {
    return inscpFen - fundFen;
  }

  /** What no fund has taken of the whole line. */
  long personFen() {
    return amountFen - fundFen;
  }

  LineResult result(CriticalIllness.Field criticalField) {
    Breakdown split =
        new Breakdown(
            amountFen,
            ownpayFen,
            overlmtFen,
            preselfFen,
            inscpFen,
            dedcFen,
            hifpFen,
            (int) Allocation.proportion(hifpFen, Ratio.ONE, inLimitFen - dedcFen),
            0,
            0,
            criticalField == CriticalIllness.Field.HIFMI ? criticalFen : 0,
            criticalField == CriticalIllness.Field.HIFOB ? criticalFen : 0,
            mafFen,
            othFen,
            fundFen,
            personFen(),
            acctFen,
            0,
            personFen() - acctFen);
    return new LineResult(line.line(), line.drug(), benefit, inLimitFen, split);
  }
}
