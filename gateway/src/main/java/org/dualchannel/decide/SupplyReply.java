package org.dualchannel.decide;

import java.util.List;
import org.dualchannel.codec.WireId;
import org.dualchannel.supply.AnnualScore;
import org.dualchannel.supply.Delivery;
import org.dualchannel.supply.PharmacyList;
import org.dualchannel.supply.Slot;
import org.dualchannel.supply.StockRate;
import org.dualchannel.supply.SupplyTask;

/** What an accepted {@link SupplyCommand} answers. Persisted like {@link Reply}. */
public sealed interface SupplyReply {

  /** The task as it stands. */
  @WireId(40)
  record TaskChanged(SupplyTask task) implements SupplyReply {}

  /**
   * Codes confirmed.
   *
   * @param added how many were not confirmed before
   * @param task null when the version opened none for the place
   */
  @WireId(41)
  record CodesConfirmed(int added, SupplyTask task) implements SupplyReply {}

  /** The stock rate of what was reported. */
  @WireId(42)
  record FormularyReported(StockRate rate) implements SupplyReply {}

  /** The case has a route. */
  @WireId(43)
  record UnstockedRecorded(String id) implements SupplyReply {}

  /** The list as published. */
  @WireId(44)
  record ListPublished(PharmacyList list) implements SupplyReply {}

  /** The score as computed. */
  @WireId(45)
  record Scored(AnnualScore score) implements SupplyReply {}

  /** The delivery as it stands. */
  @WireId(46)
  record DeliveryChanged(Delivery delivery) implements SupplyReply {}

  /** The slots, with their ids, in the order of the command. */
  @WireId(47)
  record SlotsOffered(List<Slot> slots) implements SupplyReply {
    public SlotsOffered {
      slots = List.copyOf(slots);
    }
  }

  /** The slot after a booking was made or given up. */
  @WireId(48)
  record SlotChanged(Slot slot) implements SupplyReply {}

  /** Written down. */
  @WireId(49)
  record Filed() implements SupplyReply {}
}
