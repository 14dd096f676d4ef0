package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.dualchannel.store.Table;
import org.dualchannel.store.Tables;
import org.dualchannel.supply.AgreementClause;
import org.dualchannel.supply.AnnualScore;
import org.dualchannel.supply.Delivery;
import org.dualchannel.supply.Formulary;
import org.dualchannel.supply.PharmacyList;
import org.dualchannel.supply.Qualification;
import org.dualchannel.supply.Slot;
import org.dualchannel.supply.SupplyRules;
import org.dualchannel.supply.SupplyTask;
import org.dualchannel.supply.UnstockedCase;
import org.dualchannel.supply.Violation;

/** What the supply side knows; a part of {@link State}. */
final class SupplyTables {
  final Table<String, SupplyTask> tasks;

  /** By place and drug; the place of a listing is the area. */
  final Table<String, Confirmed> confirmed;

  final Table<String, Formulary> formularies;
  final Table<String, UnstockedCase> unstocked;
  final Table<String, Violation> violations;
  final Table<String, Qualification> qualifications;

  /** By area and edition, and the newest under the area alone. */
  final Table<String, PharmacyList> pharmacyLists;

  /** By hospital and year, as the next one. */
  final Table<String, AgreementClause> clauses;

  final Table<String, AnnualScore> scores;

  /** By hospital, year and drug. */
  final Table<String, Use> uses;

  final Table<String, Delivery> deliveries;
  final Table<String, Slot> slots;
  final Table<String, Slot.Booking> bookings;
  private volatile List<SupplyRules> rules = List.of();

  /** For which version a code was last confirmed. */
  record Confirmed(String version) {}

  /** Lines of a negotiated drug that were dispensed and not returned. */
  record Use(long lines) {}

  SupplyTables(Tables reference, Tables populations) {
    tasks = State.table(reference, "supply_tasks", SupplyTask.class, 500_000, 60);
    confirmed = State.table(populations, "confirmed_codes", Confirmed.class, 2_000_000, 10);
    formularies = State.table(reference, "formularies", Formulary.class, 20_000, 800);
    unstocked = State.table(populations, "unstocked_cases", UnstockedCase.class, 500_000, 130);
    violations = State.table(reference, "violations", Violation.class, 100_000, 100);
    qualifications = State.table(reference, "qualifications", Qualification.class, 50_000, 90);
    pharmacyLists = State.table(reference, "pharmacy_lists", PharmacyList.class, 10_000, 20_000);
    clauses = State.table(reference, "agreement_clauses", AgreementClause.class, 100_000, 60);
    scores = State.table(reference, "annual_scores", AnnualScore.class, 100_000, 40);
    uses = State.table(populations, "negotiated_uses", Use.class, 1_000_000, 4);
    deliveries = State.table(populations, "deliveries", Delivery.class, 1_000_000, 130);
    slots = State.table(reference, "slots", Slot.class, 500_000, 70);
    bookings = State.table(populations, "bookings", Slot.Booking.class, 1_000_000, 40);
  }

  List<Table<?, ?>> all() {
    return List.of(
        tasks,
        confirmed,
        formularies,
        unstocked,
        violations,
        qualifications,
        pharmacyLists,
        clauses,
        scores,
        uses,
        deliveries,
        slots,
        bookings);
  }

  static String codeKey(String place, String drug) {
    return place + '/' + drug;
  }

  static String yearKey(String hospital, int year) {
    return hospital + '/' + year;
  }

  static String useKey(String hospital, int year, String drug) {
    return hospital + '/' + year + '/' + drug;
  }

  static String editionKey(String area, int edition) {
    return area + '/' + edition;
  }

  static String bookingKey(String slot, String area, String person) {
    return slot + '/' + area + '/' + person;
  }

  SupplyRules rules(String area, LocalDate date) {
    return SupplyRules.inForce(rules, area, date);
  }

  /** The rules in the order in which they were filed. */
  List<SupplyRules> filed() {
    return rules;
  }

  void file(SupplyRules next) {
    List<SupplyRules> all = new ArrayList<>(rules);
    all.add(next);
    rules = List.copyOf(all);
  }
}
