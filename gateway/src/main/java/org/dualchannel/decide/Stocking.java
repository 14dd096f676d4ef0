package org.dualchannel.decide;

import org.dualchannel.registry.Principal.Role;
import org.dualchannel.routing.Stock;
import org.dualchannel.rules.Reason;

/** A pharmacy reports its stock. */
final class Stocking {
  private Stocking() {}

  static Reply report(Turn turn, Body.ReportStock body) {
    if (turn.principal.role() != Role.PHARMACY) {
      throw turn.notPermitted("report stock");
    }
    String pharmacy = turn.principal.code();
    Refusal.known(
        turn.state.pharmacies.get(pharmacy), Reason.PHARMACY_UNKNOWN, "pharmacy", pharmacy);
    for (Body.StockItem item : body.items()) {
      Submission.drug(turn, item.drug());
    }
    State.room(turn.state.stocks, body.items().size());

    for (Body.StockItem item : body.items()) {
      turn.state.stocks.put(
          State.stockKey(pharmacy, item.drug()),
          new Stock(item.quantityE4(), item.priceFen(), turn.timeMs));
    }
    return new Reply.StockReported(body.items().size());
  }
}
