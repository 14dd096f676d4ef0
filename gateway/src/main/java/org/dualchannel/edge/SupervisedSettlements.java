package org.dualchannel.edge;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.decide.Settlement;
import org.dualchannel.decide.View;
import org.dualchannel.prescription.Draft;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.reimbursement.SettlementLine;
import org.dualchannel.reimbursement.SettlementResult;
import org.dualchannel.supervision.HospitalMonth;
import org.dualchannel.supervision.Supplied;

/** What supervision wants to know of a settlement, with what no later command changes. */
final class SupervisedSettlements {
  private final View view;

  SupervisedSettlements(View view) {
    this.view = view;
  }

  /** What a settlement supplied to the person. */
  Supplied supplied(Settlement settlement) {
    Draft draft = view.prescribed(settlement);
    List<Supplied.Item> items = new ArrayList<>();
    for (SettlementLine line : settlement.input().lines()) {
      int days = draft.lines().get(line.line() - 1).daysOf(line.quantityE4());
      items.add(
          new Supplied.Item(
              line.line(),
              line.drug(),
              line.molecule(),
              days,
              codeFreeBatch(settlement, line.line())));
    }
    Prescription prescription = view.prescription(settlement.prescription());
    return new Supplied(
        settlement.area(),
        settlement.careArea(),
        settlement.person(),
        settlement.hospital(),
        draft.physician(),
        settlement.dispenser(),
        settlement.prescription(),
        settlement.id(),
        settlement.ofClaim() ? CivilDate.startMs(settlement.input().date()) : settlement.timeMs(),
        items,
        prescription == null ? 0 : prescription.course().repeatOf(settlement.id()));
  }

  private static String codeFreeBatch(Settlement settlement, int line) {
    for (Settlement.SoldLine sold : settlement.sold()) {
      if (sold.line() == line && sold.codeFree() != null) {
        return sold.codeFree().batch();
      }
    }
    return null;
  }

  /** Sums over the lines of a settlement, in fen. */
  record Amounts(long amountFen, long negotiatedFen, long fundFen) {
    Amounts minus(Amounts other) {
      return new Amounts(
          amountFen - other.amountFen,
          negotiatedFen - other.negotiatedFen,
          fundFen - other.fundFen);
    }

    HospitalMonth.Dispensed settlements(int count) {
      return new HospitalMonth.Dispensed(count, amountFen, negotiatedFen, fundFen);
    }
  }

  Amounts amounts(Settlement settlement) {
    Catalogue catalogue = view.catalogues(settlement.careArea()).version(settlement.catalogue());
    long amount = 0;
    long negotiated = 0;
    long fund = 0;
    for (SettlementResult.LineResult line : settlement.result().lines()) {
      Drug drug = catalogue == null ? null : catalogue.drug(line.drug());
      amount += line.split().medfeeFen();
      negotiated += drug != null && drug.negotiated() ? line.split().medfeeFen() : 0;
      fund += line.split().fundFen();
    }
    return new Amounts(amount, negotiated, fund);
  }
}
