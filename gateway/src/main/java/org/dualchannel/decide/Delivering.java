package org.dualchannel.decide;

import java.util.Set;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.supply.Delivery;

/** Brings what was dispensed to the patient's door. */
@Rule("S2-17")
final class Delivering {
  private Delivering() {}

  static SupplyReply order(Turn turn, SupplyCommand.OrderDelivery command) {
    Settlement settlement = settlement(turn, command.settlement());
    Parties.sellerOrPharmacist(
        turn, settlement.dispenser(), "deliver for " + settlement.dispenser());
    Delivery before = turn.state.supply.deliveries.get(settlement.id());
    if (before != null && before.status() != Delivery.Status.CANCELLED) {
      throw Refusal.refusal(
          Reason.DELIVERY_EXISTS, "settlement", settlement.id(), "status", before.status());
    }
    refuseNothingLeft(settlement);
    if (!command.coldChain()) {
      refuseWarm(turn, settlement);
    }
    turn.state.room(turn.state.supply.deliveries, Set.of(settlement.id()));

    Delivery delivery =
        new Delivery(
            settlement.id(),
            turn.area,
            settlement.person(),
            settlement.dispenser(),
            command.addressRef(),
            command.coldChain(),
            command.courier(),
            Delivery.Status.ORDERED,
            null,
            1,
            turn.timeMs);
    return changed(turn, delivery);
  }

  static SupplyReply step(Turn turn, SupplyCommand.StepDelivery command) {
    Settlement settlement = settlement(turn, command.settlement());
    Parties.sellerOrPharmacist(
        turn, settlement.dispenser(), "deliver for " + settlement.dispenser());
    Delivery delivery =
        Refusal.known(
            turn.state.supply.deliveries.get(settlement.id()),
            Reason.DELIVERY_UNKNOWN,
            "settlement",
            settlement.id());
    Refusal.refuseIf(delivery.refuseStep(command.step(), command.proof()));

    return changed(turn, delivery.stepped(command.step(), command.proof(), turn.timeMs));
  }

  private static SupplyReply changed(Turn turn, Delivery delivery) {
    turn.state.supply.deliveries.put(delivery.settlement(), delivery);
    return new SupplyReply.DeliveryChanged(delivery);
  }

  private static Settlement settlement(Turn turn, String id) {
    Settlement known = turn.state.settlements.get(id);
    return Refusal.known(
        known == null || !known.area().equals(turn.area) ? null : known,
        Reason.SETTLEMENT_UNKNOWN,
        "settlement",
        id);
  }

  private static void refuseNothingLeft(Settlement settlement) {
    if (settlement.sold().stream().allMatch(Settlement.SoldLine::returned)) {
      throw Refusal.refusal(Reason.NOTHING_TO_DELIVER, "settlement", settlement.id());
    }
  }

  /** What must stay cold is known from the version that it was sold by. */
  private static void refuseWarm(Turn turn, Settlement settlement) {
    Catalogue catalogue =
        turn.state.catalogues(settlement.careArea()).version(settlement.catalogue());
    for (Settlement.SoldLine line : settlement.sold()) {
      Drug drug = catalogue == null ? null : catalogue.drug(line.drug());
      if (!line.returned() && drug != null && drug.coldChain()) {
        throw Refusal.refusal(Reason.COLD_CHAIN_REQUIRED, "drug", line.drug());
      }
    }
  }
}
