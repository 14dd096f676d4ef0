package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
    String dispenser = turn.principal.code();
    Refusal.known(
        turn.state.pharmacies.get(dispenser), Reason.PHARMACY_UNKNOWN, "pharmacy", dispenser);
    Bounds.refuseOutside(body.items(), turn.timeMs);
    for (Body.StockItem item : body.items()) {
      Submission.drug(turn, item.drug());
    }
    turn.state.room(
        turn.state.stocks,
        body.items().stream()
            .map(item -> State.stockKey(dispenser, item.drug()))
            .collect(Collectors.toSet()));

    List<String> outdated = new ArrayList<>();
    for (Body.StockItem item : body.items()) {
      Stock known = turn.state.stock(dispenser, item.drug());
      if (known != null && known.asOfMs() > item.asOfMs()) {
        outdated.add(item.drug());
      } else {
        turn.state.stocks.put(
            State.stockKey(dispenser, item.drug()),
            new Stock(item.quantityE4(), item.priceFen(), item.asOfMs()));
      }
    }
    return new Reply.StockReported(body.items().size() - outdated.size(), outdated);
  }
}
