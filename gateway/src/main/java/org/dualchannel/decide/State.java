package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.dualchannel.catalogue.CatalogueTimeline;
import org.dualchannel.codec.Codec;
import org.dualchannel.codec.RecordCodec;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.enrolment.EnrolmentVersion;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.prescription.RunningSupplies;
import org.dualchannel.registry.Designations;
import org.dualchannel.registry.Institution;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Pharmacy;
import org.dualchannel.registry.Physician;
import org.dualchannel.reimbursement.Accumulators;
import org.dualchannel.routing.Router;
import org.dualchannel.routing.Stock;
import org.dualchannel.rules.Reason;
import org.dualchannel.screening.Finding;
import org.dualchannel.store.Chunks;
import org.dualchannel.store.FreezableTable;
import org.dualchannel.store.Table;
import org.dualchannel.store.TableSpec;
import org.dualchannel.store.Tables;
import org.dualchannel.trace.OpenedPack;
import org.dualchannel.trace.Sale;

/**
 * Everything that the gateway knows. The decider is the only writer; any thread may look one entry
 * up through {@link View}.
 *
 * <p>Populations without bound (persons, prescriptions, codes, requests …) go to {@code
 * populations}, off-heap in the product; the registry of the city goes to {@code reference}. The
 * catalogue and the policies are immutable objects that are replaced whole.
 */
public final class State implements Router.Surroundings, AutoCloseable {

  final Table<String, Institution> institutions;
  final Table<String, Physician> physicians;
  final Table<String, Pharmacy> pharmacies;
  final Table<String, Pharmacist> pharmacists;
  final Table<String, Designations> designations;
  final Table<String, Stock> stocks;
  final Table<String, Person> persons;
  final Table<String, Account> accounts;
  final Table<String, Enrolment> enrolments;
  final Table<String, EnrolmentVersion> enrolmentVersions;
  final Table<String, EnrolmentIds> enrolmentsOfPerson;
  final Table<String, Prescription> prescriptions;
  final Table<String, Id> hospitalNumbers;
  final Table<String, Sale> sales;
  final Table<String, OpenedPack> openedPacks;
  final Table<String, RunningSupplies> runningSupplies;
  final Table<String, Findings> findings;
  final Table<String, Accumulators> accumulators;
  final Table<String, Settlement> settlements;
  final Table<String, SettlementIds> settlementsOfPerson;
  final Table<String, Answered> answered;
  final SupervisionTables supervision;

  final SupplyTables supply;
  final ClaimTables claims;
  final Chunks chunks;
  final Deadlines deadlines;
  final Drafts drafts = new Drafts();
  final Sequences sequences = new Sequences();
  final Logic logic = new Logic();
  final Map<String, Integer> openHolds = new ConcurrentHashMap<>();
  final Map<String, Long> limits = new ConcurrentHashMap<>();
  final Map<String, CatalogueTimeline> catalogues = new ConcurrentHashMap<>();
  private final List<Table<?, ?>> tables;
  private volatile Policies policies = Policies.NONE;

  /** The id of something, as the value of an index. */
  record Id(String id) {}

  /** A person's account. */
  record Account(long balanceFen) {}

  /** A person's enrolments, one for each molecule at most, in the order of enrolling. */
  record EnrolmentIds(List<String> ids) {}

  /** A person's settlements of one year in log order. */
  record SettlementIds(List<String> ids) {}

  /** What the review found in a prescription that was accepted nevertheless. */
  record Findings(List<Finding> found) {}

  /** What a request id was answered, and the fingerprint of the request. */
  record Answered(long fingerprint, Outcome outcome) {}

  /**
   * Empty tables.
   *
   * @param reference makes the tables of the registry
   * @param populations makes the tables that grow with use
   */
  public State(Tables reference, Tables populations) {
    chunks = populations.chunks();
    deadlines = new Deadlines(chunks);
    institutions = table(reference, "institutions", Institution.class, 20_000, 120);
    physicians = table(reference, "physicians", Physician.class, 500_000, 100);
    pharmacies = table(reference, "pharmacies", Pharmacy.class, 50_000, 100);
    pharmacists = table(reference, "pharmacists", Pharmacist.class, 200_000, 80);
    designations = table(reference, "designations", Designations.class, 20_000, 500);
    stocks = table(reference, "stocks", Stock.class, 5_000_000, 20);
    persons = table(populations, "persons", Person.class, 2_000_000, 60);
    accounts = table(populations, "accounts", Account.class, 2_000_000, 8);
    enrolments = table(populations, "enrolments", Enrolment.class, 1_000_000, 200);
    enrolmentVersions =
        table(populations, "enrolment_versions", EnrolmentVersion.class, 3_000_000, 260);
    enrolmentsOfPerson =
        table(populations, "enrolments_of_person", EnrolmentIds.class, 1_000_000, 40);
    prescriptions = table(populations, "prescriptions", Prescription.class, 5_000_000, 420);
    hospitalNumbers = table(populations, "hospital_numbers", Id.class, 5_000_000, 24);
    sales = table(populations, "sales", Sale.class, 10_000_000, 32);
    openedPacks = table(populations, "opened_packs", OpenedPack.class, 1_000_000, 60);
    runningSupplies = table(populations, "running_supplies", RunningSupplies.class, 5_000_000, 100);
    findings = table(populations, "findings", Findings.class, 5_000_000, 100);
    accumulators = table(populations, "accumulators", Accumulators.class, 2_000_000, 60);
    settlements = table(populations, "settlements", Settlement.class, 5_000_000, 1_250);
    settlementsOfPerson =
        table(populations, "settlements_of_person", SettlementIds.class, 2_000_000, 60);
    answered = table(populations, "answered", Answered.class, 5_000_000, 500);
    supply = new SupplyTables(reference, populations);
    supervision = new SupervisionTables(reference, populations);
    claims = new ClaimTables(populations);
    List<Table<?, ?>> all = new ArrayList<>(supply.all());
    all.addAll(claims.all());
    all.addAll(supervision.all());
    all.addAll(
        List.of(
            institutions,
            physicians,
            pharmacies,
            pharmacists,
            designations,
            stocks,
            persons,
            accounts,
            enrolments,
            enrolmentVersions,
            enrolmentsOfPerson,
            prescriptions,
            hospitalNumbers,
            sales,
            openedPacks,
            runningSupplies,
            findings,
            accumulators,
            settlements,
            settlementsOfPerson,
            answered));
    tables = List.copyOf(all);
  }

