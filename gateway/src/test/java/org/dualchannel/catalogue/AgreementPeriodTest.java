package org.dualchannel.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A negotiated drug is paid for within its agreement, and after it only when it moved on. */
@Tag("S2-42")
class AgreementPeriodTest {
  private static Coverage on(AfterAgreement after, LocalDate date) {
    TestDrugs drug = TestDrugs.drug();
    drug.agreement = new Agreement(TestDrugs.START, TestDrugs.END, after);
    return drug.build().coverageOn(date);
  }

  @Test
  void theFirstAndTheLastDayAreCovered() {
    for (AfterAgreement after :
        new AfterAgreement[] {AfterAgreement.CONTINUE, AfterAgreement.REMOVED, null}) {
      assertEquals(Coverage.STOPPED, on(after, TestDrugs.START.minusDays(1)));
      assertEquals(Coverage.COVERED, on(after, TestDrugs.START));
      assertEquals(Coverage.COVERED, on(after, TestDrugs.END));
    }
  }

  @Test
  void aDrugThatMovedToTheRegularCatalogueContinues() {
    assertEquals(Coverage.CONTINUES, on(AfterAgreement.CONTINUE, TestDrugs.END.plusDays(1)));
    assertEquals(Coverage.CONTINUES, on(AfterAgreement.CONTINUE, TestDrugs.END.plusYears(9)));
  }

  @Test
  void aDrugThatWasRemovedStops() {
    assertEquals(Coverage.STOPPED, on(AfterAgreement.REMOVED, TestDrugs.END.plusDays(1)));
  }

  @Test
  void untilItIsDecidedNothingIsPaid() {
    assertEquals(Coverage.STOPPED, on(null, TestDrugs.END.plusDays(1)));
  }

  @Test
  void aDrugWithoutAgreementIsAlwaysCovered() {
    TestDrugs drug = TestDrugs.drug();
    drug.agreement = null;
    assertEquals(Coverage.COVERED, drug.build().coverageOn(LocalDate.of(1999, 1, 1)));
  }
}
