package org.dualchannel.report;

import java.util.ArrayList;
import java.util.List;
import org.dualchannel.catalogue.Drug;
import org.dualchannel.decide.Body;
import org.dualchannel.decide.Command;
import org.dualchannel.decide.Decider;
import org.dualchannel.decide.Event;
import org.dualchannel.decide.Outcome;
import org.dualchannel.decide.Reply;
import org.dualchannel.decide.SupplyCommand;
import org.dualchannel.enrolment.Enrolment;
import org.dualchannel.prescription.Draft;
import org.dualchannel.rules.Rejection;
import org.dualchannel.supply.Formulary;

/** Turns decisions into changes of the store. */
final class Projection {
  private final Pseudonym pseudonym;
  private final MoneyRows money;

  Projection(Pseudonym pseudonym) {
    this.pseudonym = pseudonym;
    this.money = new MoneyRows(pseudonym);
  }

  /** What a decision changes; nothing for a repeated one, timers aside. */
  List<Change> changes(long index, long timeMs, Command command, Decider.Decision decision) {
    List<Change> changes = new ArrayList<>();
    int day = Days.day(timeMs);
    for (Event event : decision.events()) {
      if (event instanceof Event.Settled settled) {
        money.settled(index, settled.settlement(), changes);
      } else if (event instanceof Event.Reversed reversed) {
        money.reversed(index, reversed.settlement(), reversed.refund(), changes);
      } else if (event instanceof Event.EnrolmentChanged changed) {
        changes.add(enrolment(index, day, changed.enrolment()));
      } else if (event instanceof Event.Closed closed) {
        changes.add(
            Change.Row.of(
                Table.PRESCRIPTION_ENDS,
                index,
                day,
                Days.month(day),
                closed.prescription(),
                closed.status().name()));
      }
    }
    if (!decision.repeated()) {
      Outcome outcome = decision.outcome();
      if (outcome.accepted()) {
        accepted(index, day, command, outcome, changes);
      } else {
        refused(index, day, command, outcome.rejection(), changes);
      }
    }
    return changes;
  }

  private void accepted(
      long index, int day, Command command, Outcome outcome, List<Change> changes) {
    if (command.body() instanceof Body.SubmitPrescription submit
        && outcome.reply() instanceof Reply.Submitted submitted) {
      prescription(index, day, command.area(), submit.draft(), submitted, outcome, changes);
    } else if (command.body() instanceof Body.AddDrugs add) {
      drugs(index, command.area(), add, changes);
    } else if (command.body() instanceof Body.Supply supply
        && supply.command() instanceof SupplyCommand.ReportFormulary formulary) {
      formulary(index, Days.month(day), command.area(), formulary, changes);
    } else if (command.body() instanceof Body.ImportRegistry entries) {
      RegistryRows.add(index, entries, changes);
    }
  }

  private void prescription(
      long index,
      int day,
      String area,
      Draft draft,
      Reply.Submitted submitted,
      Outcome outcome,
      List<Change> changes) {
    int month = Days.month(day);
    changes.add(
        Change.Row.of(
            Table.PRESCRIPTIONS,
            index,
            day,
            month,
            area,
            submitted.prescription(),
            draft.hospital(),
            draft.physician(),
            draft.department(),
            pseudonym.of(area, draft.person()),
            draft.scheme(),
            draft.visitType(),
            draft.attribute(),
            draft.diagnoses().isEmpty() ? "" : draft.diagnoses().get(0).code(),
            outcome.catalogue(),
            draft.lines().size()));
    for (int number = 1; number <= draft.lines().size(); number++) {
      Draft.Line line = draft.lines().get(number - 1);
      changes.add(
          Change.Row.of(
              Table.PRESCRIPTION_LINES,
              index,
              day,
              month,
              area,
              submitted.prescription(),
              number,
              draft.hospital(),
              outcome.catalogue(),
              line.drug(),
              line.quantityE4(),
              line.days(),
              selfPaid(submitted, number)));
    }
  }

  private static boolean selfPaid(Reply.Submitted submitted, int number) {
    return submitted.selfPaid().stream().anyMatch(each -> each.line() == number);
  }

  private Change enrolment(long index, int day, Enrolment enrolment) {
    return Change.Row.of(
        Table.ENROLMENTS,
        index,
        day,
        enrolment.area(),
        enrolment.id(),
        enrolment.version(),
        pseudonym.of(enrolment.area(), enrolment.person()),
        enrolment.hospital(),
        enrolment.molecule(),
        Days.day(enrolment.start()),
        Days.day(enrolment.end()),
        Days.day(enrolment.assessBy()),
        enrolment.endedEarly());
  }

  private static void drugs(long index, String area, Body.AddDrugs add, List<Change> changes) {
    for (Drug drug : add.drugs()) {
      changes.add(
          Change.Row.of(
              Table.CATALOGUE_DRUGS,
              index,
              area,
              add.version(),
              drug.code(),
              drug.molecule(),
              drug.genericNameZh(),
              drug.genericNameEn(),
              drug.negotiated() ? Days.day(drug.agreement().from()) : 0,
              drug.negotiated() ? Days.end(drug.agreement().to()) : 0,
              drug.onGuaranteeList()));
    }
  }

  private static void formulary(
      long index,
      int month,
      String area,
      SupplyCommand.ReportFormulary report,
      List<Change> changes) {
    for (Formulary.Item item : report.items()) {
      changes.add(
          Change.Row.of(
              Table.FORMULARY_ITEMS,
              index,
              month,
              area,
              report.hospital(),
              item.drug(),
              item.inScope(),
              item.stocked()));
    }
  }

  private static void refused(
      long index, int day, Command command, Rejection rejection, List<Change> changes) {
    List<String> rules = rejection.reason().rules();
    for (String rule : rules.isEmpty() ? List.of("") : rules) {
      changes.add(
          Change.Row.of(
              Table.REFUSALS,
              index,
              day,
              Days.month(day),
              command.area(),
              command.body().getClass().getSimpleName(),
              command.principal().role().name(),
              command.principal().code(),
              rejection.reason().name(),
              rule));
    }
  }
}
