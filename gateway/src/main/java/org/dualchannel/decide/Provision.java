package org.dualchannel.decide;

import java.util.HashSet;
import java.util.Set;
import org.dualchannel.catalogue.Catalogue;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.supply.Formulary;
import org.dualchannel.supply.StockRate;
import org.dualchannel.supply.UnstockedCase;
import org.dualchannel.supply.Violation;

/** What a hospital stocks, and how its patients get what it does not. */
final class Provision {
  private Provision() {}

  @Rule("S2-3")
  static SupplyReply report(Turn turn, SupplyCommand.ReportFormulary command) {
    turn.only(Role.HOSPITAL, command.hospital(), "report the formulary of " + command.hospital());
    Parties.hospital(turn, command.hospital());
    Catalogue catalogue = turn.catalogue();
    Set<String> codes = new HashSet<>();
    for (Formulary.Item item : command.items()) {
      refuseOrdinary(catalogue, item.drug());
      if (!codes.add(item.drug())) {
        throw Refusal.refusal(Reason.DRUG_TWICE, "drug", item.drug());
      }
    }
    turn.state.room(turn.state.supply.formularies, Set.of(command.hospital()));

    Formulary formulary = new Formulary(command.hospital(), command.items(), turn.timeMs);
    turn.state.supply.formularies.put(formulary.hospital(), formulary);
    return new SupplyReply.FormularyReported(StockRate.of(formulary, catalogue, turn.date));
  }

  /** A case needs a route and a ground that may stand; a ground that may not is also recorded. */
  @Rule({"S2-4", "S2-13"})
  static SupplyReply record(Turn turn, SupplyCommand.RecordUnstocked command) {
    Parties.hospitalOrPhysician(turn, command.hospital(), "record cases of " + command.hospital());
    Parties.hospital(turn, command.hospital());
    refuseOrdinary(turn.catalogue(), command.drug());
    refuseInvalidGround(turn, command);
    turn.state.room(turn.state.supply.unstocked, 1);
    UnstockedCase draft = unstocked(turn, command, "");
    Refusal.refuseIf(draft.refuseStocked(turn.state.supply.formularies.get(draft.hospital())));
    Refusal.refuseIf(draft.refuseWithoutRoute());

    UnstockedCase filed =
        unstocked(turn, command, turn.state.sequences.nextUnstockedCase(turn.area));
    turn.state.supply.unstocked.put(filed.id(), filed);
    return new SupplyReply.UnstockedRecorded(filed.id());
  }

  private static UnstockedCase unstocked(
      Turn turn, SupplyCommand.RecordUnstocked command, String id) {
    return new UnstockedCase(
        id,
        turn.area,
        command.hospital(),
        command.drug(),
        command.ground(),
        command.route(),
        command.comment(),
        turn.principal.toString(),
        turn.timeMs);
  }

  /** The one refusal that leaves something behind. */
  @Rule("S2-13")
  private static void refuseInvalidGround(Turn turn, SupplyCommand.RecordUnstocked command) {
    if (command.ground().valid()) {
      return;
    }
    turn.state.room(turn.state.supply.violations, 1);
    Violation violation =
        new Violation(
            turn.state.sequences.nextViolation(turn.area),
            turn.area,
            command.hospital(),
            command.drug(),
            command.ground(),
            turn.principal.toString(),
            turn.timeMs);
    throw Refusal.refusal(
            Reason.GROUND_INVALID,
            "ground",
            command.ground(),
            "drug",
            command.drug(),
            "violation",
            violation.id())
        .leaving(
            () -> {
              turn.state.supply.violations.put(violation.id(), violation);
              turn.emit(new Event.ViolationRecorded(violation));
            });
  }

  private static void refuseOrdinary(Catalogue catalogue, String code) {
    Drug drug =
        Refusal.known(
            catalogue.drug(code),
            Reason.DRUG_UNKNOWN,
            "drug",
            code,
            "version",
            catalogue.version().id());
    if (!drug.negotiated()) {
      throw Refusal.refusal(Reason.DRUG_NOT_NEGOTIATED, "drug", code);
    }
  }
}
