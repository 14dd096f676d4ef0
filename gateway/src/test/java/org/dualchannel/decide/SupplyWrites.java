package org.dualchannel.decide;

import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.PHARMACY;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.registry.Principal;
import org.dualchannel.supply.AgreementClause;
import org.dualchannel.supply.Ground;
import org.dualchannel.supply.Qualification;
import org.dualchannel.supply.UnstockedCase.Route;

/** For each table of the supply side, a command that writes to it. */
final class SupplyWrites {
  private static final LocalDate DAY = LocalDate.of(2026, 2, 1);

  private final TestCity city;
  private final String open;

  /**
   * Writes to a city.
   *
   * @param open a prescription that the pharmacy has claimed
   */
  SupplyWrites(TestCity city, String open) {
    this.city = city;
    this.open = open;
  }

  Outcome writingTo(String table) {
    return switch (table) {
      case "supply_tasks" -> publish();
      case "confirmed_codes" ->
          pharmacy(
              new SupplyCommand.ConfirmCodes(
                  PHARMACY, TestCatalogue.SAMPLE.id(), List.of(TestCatalogue.DEFERASIROX)));
      case "formularies" -> hospital(new SupplyCommand.ReportFormulary(HOSPITAL, List.of()));
      case "unstocked_cases" -> hospital(unstocked(Ground.OTHER));
      case "violations" -> hospital(unstocked(Ground.TOTAL_BUDGET));
      case "qualifications" ->
          bureau(
              new SupplyCommand.QualifyPharmacy(
                  new Qualification(PHARMACY, true, true, true, "", "", "", DAY)));
      case "pharmacy_lists" -> bureau(new SupplyCommand.PublishPharmacyList());
      case "agreement_clauses" -> bureau(clause());
      case "annual_scores" -> {
        accepted(bureau(clause()));
        accepted(hospital(new SupplyCommand.ReportFormulary(HOSPITAL, List.of())));
        yield bureau(new SupplyCommand.ScoreYear(HOSPITAL, 2026));
      }
      case "deliveries" -> {
        Settlement settlement =
            TestCity.settlement(
                accepted(city.dispense(TestCity.pharmacy(PHARMACY), open, city.openLines(open))));
        yield pharmacy(new SupplyCommand.OrderDelivery(settlement.id(), "a", false, "c"));
      }
      case "slots" -> pharmacy(slots());
      case "bookings" -> {
        Reply.Supplied offered = (Reply.Supplied) accepted(pharmacy(slots())).reply();
        String slot = ((SupplyReply.SlotsOffered) offered.reply()).slots().get(0).id();
        yield pharmacy(new SupplyCommand.BookSlot(slot, EMPLOYEE));
      }
      default -> throw new IllegalArgumentException("nothing here writes to " + table);
    };
  }

  private Outcome publish() {
    var version = TestCatalogue.SAMPLE;
    accepted(
        city.bureau(
            new Body.CreateCatalogueVersion("next", version.effectiveFrom(), "title", "paper")));
    accepted(city.bureau(new Body.AddDrugs("next", version.drugs())));
    return city.bureau(new Body.PublishCatalogueVersion("next", version.drugs().size()));
  }

  private static SupplyCommand unstocked(Ground ground) {
    return new SupplyCommand.RecordUnstocked(
        HOSPITAL, TestCatalogue.DUPILUMAB, ground, Route.CIRCULATE, "");
  }

  private static SupplyCommand clause() {
    return new SupplyCommand.FileClause(
        new AgreementClause(HOSPITAL, 2026, "", DAY, 8_000, 8_000, 5_000, 0));
  }

  private SupplyCommand slots() {
    return new SupplyCommand.OfferSlots(
        PHARMACY,
        List.of(
            new SupplyCommand.OfferedSlot("injection", city.nowMs + 1_000, city.nowMs + 2_000, 1)));
  }

  private Outcome bureau(SupplyCommand command) {
    return by(TestCity.bureauOf(AREA), command);
  }

  private Outcome hospital(SupplyCommand command) {
    return by(TestCity.hospital(HOSPITAL), command);
  }

  private Outcome pharmacy(SupplyCommand command) {
    return by(TestCity.pharmacy(PHARMACY), command);
  }

  private Outcome by(Principal principal, SupplyCommand command) {
    return city.by(principal, new Body.Supply(command));
  }
}
