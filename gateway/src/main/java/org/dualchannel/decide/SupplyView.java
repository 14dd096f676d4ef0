package org.dualchannel.decide;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.store.Table;
import org.dualchannel.supply.AgreementClause;
import org.dualchannel.supply.AnnualScore;
import org.dualchannel.supply.Delivery;
import org.dualchannel.supply.Formulary;
import org.dualchannel.supply.GuaranteeEntry;
import org.dualchannel.supply.PharmacyList;
import org.dualchannel.supply.Qualification;
import org.dualchannel.supply.Slot;
import org.dualchannel.supply.StockRate;
import org.dualchannel.supply.SupplyRules;
import org.dualchannel.supply.SupplyTask;
import org.dualchannel.supply.UnstockedCase;
import org.dualchannel.supply.Violation;

/**
 * Reads of the supply side for any thread. Look-ups give null for what does not exist; lists are
 * ordered by key and read a page at a time.
 */
public final class SupplyView {
  private final State state;
  private final SupplyTables supply;

  SupplyView(State state) {
    this.state = state;
    this.supply = state.supply;
  }

  /**
   * A part of a list.
   *
   * @param nextKey where the next page begins; empty after the last one
   */
  public record Page<V>(List<V> entries, String nextKey) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  public SupplyRules rules(String area, LocalDate date) {
    return supply.rules(area, date);
  }

  public Formulary formulary(String hospital) {
    return supply.formularies.get(hospital);
  }

  /** Null when the hospital reported nothing or no catalogue is in force. */
  public StockRate stockRate(String area, String hospital, LocalDate date) {
    Formulary formulary = supply.formularies.get(hospital);
    Catalogue catalogue = state.catalogues(area).inForceOn(date);
    return formulary == null || catalogue == null ? null : StockRate.of(formulary, catalogue, date);
  }

  public UnstockedCase unstockedCase(String id) {
    return supply.unstocked.get(id);
  }

  public Qualification qualification(String pharmacy) {
    return supply.qualifications.get(pharmacy);
  }

  /** An edition of an area's list; 0 asks for the newest. */
  public PharmacyList pharmacyList(String area, int edition) {
    return supply.pharmacyLists.get(edition == 0 ? area : SupplyTables.editionKey(area, edition));
  }

  public AgreementClause clause(String hospital, int year) {
    return supply.clauses.get(SupplyTables.yearKey(hospital, year));
  }

  public AnnualScore score(String hospital, int year) {
    return supply.scores.get(SupplyTables.yearKey(hospital, year));
  }

  public Delivery delivery(String settlement) {
    return supply.deliveries.get(settlement);
  }

  public Slot slot(String id) {
    return supply.slots.get(id);
  }

  /** Whether the seller, or the platform of an area, has confirmed the code. */
  public boolean confirmed(String place, String drug) {
    return supply.confirmed.containsKey(SupplyTables.codeKey(place, drug));
  }

  public SupplyTask task(String area, String version, SupplyTask.Kind kind, String place) {
    return supply.tasks.get(SupplyTask.key(area, version, kind, place));
  }

  public Page<SupplyTask> tasks(Predicate<SupplyTask> wanted, String fromKey, int size) {
    return page(supply.tasks, wanted, fromKey, size);
  }

  public Page<Violation> violations(Predicate<Violation> wanted, String fromKey, int size) {
    return page(supply.violations, wanted, fromKey, size);
  }

  public Page<Slot> slots(Predicate<Slot> wanted, String fromKey, int size) {
    return page(supply.slots, wanted, fromKey, size);
  }

  /** The drugs of the outpatient guarantee; null when no catalogue is in force on the date. */
  public List<GuaranteeEntry> guaranteeList(String area, LocalDate date) {
    Catalogue catalogue = state.catalogues(area).inForceOn(date);
    return catalogue == null ? null : GuaranteeEntry.of(catalogue, supply.rules(area, date));
  }

  /** Keeps the smallest keys only, so that a page costs memory for a page. */
  private static <V> Page<V> page(
      Table<String, V> table, Predicate<V> wanted, String fromKey, int size) {
    SortedMap<String, V> found = new TreeMap<>();
    table.forEach(
        (key, value) -> {
          if (key.compareTo(fromKey) >= 0 && wanted.test(value)) {
            found.put(key, value);
            if (found.size() > size + 1) {
              found.remove(found.lastKey());
            }
          }
        });
    String nextKey = found.size() > size ? found.lastKey() : "";
    found.remove(nextKey);
    return new Page<>(new ArrayList<>(found.values()), nextKey);
  }
}
