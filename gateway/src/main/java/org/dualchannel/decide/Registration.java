package org.dualchannel.decide;

import java.util.HashSet;
import java.util.Set;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.Designations;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Physician;
import org.dualchannel.registry.Practice;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.store.Table;

/** Writes the registry: entries are filed or replaced, all of a command or none. */
final class Registration {
  private Registration() {}

  /** Entries that refer to others must find them, in the registry or in the same command. */
  @Rule({"S2-5", "S2-6"})
  static Reply register(Turn turn, Body.ImportRegistry body) {
    turn.onlyBureau("file registry entries");
    refuseForeign(turn, body);
    refuseDangling(turn.state, body);
    refuseWithoutRoom(turn.state, body);

    Count count = new Count();
    write(turn, body, count);
    return new Reply.Imported(count.created, count.replaced);
  }

  /** How many entries were new. */
  private static final class Count {
    private int created;
    private int replaced;

    <V> void put(Table<String, V> table, String key, V value) {
      if (table.containsKey(key)) {
        replaced++;
      } else {
        created++;
      }
      table.put(key, value);
    }
  }

  private static void write(Turn turn, Body.ImportRegistry body, Count count) {
    State state = turn.state;
    for (Institution each : body.institutions()) {
      count.put(state.institutions, each.code(), each);
    }
    for (Physician each : body.physicians()) {
      count.put(state.physicians, each.code(), each);
    }
    for (Pharmacy each : body.pharmacies()) {
      count.put(state.pharmacies, each.code(), each);
    }
    for (Pharmacist each : body.pharmacists()) {
      count.put(state.pharmacists, each.code(), each);
    }
    for (Designation each : body.designations()) {
      Designations filed = Circulation.designations(state, each.hospital());
      if (filed.of(each.pharmacy()) == null) {
        count.created++;
      } else {
        count.replaced++;
      }
      state.designations.put(each.hospital(), filed.with(each));
    }
    for (Person each : body.persons()) {
      count.put(state.persons, State.personKey(each.area(), each.number()), each);
    }
    for (Body.AccountBalance each : body.balances()) {
      state.accounts.put(
          State.personKey(turn.area, each.person()), new State.Account(each.balanceFen()));
    }
  }

  private static void refuseForeign(Turn turn, Body.ImportRegistry body) {
    boolean own =
        body.institutions().stream().allMatch(each -> each.area().equals(turn.area))
            && body.pharmacies().stream().allMatch(each -> each.area().equals(turn.area))
            && body.persons().stream().allMatch(each -> each.area().equals(turn.area));
    if (!own) {
      throw turn.notPermitted("file entries of another pooling area");
    }
  }

  private static void refuseDangling(State state, Body.ImportRegistry body) {
    Set<String> hospitals = new HashSet<>();
    body.institutions().forEach(each -> hospitals.add(each.code()));
    Set<String> pharmacies = new HashSet<>();
    body.pharmacies().forEach(each -> pharmacies.add(each.code()));

    for (Physician each : body.physicians()) {
      each.practices().forEach(it -> refuseUnknownHospital(state, hospitals, it.place()));
    }
    for (Pharmacist each : body.pharmacists()) {
      for (Practice practice : each.practices()) {
        if (practice.place().startsWith("P")) {
          refuseUnknownPharmacy(state, pharmacies, practice.place());
        } else {
          refuseUnknownHospital(state, hospitals, practice.place());
        }
      }
    }
    for (Designation each : body.designations()) {
      refuseUnknownHospital(state, hospitals, each.hospital());
      refuseUnknownPharmacy(state, pharmacies, each.pharmacy());
    }
  }

  private static void refuseUnknownHospital(State state, Set<String> filed, String code) {
    if (!filed.contains(code) && !state.institutions.containsKey(code)) {
      throw Refusal.refusal(Reason.INSTITUTION_UNKNOWN, "institution", code);
    }
  }

  private static void refuseUnknownPharmacy(State state, Set<String> filed, String code) {
    if (!filed.contains(code) && !state.pharmacies.containsKey(code)) {
      throw Refusal.refusal(Reason.PHARMACY_UNKNOWN, "pharmacy", code);
    }
  }

  private static void refuseWithoutRoom(State state, Body.ImportRegistry body) {
    state.room(state.institutions, body.institutions().size());
    state.room(state.physicians, body.physicians().size());
    state.room(state.pharmacies, body.pharmacies().size());
    state.room(state.pharmacists, body.pharmacists().size());
    state.room(state.designations, body.designations().size());
    state.room(state.persons, body.persons().size());
    state.room(state.accounts, body.balances().size());
    for (Designation each : body.designations()) {
      if (Circulation.designations(state, each.hospital()).filings().size()
              + body.designations().size()
          > Designations.MAX_FILINGS) {
        throw Refusal.refusal(
            Reason.CAPACITY_REACHED,
            "table",
            "designations of " + each.hospital(),
            "capacity",
            Designations.MAX_FILINGS);
      }
    }
  }
}
