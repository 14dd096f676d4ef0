package org.dualchannel.decide;

import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.PHARMACY;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.dualchannel.rules.Reason;
import org.dualchannel.supply.AgreementClause;
import org.dualchannel.supply.Qualification;
import org.dualchannel.supply.SupplyRules;
import org.junit.jupiter.api.Test;

/** Whatever a shape check lets through on the supply side, the decider answers it. */
class NoSupplyCommandStopsTheDeciderTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  private final SupplyCity city = new SupplyCity();

  private static SupplyRules rules(int formularyDays, int codeDays, long incomeFen) {
    return new SupplyRules(AREA, "", DAY, formularyDays, codeDays, 1, false, incomeFen);
  }

  private static AgreementClause clause(int stockBp, int useBp, int weightBp, int deductionBp) {
    return new AgreementClause(HOSPITAL, 2026, "", DAY, stockBp, useBp, weightBp, deductionBp);
  }

  private static SupplyCommand slot(long startMs, long endMs, int capacity) {
    return new SupplyCommand.OfferSlots(
        PHARMACY, List.of(new SupplyCommand.OfferedSlot("x", startMs, endMs, capacity)));
  }

  static Stream<SupplyCommand> bad() {
    return Stream.of(
        null,
        new SupplyCommand.FileSupplyRules(null),
        new SupplyCommand.FileSupplyRules(rules(0, 1, 0)),
        new SupplyCommand.FileSupplyRules(rules(1, Integer.MAX_VALUE, 0)),
        new SupplyCommand.FileSupplyRules(rules(1, 1, Long.MAX_VALUE)),
        new SupplyCommand.CompleteFormularyTask(null, "v", DAY, ""),
        new SupplyCommand.CompleteFormularyTask(HOSPITAL, "v", null, ""),
        new SupplyCommand.ConfirmCodes(null, "v", List.of("x")),
        new SupplyCommand.ConfirmCodes(PHARMACY, "v", List.of()),
        new SupplyCommand.ReportFormulary(null, List.of()),
        new SupplyCommand.RecordUnstocked(HOSPITAL, "x", null, null, ""),
        new SupplyCommand.QualifyPharmacy(null),
        new SupplyCommand.QualifyPharmacy(
            new Qualification(PHARMACY, true, true, true, "", "", "", null)),
        new SupplyCommand.FileClause(clause(0, 1, 0, 0)),
        new SupplyCommand.FileClause(clause(1, 0, 0, 0)),
        new SupplyCommand.FileClause(clause(1, 1, 10_001, 0)),
        new SupplyCommand.FileClause(clause(1, 1, 0, -1)),
        new SupplyCommand.ScoreYear(null, 2026),
        new SupplyCommand.OrderDelivery(null, "", false, ""),
        new SupplyCommand.StepDelivery("x", null, null),
        slot(-1, 1, 1),
        slot(1, 1, 1),
        slot(Long.MAX_VALUE, Long.MIN_VALUE, 1),
        slot(1, 2, 0),
        new SupplyCommand.BookSlot(null, "x"),
        new SupplyCommand.CancelBooking("x", null));
  }

  @Test
  void whatCannotBeComputedWithIsRefused() {
    bad()
        .forEach(
            command -> refused(Reason.INVALID_REQUEST, city.decide(SupplyCity.bureau(), command)));
  }
}
