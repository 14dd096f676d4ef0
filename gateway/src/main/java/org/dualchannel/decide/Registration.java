package org.dualchannel.decide;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dualchannel.registry.Designation;
import org.dualchannel.registry.Designations;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Physician;
import org.dualchannel.registry.Practice;
import org.dualchannel.registry.RegistryValidation;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rule;
import org.dualchannel.store.Table;

/** Writes the registry: entries are filed or replaced, all of a command or none. */
final class Registration {
  private Registration() {}

  /** Entries that refer to others must find them, in the registry or in the same command. */
  @Rule({"S2-5", "S2-6"})
  static Reply register(Turn turn, Body.ImportRegistry body) {
    turn.onlyBureau("file registry entries");
    refuseInvalid(body);
    refuseForeign(turn, body);
    refuseDangling(turn, body);
    refuseWithoutRoom(turn, body);

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

  private static void refuseInvalid(Body.ImportRegistry body) {
    RegistryValidation validation = new RegistryValidation();
    each("institutions", body.institutions(), validation::institution);
    each("physicians", body.physicians(), validation::physician);
    each("pharmacies", body.pharmacies(), validation::pharmacy);
    each("pharmacists", body.pharmacists(), validation::pharmacist);
    each("designations", body.designations(), validation::designation);
    each("persons", body.persons(), validation::person);
    each("balances", body.balances(), (path, it) -> validation.balance(path, it.balanceFen()));
    if (!validation.problems().isEmpty()) {
      Refusal.refuseIf(Rejection.invalid(validation.problems()));
    }
  }

  private static <T> void each(String name, List<T> entries, BiConsumer<String, T> check) {
    for (int i = 0; i < entries.size(); i++) {
      check.accept(name + '[' + i + ']', entries.get(i));
    }
  }

  /** A bureau files what is of its own area, and takes nothing over from another. */
  private static void refuseForeign(Turn turn, Body.ImportRegistry body) {
    State state = turn.state;
    boolean own =
        body.institutions().stream().allMatch(each -> own(turn, each.area()))
            && body.institutions().stream().allMatch(each -> ownHospital(turn, each.code()))
            && body.pharmacies().stream().allMatch(each -> own(turn, each.area()))
            && body.pharmacies().stream()
                .map(each -> state.pharmacies.get(each.code()))
                .allMatch(known -> known == null || own(turn, known.area()))
            && body.designations().stream().allMatch(each -> ownHospital(turn, each.hospital()))
            && body.persons().stream().allMatch(each -> own(turn, each.area()));
    if (!own) {
      throw turn.notPermitted("file entries of another pooling area");
    }
  }

  private static boolean own(Turn turn, String area) {
    return turn.area.equals(area);
  }

  private static boolean ownHospital(Turn turn, String code) {
    Institution known = turn.state.institutions.get(code);
    return known == null || own(turn, known.area());
  }

  private static void refuseDangling(Turn turn, Body.ImportRegistry body) {
    State state = turn.state;
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
    Set<String> persons = new HashSet<>();
    body.persons().forEach(each -> persons.add(each.number()));
    for (Body.AccountBalance each : body.balances()) {
      if (!persons.contains(each.person())) {
        turn.state.person(turn.area, each.person());
      }
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

  private static void refuseWithoutRoom(Turn turn, Body.ImportRegistry body) {
    State state = turn.state;
    state.room(state.institutions, keys(body.institutions(), Institution::code));
    state.room(state.physicians, keys(body.physicians(), Physician::code));
    state.room(state.pharmacies, keys(body.pharmacies(), Pharmacy::code));
    state.room(state.pharmacists, keys(body.pharmacists(), Pharmacist::code));
    state.room(state.persons, keys(body.persons(), it -> State.personKey(it.area(), it.number())));
    state.room(
        state.accounts, keys(body.balances(), it -> State.personKey(turn.area, it.person())));
    refuseTooManyFilings(state, body.designations());
  }

  private static void refuseTooManyFilings(State state, List<Designation> designations) {
    Map<String, Set<String>> pharmacies = new LinkedHashMap<>();
    for (Designation each : designations) {
      pharmacies.computeIfAbsent(each.hospital(), it -> new HashSet<>()).add(each.pharmacy());
    }
    state.room(state.designations, pharmacies.keySet());
    pharmacies.forEach(
        (hospital, added) -> {
          Designations filed = Circulation.designations(state, hospital);
          filed.filings().forEach(it -> added.add(it.pharmacy()));
          if (added.size() > Designations.MAX_FILINGS) {
            throw Refusal.refusal(
                Reason.CAPACITY_REACHED,
                "table",
                "designations of " + hospital,
                "capacity",
                Designations.MAX_FILINGS);
          }
        });
  }

  private static <T> Set<String> keys(List<T> entries, Function<T, String> key) {
    return entries.stream().map(key).collect(Collectors.toSet());
  }
}