  static <V> Table<String, V> table(
      Tables tables, String name, Class<V> type, long capacity, int averageValueBytes) {
    return FreezableTable.over(
        tables.create(
            new TableSpec<>(
                name, Codec.strings(), RecordCodec.of(type), capacity, 24, averageValueBytes)));
  }

  static String personKey(String area, String number) {
    return area + '/' + number;
  }

  static String yearKey(String area, String number, int year) {
    return area + '/' + number + '/' + year;
  }

  static String stockKey(String pharmacy, String drug) {
    return pharmacy + '/' + drug;
  }

  /** Visits every person's year, keyed {@code area/person/year}; for the audit, in no order. */
  public void accumulatorsByYear(BiConsumer<String, Accumulators> visitor) {
    accumulators.forEach(visitor);
  }

  /** Visits every settlement as it stands, in the order of settling; for the audit. */
  public void settlementsInOrder(Consumer<Settlement> visitor) {
    Map<String, Settlement> byId = new TreeMap<>();
    settlements.forEach(byId::put);
    byId.values().forEach(visitor);
  }

  /** All tables, for the state hash, snapshots and metrics. */
  public List<Table<?, ?>> tables() {
    return tables;
  }

  /** By which version of the rules is decided. Any thread. */
  public Logic logic() {
    return logic;
  }

  /** The published versions of an area's catalogue. Any thread. */
  public CatalogueTimeline catalogues(String area) {
    return catalogues.getOrDefault(area, CatalogueTimeline.EMPTY);
  }

  void publish(String area, CatalogueTimeline next) {
    catalogues.put(area, next);
  }

  /** The filed policies. Any thread. */
  public Policies policies() {
    return policies;
  }

  void file(Policies next) {
    policies = next;
  }

  @Override
  public Pharmacy pharmacy(String code) {
    return pharmacies.get(code);
  }

  @Override
  public Stock stock(String pharmacy, String drug) {
    return stocks.get(stockKey(pharmacy, drug));
  }

  @Override
  public int openHolds(String pharmacy) {
    return openHolds.getOrDefault(pharmacy, 0);
  }

  void holdBegins(String holder) {
    openHolds.merge(holder, 1, Integer::sum);
  }

  void holdEnds(String holder) {
    openHolds.computeIfPresent(holder, (code, count) -> count == 1 ? null : count - 1);
  }

  Person person(String area, String number) {
    return Refusal.known(persons.get(personKey(area, number)), Reason.PERSON_UNKNOWN, "area", area);
  }

  Institution institution(String code) {
    return Refusal.known(institutions.get(code), Reason.INSTITUTION_UNKNOWN, "institution", code);
  }

  Physician physician(String code) {
    return Refusal.known(physicians.get(code), Reason.PHYSICIAN_UNKNOWN, "physician", code);
  }

  Accumulators accumulators(String area, String person, int year) {
    Accumulators known = accumulators.get(yearKey(area, person, year));
    return known == null ? Accumulators.empty(year) : known;
  }

  long balance(String area, String person) {
    Account account = accounts.get(personKey(area, person));
    return account == null ? 0 : account.balanceFen();
  }

  /** Refuses a command that would write these keys when there is no room for the new ones. */
  void room(Table<String, ?> table, Set<String> keys) {
    room(table, keys.stream().filter(key -> !table.containsKey(key)).count());
  }

  /** Refuses a command for which a table has no room, before it has changed anything. */
  void room(Table<?, ?> table, long entries) {
    long limit = limitOf(table);
    if (entries > 0 && table.size() + entries > limit) {
      throw Refusal.refusal(Reason.CAPACITY_REACHED, "table", table.name(), "capacity", limit);
    }
  }

  /**
   * Sets the most entries of tables. Tables this node made too small for it are a mistake of its
   * configuration, not a decision.
   *
   * @throws IllegalStateException when a table of this node cannot hold that many
   */
  void limit(List<Body.Capacity> capacities) {
    for (Body.Capacity each : capacities) {
      for (Table<?, ?> table : tables) {
        if (table.name().equals(each.table()) && table.capacity() < each.entries()) {
          throw new IllegalStateException(
              "table "
                  + table.name()
                  + " holds "
                  + table.capacity()
                  + " entries here, but the log allows "
                  + each.entries()
                  + ": raise its configured capacity");
        }
      }
      limits.put(each.table(), each.entries());
    }
  }

  /** The most entries of a table as the log has it. Any thread. */
  public long limitOf(Table<?, ?> table) {
    Long limit = limits.get(table.name());
    return limit == null ? table.spec().defaultCapacity() : limit;
  }

  @Override
  public void close() {
    tables.forEach(Table::close);
  }
}
