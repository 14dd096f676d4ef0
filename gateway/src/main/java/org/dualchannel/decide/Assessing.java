package org.dualchannel.decide;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.supply.AgreementClause;
import org.dualchannel.supply.AnnualScore;
import org.dualchannel.supply.Formulary;
import org.dualchannel.supply.StockRate;
import org.dualchannel.supply.Violation;

/** Agreement clauses on negotiated drugs, and how a hospital lived up to them. */
@Rule("S2-11")
final class Assessing {
  private Assessing() {}

  static SupplyReply file(Turn turn, SupplyCommand.FileClause command) {
    Parties.authority(turn, "file agreements", Role.AGENCY, Role.BUREAU);
    AgreementClause clause = command.clause();
    Parties.hospital(turn, clause.hospital());
    String key = SupplyTables.yearKey(clause.hospital(), clause.year());
    turn.state.room(turn.state.supply.clauses, Set.of(key));

    turn.state.supply.clauses.put(key, clause);
    return new SupplyReply.Filed();
  }

  static SupplyReply score(Turn turn, SupplyCommand.ScoreYear command) {
    Parties.authority(turn, "score agreements", Role.AGENCY, Role.BUREAU);
    Parties.hospital(turn, command.hospital());
    SupplyTables supply = turn.state.supply;
    String key = SupplyTables.yearKey(command.hospital(), command.year());
    AgreementClause clause =
        Refusal.known(
            supply.clauses.get(key),
            Reason.CLAUSE_MISSING,
            "institution",
            command.hospital(),
            "year",
            command.year());
    if (command.year() > turn.date.getYear()) {
      throw Refusal.refusal(Reason.YEAR_NOT_BEGUN, "year", command.year());
    }
    Formulary formulary =
        Refusal.known(
            supply.formularies.get(command.hospital()),
            Reason.FORMULARY_UNKNOWN,
            "institution",
            command.hospital());
    Catalogue catalogue = turn.catalogue();
    turn.state.room(supply.scores, Set.of(key));

    AnnualScore score =
        AnnualScore.of(
            clause,
            StockRate.of(formulary, catalogue, turn.date),
            used(supply, formulary, command.year()),
            violations(supply, command.hospital(), command.year()),
            turn.timeMs);
    supply.scores.put(key, score);
    return new SupplyReply.Scored(score);
  }

  private static int used(SupplyTables supply, Formulary formulary, int year) {
    int used = 0;
    for (Formulary.Item item : formulary.items()) {
      SupplyTables.Use use =
          supply.uses.get(SupplyTables.useKey(formulary.hospital(), year, item.drug()));
      used += item.inScope() && use != null && use.lines() > 0 ? 1 : 0;
    }
    return used;
  }

  private static int violations(SupplyTables supply, String hospital, int year) {
    AtomicInteger count = new AtomicInteger();
    supply.violations.forEach(
        (id, each) -> {
          if (each.hospital().equals(hospital) && yearOf(each) == year) {
            count.incrementAndGet();
          }
        });
    return count.get();
  }

  private static int yearOf(Violation violation) {
    return CivilDate.of(violation.atMs()).getYear();
  }

  /**
   * Counts a line of a negotiated drug for the prescribing hospital, whoever dispensed it; −1 takes
   * it back.
   */
  static void used(Turn turn, Settlement settlement, String code, int lines) {
    Catalogue catalogue =
        turn.state.catalogues(settlement.careArea()).version(settlement.catalogue());
    Drug drug = catalogue == null ? null : catalogue.drug(code);
    if (drug == null || !drug.negotiated()) {
      return;
    }
    int year = CivilDate.of(settlement.timeMs()).getYear();
    String key = SupplyTables.useKey(settlement.hospital(), year, code);
    SupplyTables.Use before = turn.state.supply.uses.get(key);
    long now = (before == null ? 0 : before.lines()) + lines;
    turn.state.supply.uses.put(key, new SupplyTables.Use(now));
  }
}
