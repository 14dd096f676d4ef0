package org.dualchannel.report;

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

  void settled(long index, Settlement settlement, Batch batch) {
    lines(index, Days.day(settlement.timeMs()), "DISPENSE", settlement, batch);
  }

  /** Books back all that stood, and books what remains: a return may shift a deductible. */
  void reversed(long index, Settlement remaining, Refund refund, Batch batch) {
    int day = Days.day(refund.timeMs());
    int month = Days.month(day);
    batch.reverse(index, day, month, remaining.id());
    lines(index, day, "REMAIN", remaining, batch);
    batch
        .row(Table.RETURNS, index)
        .add(day)
        .add(month)
        .add(remaining.area())
        .add(remaining.id())
        .add(refund.reason())
        .add(refund.lines().size())
        .add(refund.back().medfeeFen())
        .add(refund.back().fundFen());
  }

  /** All under the prescribing hospital, wherever it was dispensed. */
  @Rule("S2-1")
  private void lines(long index, int day, String kind, Settlement settlement, Batch batch) {
    String person = pseudonym.of(settlement.area(), settlement.person());
    for (LineResult result : settlement.result().lines()) {
      SettlementLine line = line(settlement, result.line());
      Breakdown split = result.split();
      batch
          .row(Table.SETTLEMENT_LINES, index)
          .add(day)
          .add(Days.month(day))
          .add(kind)
          .add(settlement.area())
          .add(settlement.id())
          .add(settlement.prescription())
          .add(result.line())
          .add(settlement.hospital())
          .add(settlement.dispenser())
          .add(settlement.dispenser().equals(settlement.hospital()))
          .add(settlement.input().person().scheme())
          .add(person)
          .add(settlement.catalogue())
          .add(settlement.input().policyId())
          .add(result.drug())
          .add(line.molecule())
          .add(result.benefit() == null ? "" : result.benefit().name())
          .add(codeFree(settlement, result.line()))
          .add(line.quantityE4())
          .add(split.medfeeFen())
          .add(split.ownpayFen())
          .add(split.overlmtFen())
          .add(split.preselfFen())
          .add(split.inscpFen())
          .add(split.dedcFen())
          .add(split.hifpFen())
          .add(split.cvlservFen())
          .add(split.hifesFen())
          .add(split.hifmiFen())
          .add(split.hifobFen())
          .add(split.mafFen())
          .add(split.othFen())
          .add(split.fundFen())
          .add(split.psnPartFen())
          .add(split.acctFen())
          .add(split.acctMulaidFen())
          .add(split.cashFen())
          .add(settlement.careArea())
          .add(settlement.ofClaim());
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
