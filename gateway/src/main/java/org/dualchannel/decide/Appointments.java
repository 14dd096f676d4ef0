package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.supply.Slot;

/** Times at hospitals and pharmacies that persons can book. */
@Rule("S2-17")
final class Appointments {
  private Appointments() {}

  static SupplyReply offer(Turn turn, SupplyCommand.OfferSlots command) {
    Parties.seller(turn, command.place(), "offer appointments at " + command.place());
    Parties.refuseUnknownPlace(turn, command.place());
    turn.state.room(turn.state.supply.slots, command.slots().size());

    List<Slot> slots = new ArrayList<>(command.slots().size());
    for (SupplyCommand.OfferedSlot each : command.slots()) {
      Slot slot =
          new Slot(
              turn.state.sequences.nextSlot(turn.area),
              turn.area,
              command.place(),
              each.service(),
              each.startMs(),
              each.endMs(),
              each.capacity(),
              0);
      turn.state.supply.slots.put(slot.id(), slot);
      slots.add(slot);
    }
    return new SupplyReply.SlotsOffered(slots);
  }

  static SupplyReply book(Turn turn, SupplyCommand.BookSlot command) {
    Slot slot = slot(turn, command.slot());
    Parties.patientOrPlace(turn, command.person(), slot.place(), "book for others");
    turn.state.person(turn.area, command.person());
    String key = SupplyTables.bookingKey(slot.id(), turn.area, command.person());
    if (turn.state.supply.bookings.containsKey(key)) {
      throw Refusal.refusal(Reason.BOOKING_EXISTS, "slot", slot.id());
    }
    Refusal.refuseIf(slot.refuseBooking(turn.timeMs));
    turn.state.room(turn.state.supply.bookings, 1);

    turn.state.supply.bookings.put(key, new Slot.Booking(slot.id(), command.person(), turn.timeMs));
    return changed(turn, slot.withBooked(1));
  }

  static SupplyReply cancel(Turn turn, SupplyCommand.CancelBooking command) {
    Slot slot = slot(turn, command.slot());
    Parties.patientOrPlace(turn, command.person(), slot.place(), "cancel for others");
    String key = SupplyTables.bookingKey(slot.id(), turn.area, command.person());
    Refusal.known(turn.state.supply.bookings.get(key), Reason.BOOKING_UNKNOWN, "slot", slot.id());
    if (turn.timeMs >= slot.startMs()) {
      throw Refusal.refusal(Reason.SLOT_PASSED, "slot", slot.id());
    }

    turn.state.supply.bookings.remove(key);
    return changed(turn, slot.withBooked(-1));
  }

  private static SupplyReply changed(Turn turn, Slot slot) {
    turn.state.supply.slots.put(slot.id(), slot);
    return new SupplyReply.SlotChanged(slot);
  }

  private static Slot slot(Turn turn, String id) {
    Slot known = turn.state.supply.slots.get(id);
    return Refusal.known(
        known == null || !known.area().equals(turn.area) ? null : known,
        Reason.SLOT_UNKNOWN,
        "slot",
        id);
  }
}
