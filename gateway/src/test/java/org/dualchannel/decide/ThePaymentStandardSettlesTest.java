package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.AMLODIPINE_NON_PASSED;
import static org.dualchannel.decide.TestCatalogue.AMLODIPINE_ORIGINATOR;
import static org.dualchannel.decide.TestCatalogue.AMLODIPINE_PASSED;
import static org.dualchannel.decide.TestCatalogue.AMLODIPINE_REFERENCE;
import static org.dualchannel.decide.TestCatalogue.AMLODIPINE_SELECTED;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dualchannel.registry.Principal;
import org.dualchannel.reimbursement.Breakdown;
import org.dualchannel.routing.Exclusion;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Insurance shares the payment standard, and no more than the price. Selected price 4.20 yuan. */
class ThePaymentStandardSettlesTest {
  private static final Principal HERE = pharmacy(PHARMACY);

  private final TestCity city = new TestCity();

  @Test
  @Tag("S4-29")
  void theSelectedProductAtItsPriceIsSharedWhole() {
    Breakdown split = settled(HERE, AMLODIPINE_SELECTED, 420);
    assertEquals(0, split.overlmtFen());
    assertEquals(4_200, split.inscpFen());
  }

  @Test
  @Tag("S4-30")
  @Tag("S4-31")
  void originatorReferenceAndPassedShareTheSameStandardAndTheExcessIsSelfPaid() {
    for (String drug : List.of(AMLODIPINE_ORIGINATOR, AMLODIPINE_REFERENCE, AMLODIPINE_PASSED)) {
      Breakdown split = settled(HERE, drug, 2_000);
      assertEquals(15_800, split.overlmtFen(), drug);
      assertEquals(4_200, split.inscpFen(), drug);
      assertEquals(split, settled(hospital(HOSPITAL), drug, 2_000), "the same in hospital");
    }
  }

  @Test
  @Tag("S4-32")
  void belowTheStandardTheActualPriceCounts() {
    Breakdown split = settled(HERE, AMLODIPINE_PASSED, 300);
    assertEquals(0, split.overlmtFen());
    assertEquals(3_000, split.inscpFen());
  }

  @Test
  @Tag("S4-33")
  void aProductThatHasNotPassedHasItsOwnLowerStandard() {
    Breakdown split = settled(HERE, AMLODIPINE_NON_PASSED, 420);
    assertEquals(1_200, split.overlmtFen());
    assertEquals(3_000, split.inscpFen());
  }

  @Test
  @Tag("S4-34")
  void aPharmacyMarksTheSelectedProductUpWithinTheLimitAndTheExcessIsSelfPaid() {
    Breakdown split = settled(HERE, AMLODIPINE_SELECTED, 483);
    assertEquals(630, split.overlmtFen());
    assertEquals(4_200, split.inscpFen());
    String prescription = city.submitted(TestDraft.of(AMLODIPINE_SELECTED, 10));
    accepted(city.claim(HERE, prescription));
    refused(
        Reason.MARK_UP_OVER_LIMIT,
        city.dispense(HERE, prescription, List.of(city.line(prescription, 1, 484))),
        "S4-34");
  }

  @Test
  @Tag("S4-34")
  void aPharmacyOverTheLimitIsNoCandidate() {
    accepted(
        city.by(
            HERE,
            new Body.ReportStock(
                List.of(new Body.StockItem(AMLODIPINE_SELECTED, 1_000_000, 484, city.nowMs)))));
    Reply.Submitted submitted =
        (Reply.Submitted) accepted(city.submit(TestDraft.of(AMLODIPINE_SELECTED, 1))).reply();
    assertEquals(
        Exclusion.PRICE_OVER_LIMIT,
        submitted.route().leftOut().stream()
            .filter(each -> each.pharmacy().equals(PHARMACY))
            .findFirst()
            .orElseThrow()
            .exclusion());
    refused(Reason.NOT_A_CANDIDATE, city.claim(HERE, submitted.prescription()));
  }

  private Breakdown settled(Principal dispenser, String drug, long priceFen) {
    String prescription = city.submitted(TestDraft.of(drug, 10));
    return city.dispensed(dispenser, prescription, List.of(city.line(prescription, 1, priceFen)))
        .result()
        .lines()
        .get(0)
        .split();
  }
}
