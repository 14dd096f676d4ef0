package org.dualchannel.decide;

import java.util.List;
import org.dualchannel.rules.Rejection;
import org.dualchannel.rules.Rejection.FieldViolation;
import org.dualchannel.supply.AgreementClause;
import org.dualchannel.supply.Qualification;
import org.dualchannel.supply.SupplyRules;

/**
 * What the supply side can compute with. As with {@link Bounds}, the edge has looked at the shape
 * before, and what slips through is refused here and never stops the decider.
 */
final class SupplyBounds {
  static final int MOST_DRUGS = 50_000;
  static final int MOST_SLOTS = 500;
  private static final int MOST_DAYS = 3_660;
  private static final long MOST_TIME_MS = 253_402_300_799_999L;

  private SupplyBounds() {}

  static void refuseOutside(SupplyCommand command) {
    if (command instanceof SupplyCommand.FileSupplyRules file) {
      rules(file.rules());
    } else if (command instanceof SupplyCommand.CompleteFormularyTask review) {
      given(review.hospital(), review.version(), review.held(), review.minutes());
    } else if (command instanceof SupplyCommand.ConfirmCodes confirm) {
      given(confirm.place(), confirm.version());
      between("drugs", confirm.drugs().size(), 1, MOST_DRUGS);
    } else if (command instanceof SupplyCommand.ReportFormulary report) {
      given(report.hospital());
      between("items", report.items().size(), 0, org.dualchannel.supply.Formulary.MAX_ITEMS);
      report.items().forEach(item -> given(item.drug()));
    } else if (command instanceof SupplyCommand.RecordUnstocked record) {
      given(record.hospital(), record.drug(), record.ground(), record.comment());
    } else if (command instanceof SupplyCommand.QualifyPharmacy qualify) {
      qualification(qualify.qualification());
    } else if (command instanceof SupplyCommand.FileClause file) {
      clause(file.clause());
    } else if (command instanceof SupplyCommand.ScoreYear score) {
      given(score.hospital());
    } else {
      service(command);
    }
  }

  private static void service(SupplyCommand command) {
    if (command instanceof SupplyCommand.OrderDelivery order) {
      given(order.settlement(), order.addressRef(), order.courier());
    } else if (command instanceof SupplyCommand.StepDelivery step) {
      given(step.settlement(), step.step());
      if (step.proof() != null) {
        given(step.proof().kind(), step.proof().reference());
      }
    } else if (command instanceof SupplyCommand.OfferSlots offer) {
      given(offer.place());
      slots(offer.slots());
    } else if (command instanceof SupplyCommand.BookSlot book) {
      given(book.slot(), book.person());
    } else if (command instanceof SupplyCommand.CancelBooking cancel) {
      given(cancel.slot(), cancel.person());
    }
  }

  private static void rules(SupplyRules rules) {
    given(rules);
    given(rules.area(), rules.document(), rules.effectiveFrom());
    between("formulary_days", rules.formularyDays(), 1, MOST_DAYS);
    between("code_days", rules.codeDays(), 1, MOST_DAYS);
    between("list_period_days", rules.listPeriodDays(), 1, MOST_DAYS);
    between("income_per_head_fen", rules.incomePerHeadFen(), 0, Bounds.MOST_AMOUNT_FEN);
  }

  private static void qualification(Qualification found) {
    given(found);
    given(
        found.pharmacy(),
        found.supplyDocument(),
        found.regulatorDocument(),
        found.traceabilityDocument(),
        found.inspected());
  }

  private static void clause(AgreementClause clause) {
    given(clause);
    given(clause.hospital(), clause.document(), clause.signed());
    between("year", clause.year(), 2000, 9999);
    between("stock_target_bp", clause.stockTargetBp(), 1, 10_000);
    between("use_target_bp", clause.useTargetBp(), 1, 10_000);
    between("stock_weight_bp", clause.stockWeightBp(), 0, 10_000);
    between("violation_deduction_bp", clause.violationDeductionBp(), 0, 10_000);
  }

  private static void slots(List<SupplyCommand.OfferedSlot> slots) {
    between("slots", slots.size(), 1, MOST_SLOTS);
    for (SupplyCommand.OfferedSlot slot : slots) {
      given(slot.service());
      between("slots.start_time", slot.startMs(), 0, MOST_TIME_MS);
      between("slots.end_time", slot.endMs(), slot.startMs() + 1, MOST_TIME_MS);
      between("slots.capacity", slot.capacity(), 1, 10_000);
    }
  }

  private static void given(Object... values) {
    for (Object value : values) {
      if (value == null) {
        throw refused("*", "a value is missing", "缺少必填内容");
      }
    }
  }

  private static void between(String field, long value, long least, long most) {
    if (value < least || value > most) {
      throw refused(
          field,
          "value: " + value + " (expected: " + least + " to " + most + ")",
          value + " 超出范围 " + least + " 至 " + most);
    }
  }

  private static Refusal refused(String field, String english, String chinese) {
    return Refusal.refusal(Rejection.invalid(List.of(new FieldViolation(field, english, chinese))));
  }
}
