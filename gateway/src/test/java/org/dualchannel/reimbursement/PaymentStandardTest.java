package org.dualchannel.reimbursement;

import static org.dualchannel.reimbursement.SettlementFixture.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.catalogue.QualityTier;
import org.dualchannel.reimbursement.StandardPath.PathStep;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One price is shared for one generic name; what is above it is the buyer's. */
class PaymentStandardTest {
  private static final Amount SELECTED = new Amount(10_000);

  private static Breakdown settle(long price, Amount standard) {
    SettlementLine line =
        new SettlementLine(
            1, "X", "m", price, 25_000, true, true, standard, 1_000, false, true, null, false);
    return Waterfall.settle(POLICY, input(EMPLOYED, year("m", 0, 0, 0), line)).totals();
  }

  @Test
  @Tag("S4-29")
  void selectedProductsStandardIsItsPrice() {
    assertEquals(SELECTED, PaymentStandard.of(QualityTier.SELECTED, SELECTED, new Amount(12_000)));
    assertEquals(new Amount(12_000), PaymentStandard.of(null, null, new Amount(12_000)));
    assertNull(PaymentStandard.of(null, null, null));
    assertEquals(0, settle(10_000, SELECTED).overlmtFen());
  }

  @Test
  @Tag("S4-30")
  void originatorReferenceAndPassedShareTheStandard() {
    for (QualityTier tier :
        List.of(QualityTier.ORIGINATOR, QualityTier.REFERENCE, QualityTier.PASSED)) {
      assertEquals(SELECTED, PaymentStandard.of(tier, SELECTED, new Amount(15_000)));
      assertEquals(SELECTED, PaymentStandard.of(tier, SELECTED, new Amount(8_000)));
    }
  }

  @Test
  @Tag("S4-31")
  void whatIsAboveTheStandardIsSelfPaid() {
    Breakdown dear = settle(13_000, SELECTED);
    assertEquals(32_500, dear.medfeeFen());
    assertEquals(7_500, dear.overlmtFen());
    assertEquals(2_500, dear.preselfFen());
    assertEquals(22_500, dear.inscpFen());
    assertEquals(settle(10_000, SELECTED).hifpFen(), dear.hifpFen());
    assertEquals(0, settle(10_000, SELECTED).overlmtFen());
  }

  @Test
  @Tag("S4-32")
  void belowTheStandardTheActualPriceCounts() {
    Breakdown cheap = settle(8_000, SELECTED);
    assertEquals(0, cheap.overlmtFen());
    assertEquals(20_000, cheap.medfeeFen());
    assertEquals(18_000, cheap.inscpFen());
    assertEquals(settle(8_000, null), cheap);
  }

  @Test
  @Tag("S4-33")
  void nonPassingGenericNeverGetsMoreThanTheSelectedPrice() {
    assertEquals(
        SELECTED, PaymentStandard.of(QualityTier.NON_PASSED, SELECTED, new Amount(11_000)));
    assertEquals(
        new Amount(7_000), PaymentStandard.of(QualityTier.NON_PASSED, SELECTED, new Amount(7_000)));
    assertEquals(SELECTED, PaymentStandard.of(QualityTier.NON_PASSED, SELECTED, null));
  }

  @Test
  @Tag("S4-34")
  void markUpHasALimitAndIsSelfPaid() {
    long limit = PaymentStandard.markUpLimitFen(10_000, 1_500);
    assertEquals(11_500, limit);
    assertEquals(10_000, PaymentStandard.markUpLimitFen(10_000, 0));
    Breakdown markedUp = settle(limit, SELECTED);
    assertEquals(3_750, markedUp.overlmtFen());
    assertEquals(settle(10_000, SELECTED).fundFen(), markedUp.fundFen());
  }

  @Test
  @Tag("S4-35")
  void standardComesDownInStepsWithinThreeYears() {
    LocalDate start = LocalDate.of(2026, 1, 1);
    StandardPath path =
        new StandardPath(
            start,
            List.of(
                new PathStep(start, 20_000),
                new PathStep(LocalDate.of(2027, 7, 1), 15_000),
                new PathStep(LocalDate.of(2029, 1, 1), 10_000)));
    assertEquals(List.of(), path.problems());
    assertNull(path.on(start.minusDays(1)));
    assertEquals(new Amount(20_000), path.on(LocalDate.of(2027, 6, 30)));
    assertEquals(new Amount(15_000), path.on(LocalDate.of(2027, 7, 1)));
    assertEquals(new Amount(10_000), path.on(LocalDate.of(2035, 1, 1)));
    StandardPath late =
        new StandardPath(start, List.of(new PathStep(LocalDate.of(2029, 1, 2), 10_000)));
    assertEquals("steps[0].from", late.problems().get(0).field());
    StandardPath muddled =
        new StandardPath(
            start, List.of(new PathStep(start, -1), new PathStep(start.minusDays(1), 5)));
    assertEquals(3, muddled.problems().size());
  }
}
