package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Rule;
import org.dualchannel.supply.PharmacyList;
import org.dualchannel.supply.PharmacyList.Entry;
import org.dualchannel.supply.Qualification;

/** Takes pharmacies into dual channel and publishes who is in. */
final class PharmacyPublishing {
  private PharmacyPublishing() {}

  /** Records the finding and writes it into the registry, where every later check reads it. */
  @Rule("S2-5")
  static SupplyReply qualify(Turn turn, SupplyCommand.QualifyPharmacy command) {
    Parties.authority(turn, "qualify pharmacies", Role.BUREAU);
    Qualification found = command.qualification();
    Pharmacy pharmacy = Parties.pharmacy(turn, found.pharmacy());
    Refusal.refuseIf(found.refuseUnmet());
    turn.state.room(turn.state.supply.qualifications, Set.of(found.pharmacy()));

    turn.state.supply.qualifications.put(found.pharmacy(), found);
    turn.state.pharmacies.put(
        pharmacy.code(),
        new Pharmacy(
            pharmacy.code(),
            pharmacy.name(),
            pharmacy.area(),
            pharmacy.designated(),
            true,
            true,
            true,
            pharmacy.coldChain(),
            pharmacy.place(),
            pharmacy.maxHolds(),
            pharmacy.address(),
            pharmacy.phone()));
    return new SupplyReply.Filed();
  }

  /** The list holds who qualifies today, and what changed since the edition before. */
  @Rule("S2-7")
  static SupplyReply publish(Turn turn) {
    Parties.authority(turn, "publish the list of pharmacies", Role.BUREAU);
    SupplyTables supply = turn.state.supply;
    turn.state.room(supply.pharmacyLists, 2);
    List<Entry> entries = new ArrayList<>();
    turn.state.pharmacies.forEach(
        (code, each) -> {
          if (each.area().equals(turn.area) && each.refuseUnqualified(turn.date) == null) {
            entries.add(new Entry(code, each.name(), each.address(), each.phone()));
          }
        });
    entries.sort(Comparator.comparing(Entry::code));
    PharmacyList list =
        PharmacyList.next(
            supply.pharmacyLists.get(turn.area), turn.area, turn.date, turn.timeMs, entries);

    supply.pharmacyLists.put(turn.area, list);
    supply.pharmacyLists.put(SupplyTables.editionKey(turn.area, list.edition()), list);
    return new SupplyReply.ListPublished(list);
  }
}
