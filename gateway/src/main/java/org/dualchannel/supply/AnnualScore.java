package org.dualchannel.supply;

import org.dualchannel.rules.Rule;

/**
 * How a hospital did in one year of its agreement.
 *
 * @param used negotiated drugs in scope that were dispensed on its prescriptions in the year, in
 *     either channel
 * @param violations recorded in the year
 * @param scoreBp 0 to 10,000
 */
@Rule("S2-11")
public record AnnualScore(
    String hospital,
    int year,
    int inScope,
    int stocked,
    int used,
    int violations,
    int stockPartBp,
    int usePartBp,
    int scoreBp,
    long computedMs) {

  /** Scores by the clause; every division rounds down. */
  public static AnnualScore of(
      AgreementClause clause, StockRate stock, int used, int violations, long timeMs) {
    int stockPart = part(stock.rateBp(), clause.stockTargetBp());
    int usePart = part(StockRate.ratioBp(used, stock.inScope()), clause.useTargetBp());
    long weighted =
        ((long) stockPart * clause.stockWeightBp()
                + (long) usePart * (10_000 - clause.stockWeightBp()))
            / 10_000;
    long score = Math.max(0, weighted - (long) violations * clause.violationDeductionBp());
    return new AnnualScore(
        clause.hospital(),
        clause.year(),
        stock.inScope(),
        stock.stocked(),
        used,
        violations,
        stockPart,
        usePart,
        (int) score,
        timeMs);
  }

  private static int part(int reachedBp, int targetBp) {
    return (int) Math.min(10_000, (long) reachedBp * 10_000 / targetBp);
  }
}
