package org.dualchannel.decide;

import org.dualchannel.registry.Designation;
import org.dualchannel.registry.Designations;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Physician;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;

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

    State state = turn.state;
    for (Institution each : body.institutions()) {
      state.institutions.put(each.code(), each);
    }
    for (Physician each : body.physicians()) {
      state.physicians.put(each.code(), each);
    }
    for (Pharmacy each : body.pharmacies()) {
      state.pharmacies.put(each.code(), each);
    }
    for (Pharmacist each : body.pharmacists()) {
      state.pharmacists.put(each.code(), each);
    }
    for (Designation each : body.designations()) {
      Designations filed = Circulation.designations(state, each.hospital());
      state.designations.put(each.hospital(), filed.with(each));
    }
    for (Person each : body.persons()) {
      state.persons.put(State.personKey(each.area(), each.number()), each);
    }
    for (Body.AccountBalance each : body.balances()) {
      state.accounts.put(
          State.personKey(turn.area, each.person()), new State.Account(each.balanceFen()));
    }
    return new Reply.Imported(body.size());
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
    for (Physician each : body.physicians()) {
      refuseUnknownHospital(state, body, each.institution());
    }
    for (Pharmacist each : body.pharmacists()) {
      if (state.pharmacies.get(each.workplace()) == null
          && body.pharmacies().stream().noneMatch(it -> it.code().equals(each.workplace()))) {
        refuseUnknownHospital(state, body, each.workplace());
      }
    }
    for (Designation each : body.designations()) {
      refuseUnknownHospital(state, body, each.hospital());
      if (state.pharmacies.get(each.pharmacy()) == null
          && body.pharmacies().stream().noneMatch(it -> it.code().equals(each.pharmacy()))) {
        throw Refusal.refusal(Reason.PHARMACY_UNKNOWN, "pharmacy", each.pharmacy());
      }
    }
  }

  private static void refuseUnknownHospital(State state, Body.ImportRegistry body, String code) {
    if (state.institutions.get(code) == null
        && body.institutions().stream().noneMatch(each -> each.code().equals(code))) {
      throw Refusal.refusal(Reason.INSTITUTION_UNKNOWN, "institution", code);
    }
  }

  private static void refuseWithoutRoom(State state, Body.ImportRegistry body) {
    State.room(state.institutions, body.institutions().size());
    State.room(state.physicians, body.physicians().size());
    State.room(state.pharmacies, body.pharmacies().size());
    State.room(state.pharmacists, body.pharmacists().size());
    State.room(state.designations, body.designations().size());
    State.room(state.persons, body.persons().size());
    State.room(state.accounts, body.balances().size());
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
