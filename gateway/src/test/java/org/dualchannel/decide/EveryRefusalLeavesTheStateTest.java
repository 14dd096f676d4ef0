package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.Stream;
import org.dualchannel.catalogue.CatalogueVersion;
import org.dualchannel.registry.Pharmacist;
import org.dualchannel.registry.Physician.Title;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.dualchannel.store.Table;
import org.dualchannel.store.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A refused command has changed nothing. The test city checks it at every refusal of every test in
 * this package; here each table is full in turn, which is found last of all, and the refusals that
 * no other test provokes.
 */
class EveryRefusalLeavesTheStateTest {
  private static final String NEW_HOSPITAL = "H12010000077";
  private static final Principal HERE = TestCity.pharmacy(PHARMACY);

  private final TestCity city = new TestCity();

  static Stream<String> tables() {
    try (State state = new State(Tables.heap(), Tables.heap())) {
      return state.tables().stream().map(Table::name).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aFullTableStopsTheCommandThatWouldWriteToIt(String table) {
    String open = city.submitted(TestDraft.of(DEFERASIROX, 1));
    accepted(city.claim(HERE, open));
    fill(table);
    Outcome outcome = writingTo(table, open);
    refused(Reason.CAPACITY_REACHED, outcome);
    assertEquals(table, outcome.rejection().details().get(0).value());
  }

  private Outcome writingTo(String table, String open) {
    return switch (table) {
      case "institutions", "physicians", "pharmacies", "pharmacists", "designations", "persons" ->
          city.bureau(onlyNew(table));
      case "accounts" -> city.bureau(TestRegistry.balance(TestRegistry.POOR, 1));
      case "stocks" ->
          city.by(
              HERE,
              new Body.ReportStock(
                  List.of(
                      new Body.StockItem(DEFERASIROX, 1, 1, city.nowMs),
                      new Body.StockItem("XC02KXS004A001020110004", 1, 1, city.nowMs))));
      case "enrolments", "enrolments_of_person" ->
          city.enrol(
              TestRegistry.HOSPITAL,
              TestRegistry.RESIDENT,
              TestCatalogue.DUPILUMAB,
              TestRegistry.CHIEF);
      case "prescriptions", "hospital_numbers", "answered" ->
          city.submit(TestDraft.of(DEFERASIROX, 1));
      case "sales", "accumulators", "settlements", "settlements_of_person", "negotiated_uses" ->
          city.dispense(HERE, open, city.openLines(open));
      case "supervision_rules",
          "alert_handlings",
          "complaints",
          "escalations",
          "drg_adjustments",
          "drg_adjustments_of_group",
          "hospital_figures" ->
          SupervisionIsDecidedTest.writingTo(city, table);
      default -> new SupplyWrites(city, open).writingTo(table);
    };
  }

  private Body onlyNew(String table) {
    return switch (table) {
      case "institutions" ->
          TestRegistry.entries(
              List.of(TestRegistry.institution("H12010000078", "01", TestRegistry.ALWAYS)),
              List.of(),
              List.of(),
              List.of());
      case "physicians" ->
          TestRegistry.entries(
              List.of(),
              List.of(TestRegistry.physician("D120100000078", Title.CHIEF, "any")),
              List.of(),
              List.of());
      case "pharmacies" ->
          TestRegistry.entries(
              List.of(),
              List.of(),
              List.of(TestRegistry.pharmacy("P12010000078", true, 0)),
              List.of());
      case "pharmacists" ->
          TestRegistry.entries(
              List.of(),
              List.of(),
              List.of(),
              List.of(new Pharmacist("Y112010000078", "pharmacist", List.of())));
      case "designations" ->
          TestRegistry.filings(TestRegistry.filing(NEW_HOSPITAL, PHARMACY, TestRegistry.ALWAYS));
      default -> TestRegistry.persons(TestRegistry.person("new", "310", "1101", ""));
    };
  }

  private void fill(String table) {
    if (table.equals("designations")) {
      city.register(TestRegistry.institution(NEW_HOSPITAL, "01", TestRegistry.ALWAYS));
    }
    if (table.equals("stocks")) {
      city.state.stocks.remove(State.stockKey(PHARMACY, "XC02KXS004A001020110004"));
    }
    Table<?, ?> full =
        city.state.tables().stream()
            .filter(it -> it.name().equals(table))
            .findFirst()
            .orElseThrow();
    accepted(
        city.decide(
                Command.ofSystem(
                    new Body.SetCapacities(List.of(new Body.Capacity(table, full.size())))))
            .outcome());
  }

  @Test
  void whatNoOtherTestProvokes() {
    CatalogueVersion sample = TestCatalogue.SAMPLE;
    TestCity bare = TestCity.empty();
    accepted(bare.bureau(TestRegistry.everyone()));
    accepted(bare.bureau(new Body.CreatePolicy(TestPolicies.policy())));
    refused(Reason.POLICY_EXISTS, bare.bureau(new Body.CreatePolicy(TestPolicies.policy())));
    refused(
        Reason.NOT_PERMITTED,
        bare.by(
            TestCity.bureauOf(TestRegistry.OTHER_AREA),
            TestRegistry.OTHER_AREA,
            new Body.CreatePolicy(TestPolicies.policy())));
    refused(Reason.CATALOGUE_MISSING, bare.submit(TestDraft.of(DEFERASIROX, 1)));
    accepted(bare.bureau(new Body.CreateCatalogueVersion("v", sample.effectiveFrom(), "t", "d")));
    refused(Reason.INVALID_REQUEST, bare.bureau(new Body.PublishCatalogueVersion("v", 0)));
    for (int i = 1; i < Drafts.MAX_OPEN; i++) {
      accepted(
          bare.bureau(new Body.CreateCatalogueVersion("v" + i, sample.effectiveFrom(), "t", "d")));
    }
    refused(
        Reason.CAPACITY_REACHED,
        bare.bureau(new Body.CreateCatalogueVersion("w", sample.effectiveFrom(), "t", "d")));
    refused(Reason.NOT_PERMITTED, city.by(TestCity.hospital("H"), new Body.ReportStock(List.of())));
    refused(
        Reason.PHARMACY_UNKNOWN, city.by(TestCity.pharmacy("P"), new Body.ReportStock(List.of())));
    String open = city.submitted(TestDraft.of(DEFERASIROX, 1));
    refused(
        Reason.NOT_PERMITTED,
        city.by(
            TestCity.bureauOf(TestRegistry.AREA),
            new Body.ClaimPrescription(open, "s", List.of())));
    city.register(TestRegistry.person("other", "350", "1101", ""));
    refused(
        Reason.SCHEME_NOT_COVERED,
        city.submit(TestDraft.of(DEFERASIROX, 1).forPerson("other", "350")),
        "S2-28");
  }

  @Test
  void theWatchItselfNoticesAChange() {
    TestCity.Standing before = city.standing();
    city.submitted(TestDraft.of(DEFERASIROX, 1));
    assertNotEquals(before, city.standing());
  }
}
