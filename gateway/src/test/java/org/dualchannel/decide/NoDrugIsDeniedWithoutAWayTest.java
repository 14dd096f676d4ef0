package org.dualchannel.decide;

import static org.dualchannel.decide.SupplyCity.by;
import static org.dualchannel.decide.SupplyCity.hospital;
import static org.dualchannel.decide.TestCatalogue.AMLODIPINE_SELECTED;
import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCatalogue.DUPILUMAB;
import static org.dualchannel.decide.TestCatalogue.REMOVED;
import static org.dualchannel.decide.TestCatalogue.TOFACITINIB;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.supply.AgreementClause;
import org.dualchannel.supply.AnnualScore;
import org.dualchannel.supply.Formulary;
import org.dualchannel.supply.Ground;
import org.dualchannel.supply.StockRate;
import org.dualchannel.supply.UnstockedCase.Route;
import org.dualchannel.supply.Violation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a hospital stocks is counted, and what it does not stock has a way to the patient. */
class NoDrugIsDeniedWithoutAWayTest {
  private final SupplyCity city = new SupplyCity();

  private static Formulary.Item item(String drug, boolean inScope, boolean stocked) {
    return new Formulary.Item(drug, inScope, stocked);
  }

  @Test
  @Tag("S2-3")
  void theStockRateIsStockedAmongNegotiatedDrugsInScope() {
    assertEquals(
        new StockRate(3, 1),
        city.formulary(
                item(DUPILUMAB, true, true),
                item(DEFERASIROX, true, false),
                item(TOFACITINIB, true, false),
                item(TestCatalogue.MIGLUSTAT, false, true),
                item(REMOVED, true, true))
            .rate());
    assertEquals(3_333, new StockRate(3, 1).rateBp());
    assertEquals(0, new StockRate(0, 0).rateBp());
    refused(
        Reason.DRUG_NOT_NEGOTIATED,
        city.decide(
            hospital(),
            new SupplyCommand.ReportFormulary(
                HOSPITAL, List.of(item(AMLODIPINE_SELECTED, true, true)))),
        "S2-3");
  }

  @Test
  @Tag("S2-4")
  void aDrugOutsideTheFormularyNeedsARoute() {
    refused(Reason.ROUTE_MISSING, city.unstocked(hospital(), Ground.OTHER, null), "S2-4");
    for (Route route : Route.values()) {
      accepted(city.unstocked(hospital(), Ground.NOT_IN_FORMULARY, route));
    }
    city.formulary(item(DUPILUMAB, true, true));
    refused(
        Reason.DRUG_IN_FORMULARY,
        city.unstocked(hospital(), Ground.NOT_IN_FORMULARY, Route.CIRCULATE),
        "S2-4");
    accepted(city.unstocked(hospital(), Ground.OUT_OF_STOCK, Route.CIRCULATE));
  }

  @ParameterizedTest
  @EnumSource(
      value = Ground.class,
      names = {"TOTAL_BUDGET", "FORMULARY_COUNT", "DRUG_RATIO"})
  @Tag("S2-13")
  void aGroundThatNeverStandsIsRefusedAndRecorded(Ground ground) {
    city.city.watchRefusals = false;
    Outcome outcome = city.unstocked(hospital(), ground, Route.CIRCULATE);
    refused(Reason.GROUND_INVALID, outcome, "S2-13");
    List<Violation> recorded = city.supply.violations(each -> true, "", 10).entries();
    assertEquals(1, recorded.size());
    assertEquals(ground, recorded.get(0).ground());
    assertEquals(HOSPITAL, recorded.get(0).hospital());
    assertTrue(outcome.rejection().english().contains(recorded.get(0).id()));
    assertTrue(
        city.city.events.contains(new Event.ViolationRecorded(recorded.get(0))),
        "whoever supervises is told");
  }

  @Test
  @Tag("S2-13")
  void aRetryOfARefusedDenialIsNotASecondViolation() {
    city.city.watchRefusals = false;
    Command command =
        new Command(
            "one-request",
            hospital(),
            TestRegistry.AREA,
            1,
            new Body.Supply(
                new SupplyCommand.RecordUnstocked(
                    HOSPITAL, DUPILUMAB, Ground.DRUG_RATIO, null, "")));
    city.city.decide(command);
    city.city.decide(command);
    assertEquals(1, city.supply.violations(each -> true, "", 10).entries().size());
    accepted(city.unstocked(hospital(), Ground.OUTSIDE_SCOPE, Route.CIRCULATE));
    assertEquals(1, city.supply.violations(each -> true, "", 10).entries().size());
  }

  @Test
  @Tag("S2-11")
  void theYearlyScoreWeighsStockingAndUseAndDeductsViolations() {
    var agency = by(Role.AGENCY, TestRegistry.AREA);
    var score = new SupplyCommand.ScoreYear(HOSPITAL, 2026);
    refused(Reason.CLAUSE_MISSING, city.decide(agency, score), "S2-11");
    accepted(city.decide(agency, new SupplyCommand.FileClause(clause(2026))));
    refused(Reason.FORMULARY_UNKNOWN, city.decide(agency, score), "S2-3");
    city.formulary(
        item(DUPILUMAB, true, true),
        item(DEFERASIROX, true, true),
        item(TOFACITINIB, true, false),
        item(TestCatalogue.MIGLUSTAT, true, false));
    assertScore(agency, score, 0, 0, 6_250 * 6 / 10);

    Settlement settlement =
        city.city.dispensed(
            SupplyCity.pharmacy(), city.city.submitted(TestDraft.of(DEFERASIROX, 1)));
    assertScore(agency, score, 1, 0, 6_250 * 6 / 10 + 5_000 * 4 / 10);
    accepted(city.city.giveBack(settlement, 1));
    assertScore(agency, score, 0, 0, 6_250 * 6 / 10);

    city.city.watchRefusals = false;
    city.unstocked(hospital(), Ground.TOTAL_BUDGET, null);
    assertScore(agency, score, 0, 1, 6_250 * 6 / 10 - 500);

    accepted(city.decide(agency, new SupplyCommand.FileClause(clause(2027))));
    refused(
        Reason.YEAR_NOT_BEGUN,
        city.decide(agency, new SupplyCommand.ScoreYear(HOSPITAL, 2027)),
        "S2-11");
  }

  /** Half the drugs are stocked where 80 % are asked, a quarter is used where a half is. */
  private static AgreementClause clause(int year) {
    return new AgreementClause(
        HOSPITAL, year, "agreement", LocalDate.of(2026, 1, 5), 8_000, 5_000, 6_000, 500);
  }

  private void assertScore(
      org.dualchannel.registry.Principal agency,
      SupplyCommand.ScoreYear command,
      int used,
      int violations,
      int scoreBp) {
    AnnualScore score = city.reply(SupplyReply.Scored.class, agency, command).score();
    assertEquals(List.of(4, 2, used, violations), counts(score));
    assertEquals(scoreBp, score.scoreBp());
    assertEquals(score, city.supply.score(HOSPITAL, 2026));
  }

  private static List<Integer> counts(AnnualScore score) {
    return List.of(score.inScope(), score.stocked(), score.used(), score.violations());
  }
}
