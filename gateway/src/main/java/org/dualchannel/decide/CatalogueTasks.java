package org.dualchannel.decide;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dualchannel.catalogue.CatalogueTimeline;
import org.dualchannel.registry.CivilDate;
import org.dualchannel.registry.Period;
import org.dualchannel.registry.Principal.Role;
import org.dualchannel.rules.Reason;
import org.dualchannel.rules.Rule;
import org.dualchannel.supply.CatalogueWork;
import org.dualchannel.supply.SupplyRules;
import org.dualchannel.supply.SupplyTask;
import org.dualchannel.supply.SupplyTask.Kind;

/** The work that a published version opens: reviews of formularies, listing, mapping. */
@Rule({"S2-2", "S2-14"})
final class CatalogueTasks {
  private CatalogueTasks() {}

  /** The tasks of a version that is being published; there is room for them. */
  static List<SupplyTask> of(Turn turn, CatalogueTimeline timeline, String version) {
    SupplyRules rules = turn.state.supply.rules(turn.area, turn.date);
    int codes = CatalogueWork.newCodes(timeline, version).size();
    List<SupplyTask> tasks = new ArrayList<>();
    for (String hospital : designated(turn, turn.state, true)) {
      tasks.add(opened(turn, version, Kind.FORMULARY, hospital, rules.formularyDays(), 0));
    }
    if (codes > 0) {
      tasks.add(opened(turn, version, Kind.LISTING, turn.area, rules.codeDays(), codes));
      for (String seller : designated(turn, turn.state, false)) {
        tasks.add(opened(turn, version, Kind.MAPPING, seller, rules.codeDays(), codes));
      }
    }
    turn.state.room(turn.state.supply.tasks, tasks.size());
    return tasks;
  }

  private static SupplyTask opened(
      Turn turn, String version, Kind kind, String place, int days, int codes) {
    return SupplyTask.opened(turn.area, version, kind, place, turn.date, days, codes);
  }

  /** Designated hospitals of the area, and unless only they are asked for its pharmacies. */
  private static Set<String> designated(Turn turn, State state, boolean onlyHospitals) {
    Set<String> codes = new TreeSet<>();
    state.institutions.forEach(
        (code, each) -> {
          if (each.area().equals(turn.area) && each.refuseUndesignated(turn.date) == null) {
            codes.add(code);
          }
        });
    if (!onlyHospitals) {
      state.pharmacies.forEach(
          (code, each) -> {
            if (each.area().equals(turn.area) && Period.anyContains(each.designated(), turn.date)) {
              codes.add(code);
            }
          });
    }
    return codes;
  }

  static void open(Turn turn, List<SupplyTask> tasks) {
    for (SupplyTask task : tasks) {
      turn.state.supply.tasks.put(task.key(), task);
      turn.state.deadlines.add(
          CivilDate.startMs(task.due().plusDays(1)), Deadlines.Kind.SUPPLY_TASK, task.key());
    }
  }

  /** The day after the last one has come: whoever supervises is told, if it is still open. */
  @Rule("S2-2")
  static void timeIsUp(Turn turn, String key) {
    SupplyTask task = turn.state.supply.tasks.get(key);
    if (task != null && task.overdueOn(turn.date)) {
      turn.emit(new Event.TaskOverdue(task));
    }
  }

  @Rule("S2-2")
  static SupplyReply review(Turn turn, SupplyCommand.CompleteFormularyTask command) {
    turn.only(Role.HOSPITAL, command.hospital(), "close the review of " + command.hospital());
    SupplyTask task = task(turn, command.version(), Kind.FORMULARY, command.hospital());
    if (task == null) {
      throw unknown(command.version(), Kind.FORMULARY, command.hospital());
    }
    if (!task.open()) {
      throw Refusal.refusal(
          Reason.TASK_DONE,
          "kind",
          task.kind(),
          "place",
          task.place(),
          "version",
          task.version(),
          "date",
          task.done());
    }
    if (command.held().isBefore(task.opened()) || command.held().isAfter(turn.date)) {
      throw Refusal.refusal(
          Reason.REVIEW_DATE_INVALID,
          "version",
          task.version(),
          "from",
          task.opened(),
          "date",
          command.held());
    }

    SupplyTask done = task.reviewed(command.held(), command.minutes());
    turn.state.supply.tasks.put(done.key(), done);
    return new SupplyReply.TaskChanged(done);
  }

  /** The platform confirms what is listed, a seller what its own system knows. */
  @Rule("S2-14")
  static SupplyReply confirm(Turn turn, SupplyCommand.ConfirmCodes command) {
    boolean listing = command.place().equals(turn.area);
    if (listing) {
      Parties.authority(turn, "list drugs", Role.PROCUREMENT_PLATFORM);
    } else {
      Parties.seller(turn, command.place(), "map drugs at " + command.place());
      Parties.refuseUnknownPlace(turn, command.place());
    }
    Set<String> codes = codesOf(turn, command);
    Kind kind = listing ? Kind.LISTING : Kind.MAPPING;
    SupplyTask task = task(turn, command.version(), kind, command.place());
    turn.state.room(
        turn.state.supply.confirmed,
        codes.stream()
            .map(code -> SupplyTables.codeKey(command.place(), code))
            .collect(Collectors.toSet()));

    Set<String> counted = new HashSet<>();
    if (task != null) {
      counted.addAll(CatalogueWork.newCodes(turn.state.catalogues(turn.area), command.version()));
    }
    int added = 0;
    int towardsTask = 0;
    for (String code : codes) {
      String key = SupplyTables.codeKey(command.place(), code);
      SupplyTables.Confirmed before = turn.state.supply.confirmed.get(key);
      added += before == null ? 1 : 0;
      boolean again = before != null && before.version().equals(command.version());
      towardsTask += counted.contains(code) && !again ? 1 : 0;
      turn.state.supply.confirmed.put(key, new SupplyTables.Confirmed(command.version()));
    }
    if (task != null && towardsTask > 0) {
      task = task.withConfirmed(towardsTask, turn.date);
      turn.state.supply.tasks.put(task.key(), task);
    }
    return new SupplyReply.CodesConfirmed(added, task);
  }

  private static Set<String> codesOf(Turn turn, SupplyCommand.ConfirmCodes command) {
    var version = turn.state.catalogues(turn.area).version(command.version());
    Refusal.known(version, Reason.CATALOGUE_VERSION_UNKNOWN, "version", command.version());
    Set<String> codes = new TreeSet<>();
    for (String code : command.drugs()) {
      Refusal.known(
          version.drug(code), Reason.DRUG_UNKNOWN, "drug", code, "version", command.version());
      if (!codes.add(code)) {
        throw Refusal.refusal(Reason.DRUG_TWICE, "drug", code);
      }
    }
    return codes;
  }

  /** Refuses the sale of a code that the seller has not mapped, where the area says so. */
  @Rule("S2-14")
  static void refuseUnmapped(Turn turn, String drug) {
    String seller = turn.principal.code();
    if (turn.state.supply.rules(turn.area, turn.date).refuseUnmapped()
        && !turn.state.supply.confirmed.containsKey(SupplyTables.codeKey(seller, drug))) {
      throw Refusal.refusal(Reason.CODE_UNMAPPED, "place", seller, "drug", drug);
    }
  }

  private static SupplyTask task(Turn turn, String version, Kind kind, String place) {
    return turn.state.supply.tasks.get(SupplyTask.key(turn.area, version, kind, place));
  }

  private static Refusal unknown(String version, Kind kind, String place) {
    return Refusal.refusal(Reason.TASK_UNKNOWN, "version", version, "kind", kind, "place", place);
  }
}
