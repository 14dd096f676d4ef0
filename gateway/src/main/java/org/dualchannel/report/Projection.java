package org.dualchannel.report;

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

/** Turns decisions into rows of the store. */
final class Projection {
  private final Pseudonym pseudonym;
  private final MoneyRows money;

  Projection(Pseudonym pseudonym) {
    this.pseudonym = pseudonym;
    this.money = new MoneyRows(pseudonym);
  }

  /** Adds what a decision changes; nothing for a repeated one, timers aside. */
  void add(long index, long timeMs, Command command, Decider.Decision decision, Batch batch) {
    int day = Days.day(timeMs);
    for (Event event : decision.events()) {
      if (event instanceof Event.Settled settled) {
        money.settled(index, settled.settlement(), batch);
      } else if (event instanceof Event.Reversed reversed) {
        money.reversed(index, reversed.settlement(), reversed.refund(), batch);
      } else if (event instanceof Event.EnrolmentChanged changed) {
        enrolment(index, day, changed.enrolment(), batch);
      } else if (event instanceof Event.Closed closed) {
        batch
            .row(Table.PRESCRIPTION_ENDS, index)
            .add(day)
            .add(Days.month(day))
            .add(closed.prescription())
            .add(closed.status().name());
      }
    }
    if (!decision.repeated()) {
      Outcome outcome = decision.outcome();
      if (outcome.accepted()) {
        accepted(index, day, command, outcome, batch);
      } else {
        refused(index, day, command, outcome.rejection(), batch);
      }
    }
    batch.reached(index, timeMs);
  }

  private void accepted(long index, int day, Command command, Outcome outcome, Batch batch) {
    if (command.body() instanceof Body.SubmitPrescription submit
        && outcome.reply() instanceof Reply.Submitted submitted) {
      prescription(index, day, command.area(), submit.draft(), submitted, outcome, batch);
    } else if (command.body() instanceof Body.AddDrugs add) {
      drugs(index, command.area(), add, batch);
    } else if (command.body() instanceof Body.Supply supply
        && supply.command() instanceof SupplyCommand.ReportFormulary formulary) {
      formulary(index, Days.month(day), command.area(), formulary, batch);
    } else if (command.body() instanceof Body.ImportRegistry entries) {
      RegistryRows.add(index, entries, batch);
    }
  }

  private void prescription(
      long index,
      int day,
      String area,
      Draft draft,
      Reply.Submitted submitted,
      Outcome outcome,
      Batch batch) {
    int month = Days.month(day);
    batch
        .row(Table.PRESCRIPTIONS, index)
        .add(day)
        .add(month)
        .add(area)
        .add(submitted.prescription())
        .add(draft.hospital())
        .add(draft.physician())
        .add(draft.department())
        .add(pseudonym.of(area, draft.person()))
        .add(draft.scheme())
        .add(draft.visitType())
        .add(draft.attribute())
        .add(draft.diagnoses().isEmpty() ? "" : draft.diagnoses().get(0).code())
        .add(outcome.catalogue())
        .add(draft.lines().size());
    for (int number = 1; number <= draft.lines().size(); number++) {
      Draft.Line line = draft.lines().get(number - 1);
      batch
          .row(Table.PRESCRIPTION_LINES, index)
          .add(day)
          .add(month)
          .add(area)
          .add(submitted.prescription())
          .add(number)
          .add(draft.hospital())
          .add(outcome.catalogue())
          .add(line.drug())
          .add(line.quantityE4())
          .add(line.days())
          .add(selfPaid(submitted, number));
    }
  }

  private static boolean selfPaid(Reply.Submitted submitted, int number) {
    for (Reply.SelfPaidLine each : submitted.selfPaid()) {
      if (each.line() == number) {
        return true;
      }
    }
    return false;
  }

  private void enrolment(long index, int day, Enrolment enrolment, Batch batch) {
    batch
        .row(Table.ENROLMENTS, index)
        .add(day)
        .add(enrolment.area())
        .add(enrolment.id())
        .add(enrolment.version())
        .add(pseudonym.of(enrolment.area(), enrolment.person()))
        .add(enrolment.hospital())
        .add(enrolment.molecule())
        .add(Days.day(enrolment.start()))
        .add(Days.day(enrolment.end()))
        .add(Days.day(enrolment.assessBy()))
        .add(enrolment.endedEarly());
  }

  private static void drugs(long index, String area, Body.AddDrugs add, Batch batch) {
    for (Drug drug : add.drugs()) {
      batch
          .row(Table.CATALOGUE_DRUGS, index)
          .add(area)
          .add(add.version())
          .add(drug.code())
          .add(drug.molecule())
          .add(drug.genericNameZh())
          .add(drug.genericNameEn())
          .add(drug.negotiated() ? Days.day(drug.agreement().from()) : 0)
          .add(drug.negotiated() ? Days.end(drug.agreement().to()) : 0)
          .add(drug.onGuaranteeList());
    }
  }

  private static void formulary(
      long index, int month, String area, SupplyCommand.ReportFormulary report, Batch batch) {
    for (Formulary.Item item : report.items()) {
      batch
          .row(Table.FORMULARY_ITEMS, index)
          .add(month)
          .add(area)
          .add(report.hospital())
          .add(item.drug())
          .add(item.inScope())
          .add(item.stocked());
    }
  }

  private static void refused(
      long index, int day, Command command, Rejection rejection, Batch batch) {
    List<String> rules = rejection.reason().rules();
    for (String rule : rules.isEmpty() ? List.of("") : rules) {
      batch
          .row(Table.REFUSALS, index)
          .add(day)
          .add(Days.month(day))
          .add(command.area())
          .add(command.body().getClass().getSimpleName())
          .add(command.principal().role().name())
          .add(command.principal().code())
          .add(rejection.reason().name())
          .add(rule);
    }
  }
}
