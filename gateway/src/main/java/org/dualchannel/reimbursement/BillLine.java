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
  private final long[] paidFen = new long[Payer.values().length];
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
    paidFen[fund.ordinal()] += fen;
    fundFen += fen;
  }

  /** The account takes its share of the person's part. */
  void accountPays(long fen) {
    paidFen[Payer.ACCOUNT.ordinal()] += fen;
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
    long critical = paidFen[Payer.CRITICAL_ILLNESS.ordinal()];
    long account = paidFen[Payer.ACCOUNT.ordinal()];
    long hifp = paidFen[Payer.BASIC.ordinal()];
    Breakdown split =
        new Breakdown(
            amountFen,
            ownpayFen,
            overlmtFen,
            preselfFen,
            inscpFen,
            dedcFen,
            hifp,
            (int) Allocation.proportion(hifp, Ratio.ONE, inLimitFen - dedcFen),
            paidFen[Payer.CIVIL_SERVANT.ordinal()],
            0,
            criticalField == CriticalIllness.Field.HIFMI ? critical : 0,
            criticalField == CriticalIllness.Field.HIFOB ? critical : 0,
            paidFen[Payer.MEDICAL_ASSISTANCE.ordinal()],
            paidFen[Payer.FULL_COVERAGE.ordinal()],
            fundFen,
            personFen(),
            account,
            0,
            personFen() - account);
    return new LineResult(line.line(), line.drug(), benefit, inLimitFen, split);
  }
}
