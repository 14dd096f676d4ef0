package org.dualchannel.report;

import java.util.List;
import org.dualchannel.decide.Refund;
import org.dualchannel.decide.Settlement;
import org.dualchannel.reimbursement.Breakdown;
import org.dualchannel.reimbursement.SettlementLine;
import org.dualchannel.reimbursement.SettlementResult.LineResult;
import org.dualchannel.rules.Rule;

/** Settlements and returns as rows. */
final class MoneyRows {
  private final Pseudonym pseudonym;

  MoneyRows(Pseudonym pseudonym) {
    this.pseudonym = pseudonym;
  }

  void settled(long index, Settlement settlement, List<Change> changes) {
    lines(index, Days.day(settlement.timeMs()), "DISPENSE", settlement, changes);
  }

  /** Books back all that stood, and books what remains: a return may shift a deductible. */
  void reversed(long index, Settlement remaining, Refund refund, List<Change> changes) {
    int day = Days.day(refund.timeMs());
    int month = Days.month(day);
    changes.add(new Change.Reverse(index, day, month, remaining.id()));
    lines(index, day, "REMAIN", remaining, changes);
    changes.add(
        Change.Row.of(
            Table.RETURNS,
            index,
            day,
            month,
            remaining.area(),
            remaining.id(),
            refund.reason(),
            refund.lines().size(),
            refund.back().medfeeFen(),
            refund.back().fundFen()));
  }

  /** All under the prescribing hospital, wherever it was dispensed. */
  @Rule("S2-1")
  private void lines(
      long index, int day, String kind, Settlement settlement, List<Change> changes) {
    String person = pseudonym.of(settlement.area(), settlement.person());
    for (LineResult result : settlement.result().lines()) {
      SettlementLine line = line(settlement, result.line());
      Breakdown split = result.split();
      changes.add(
          Change.Row.of(
              Table.SETTLEMENT_LINES,
              index,
              day,
              Days.month(day),
              kind,
              settlement.area(),
              settlement.id(),
              settlement.prescription(),
              result.line(),
              settlement.hospital(),
              settlement.dispenser(),
              settlement.dispenser().equals(settlement.hospital()),
              settlement.input().person().scheme(),
              person,
              settlement.catalogue(),
              settlement.input().policyId(),
              result.drug(),
              line.molecule(),
              result.benefit() == null ? "" : result.benefit().name(),
              codeFree(settlement, result.line()),
              line.quantityE4(),
              split.medfeeFen(),
              split.ownpayFen(),
              split.overlmtFen(),
              split.preselfFen(),
              split.inscpFen(),
              split.dedcFen(),
              split.hifpFen(),
              split.cvlservFen(),
              split.hifesFen(),
              split.hifmiFen(),
              split.hifobFen(),
              split.mafFen(),
              split.othFen(),
              split.fundFen(),
              split.psnPartFen(),
              split.acctFen(),
              split.acctMulaidFen(),
              split.cashFen(),
              settlement.careArea(),
              settlement.ofClaim()));
    }
  }

  @Rule("S2-18")
  private static boolean codeFree(Settlement settlement, int number) {
    for (Settlement.SoldLine each : settlement.sold()) {
      if (each.line() == number) {
        return each.codeFree() != null;
      }
    }
    return false;
  }

  private static SettlementLine line(Settlement settlement, int number) {
    for (SettlementLine each : settlement.input().lines()) {
      if (each.line() == number) {
        return each;
      }
    }
    throw new IllegalStateException(settlement.id() + ": no input for line " + number);
  }
}
