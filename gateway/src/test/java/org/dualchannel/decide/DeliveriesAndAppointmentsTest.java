package org.dualchannel.decide;

import static org.dualchannel.decide.SupplyCity.by;
import static org.dualchannel.decide.SupplyCity.pharmacy;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.RESIDENT;
import static org.dualchannel.decide.TestRegistry.RETIREE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dualchannel.registry.Principal;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.supply.Delivery;
import org.dualchannel.supply.Delivery.Proof;
import org.dualchannel.supply.Delivery.Status;
import org.dualchannel.supply.Slot;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing counts as delivered that nobody proves, and no slot takes more than it has room for. */
@Tag("S2-17")
class DeliveriesAndAppointmentsTest {
  private static final Proof SIGNED = new Proof(Proof.Kind.SIGNATURE, "scan-1", false);
  private final SupplyCity city = new SupplyCity();

  private String settled(TestDraft draft) {
    return city.city.dispensed(pharmacy(), city.city.submitted(draft)).id();
  }

  private Outcome order(String settlement, boolean coldChain) {
    return city.decide(
        pharmacy(),
        new SupplyCommand.OrderDelivery(settlement, "address-77", coldChain, "courier-1"));
  }

  private Outcome step(String settlement, Status status, Proof proof) {
    return city.decide(pharmacy(), new SupplyCommand.StepDelivery(settlement, status, proof));
  }

  @Test
  void aDeliveryArrivesOnlyWithProof() {
    String settlement = settled(TestDraft.of(TestCatalogue.DEFERASIROX, 1));
    refused(Reason.DELIVERY_UNKNOWN, step(settlement, Status.ON_THE_WAY, null), "S2-17");
    accepted(order(settlement, false));
    refused(Reason.DELIVERY_EXISTS, order(settlement, false), "S2-17");
    refused(Reason.DELIVERY_STEP_INVALID, step(settlement, Status.DELIVERED, SIGNED), "S2-17");
    accepted(step(settlement, Status.ON_THE_WAY, null));
    refused(Reason.HANDOVER_PROOF_MISSING, step(settlement, Status.DELIVERED, null), "S2-17");
    accepted(step(settlement, Status.FAILED, null));
    accepted(step(settlement, Status.ORDERED, null));
    accepted(step(settlement, Status.ON_THE_WAY, null));
    accepted(step(settlement, Status.DELIVERED, SIGNED));
    Delivery delivery = city.supply.delivery(settlement);
    assertEquals(SIGNED, delivery.proof());
    assertEquals(2, delivery.attempt());
    refused(Reason.DELIVERY_STEP_INVALID, step(settlement, Status.CANCELLED, null), "S2-17");
  }

  @Test
  void whatMustStayColdTravelsCold() {
    city.city.enrolled(EMPLOYEE, TestCatalogue.DUPILUMAB);
    String settlement = settled(TestDraft.dupilumab());
    refused(Reason.COLD_CHAIN_REQUIRED, order(settlement, false), "S2-17");
    accepted(order(settlement, true));
  }

  @Test
  void whatCameBackIsNotDelivered() {
    Settlement settlement =
        city.city.dispensed(
            pharmacy(), city.city.submitted(TestDraft.of(TestCatalogue.DEFERASIROX, 1)));
    accepted(city.city.giveBack(settlement, 1));
    refused(Reason.NOTHING_TO_DELIVER, order(settlement.id(), false), "S2-17");
  }

  private Slot offered(int capacity) {
    long start = city.city.nowMs + 3_600_000;
    return city.reply(
            SupplyReply.SlotsOffered.class,
            pharmacy(),
            new SupplyCommand.OfferSlots(
                PHARMACY,
                List.of(new SupplyCommand.OfferedSlot("injection", start, start + 1, capacity))))
        .slots()
        .get(0);
  }

  private Outcome book(String slot, String person) {
    return city.decide(patient(person), new SupplyCommand.BookSlot(slot, person));
  }

  private static Principal patient(String number) {
    return by(Role.PATIENT, number);
  }

  @Test
  void aSlotTakesAsManyAsItHasRoomForAndEachOnce() {
    String slot = offered(2).id();
    accepted(book(slot, EMPLOYEE));
    refused(Reason.BOOKING_EXISTS, book(slot, EMPLOYEE), "S2-17");
    accepted(book(slot, RETIREE));
    refused(Reason.SLOT_FULL, book(slot, RESIDENT), "S2-17");
    accepted(city.decide(patient(EMPLOYEE), new SupplyCommand.CancelBooking(slot, EMPLOYEE)));
    accepted(book(slot, RESIDENT));
    refused(
        Reason.BOOKING_UNKNOWN,
        city.decide(patient(EMPLOYEE), new SupplyCommand.CancelBooking(slot, EMPLOYEE)),
        "S2-17");
    refused(Reason.SLOT_UNKNOWN, book("no such", EMPLOYEE), "S2-17");
  }

  @Test
  void aSlotThatHasBegunIsNeitherBookedNorGivenUp() {
    Slot slot = offered(2);
    accepted(book(slot.id(), EMPLOYEE));
    city.city.goToMs(slot.startMs());
    refused(Reason.SLOT_PASSED, book(slot.id(), RETIREE), "S2-17");
    refused(
        Reason.SLOT_PASSED,
        city.decide(patient(EMPLOYEE), new SupplyCommand.CancelBooking(slot.id(), EMPLOYEE)),
        "S2-17");
  }
}
