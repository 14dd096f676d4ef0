package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.codec.WireId;
import org.dualchannel.supply.AgreementClause;
import org.dualchannel.supply.Delivery;
import org.dualchannel.supply.Formulary;
import org.dualchannel.supply.Ground;
import org.dualchannel.supply.Qualification;
import org.dualchannel.supply.SupplyRules;
import org.dualchannel.supply.UnstockedCase;

/**
 * What {@link Body.Supply} asks for. Persisted like {@link Body}: append, never reorder or reuse.
 */
public sealed interface SupplyCommand {

  /** The bureau sets what the drafts leave open. */
  @WireId(40)
  record FileSupplyRules(SupplyRules rules) implements SupplyCommand {}

  /** A hospital has reviewed its formulary against a version. */
  @WireId(41)
  record CompleteFormularyTask(String hospital, String version, LocalDate held, String minutes)
      implements SupplyCommand {}

  /**
   * Codes of a version are listed, or mapped in a seller's system.
   *
   * @param place the seller; the area for the procurement platform
   */
  @WireId(42)
  record ConfirmCodes(String place, String version, List<String> drugs) implements SupplyCommand {
    public ConfirmCodes {
      drugs = List.copyOf(drugs);
    }
  }

  /** A hospital's negotiated drugs, which replace what it reported before. */
  @WireId(43)
  record ReportFormulary(String hospital, List<Formulary.Item> items) implements SupplyCommand {
    public ReportFormulary {
      items = List.copyOf(items);
    }
  }

  /**
   * A hospital cannot supply a negotiated drug itself.
   *
   * @param route how the patient gets it; null when the hospital names none
   */
  @WireId(44)
  record RecordUnstocked(
      String hospital, String drug, Ground ground, UnstockedCase.Route route, String comment)
      implements SupplyCommand {}

  /** The bureau takes a pharmacy into dual channel. */
  @WireId(45)
  record QualifyPharmacy(Qualification qualification) implements SupplyCommand {}

  /** The bureau publishes the list of dual-channel pharmacies as they are now. */
  @WireId(46)
  record PublishPharmacyList() implements SupplyCommand {}

  /** The agreement of a hospital asks for stocking and use. */
  @WireId(47)
  record FileClause(AgreementClause clause) implements SupplyCommand {}

  /** Scores a year of an agreement; a later score replaces an earlier one. */
  @WireId(48)
  record ScoreYear(String hospital, int year) implements SupplyCommand {}

  /** What was dispensed is to be brought to the patient. */
  @WireId(49)
  record OrderDelivery(String settlement, String addressRef, boolean coldChain, String courier)
      implements SupplyCommand {}

  /**
   * A delivery gets on.
   *
   * @param proof of handing over; null when there is none
   */
  @WireId(50)
  record StepDelivery(String settlement, Delivery.Status step, Delivery.Proof proof)
      implements SupplyCommand {}

  /** A hospital or pharmacy opens times for appointments. */
  @WireId(51)
  record OfferSlots(String place, List<OfferedSlot> slots) implements SupplyCommand {
    public OfferSlots {
      slots = List.copyOf(slots);
    }
  }

  /** One time offered. */
  record OfferedSlot(String service, long startMs, long endMs, int capacity) {}

  /** A person takes a place in a slot. */
  @WireId(52)
  record BookSlot(String slot, String person) implements SupplyCommand {}

  /** A person gives the place up. */
  @WireId(53)
  record CancelBooking(String slot, String person) implements SupplyCommand {}
}
