package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.OTHER_PHARMACY;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.pharmacistOf;
import static org.dualchannel.decide.TestRegistry.reviewerAt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A second pharmacist of the same place reviews what the first prepared, if the policy says so. */
@Tag("S2-18")
class TwoPharmacistsSignTest {
  private static final Principal HERE = TestCity.pharmacy(PHARMACY);

  @Test
  void theSecondIsAnotherOneOfTheSamePlace() {
    TestCity city = new TestCity(TestPolicies.strict(0, true, null));
    String prescription = city.submitted(TestDraft.of(DEFERASIROX, 1));
    accepted(city.claim(HERE, prescription));
    refused(Reason.REVIEWER_MISSING, dispense(city, prescription, null), "S2-18");
    refused(Reason.REVIEWER_SAME, dispense(city, prescription, pharmacistOf(PHARMACY)), "S2-18");
    refused(
        Reason.PHARMACIST_NOT_AT_PHARMACY,
        dispense(city, prescription, reviewerAt(OTHER_PHARMACY)),
        "S2-18");
    refused(Reason.PHARMACIST_UNKNOWN, dispense(city, prescription, "Y000000000000"));
    Outcome done = accepted(dispense(city, prescription, reviewerAt(PHARMACY)));
    assertEquals(reviewerAt(PHARMACY), TestCity.settlement(done).reviewer());
    accepted(city.giveBack(TestCity.settlement(done), 1));
    assertEquals(
        reviewerAt(PHARMACY), city.view.settlement(TestCity.settlement(done).id()).reviewer());
  }

  @Test
  void withoutTheRuleOneIsEnough() {
    TestCity city = new TestCity(TestPolicies.strict(0, false, null));
    String prescription = city.submitted(TestDraft.of(DEFERASIROX, 1));
    accepted(city.claim(HERE, prescription));
    refused(Reason.REVIEWER_SAME, dispense(city, prescription, pharmacistOf(PHARMACY)), "S2-18");
    assertNull(TestCity.settlement(accepted(dispense(city, prescription, null))).reviewer());
  }

  private static Outcome dispense(TestCity city, String prescription, String reviewer) {
    return city.by(
        HERE,
        new Body.DispensePrescription(
            prescription,
            TestCity.secret(HERE, prescription),
            pharmacistOf(PHARMACY),
            city.openLines(prescription),
            false,
            reviewer));
  }
}
