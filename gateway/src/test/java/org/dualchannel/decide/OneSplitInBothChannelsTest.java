package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCatalogue.DUPILUMAB;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.DISTRICT_HOSPITAL;
import static org.dualchannel.decide.TestRegistry.EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.POOR;
import static org.dualchannel.decide.TestRegistry.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dualchannel.registry.Principal;
import org.dualchannel.reimbursement.Accumulators;
import org.dualchannel.reimbursement.Breakdown;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The policy of the prescribing hospital settles, in hospital and pharmacy alike. */
class OneSplitInBothChannelsTest {

  private final TestCity city = new TestCity();

  @Test
  @Tag("S2-9")
  void theSamePrescriptionAtTheSamePriceIsSplitTheSame() {
    city.enrolled(EMPLOYEE, DUPILUMAB);
    city.enrolled(OTHER_EMPLOYEE, DUPILUMAB);
    Settlement inHospital = dispensed(hospital(HOSPITAL), EMPLOYEE);
    Settlement inPharmacy = dispensed(pharmacy(PHARMACY), OTHER_EMPLOYEE);
    assertEquals(inHospital.result().totals(), inPharmacy.result().totals());
    assertEquals(inHospital.result().lines(), inPharmacy.result().lines());
    assertEquals(415_040, inPharmacy.result().totals().hifpFen(), "worked example A1");
    assertNotEquals(inHospital.dispenser(), inPharmacy.dispenser());
  }

  @Test
  @Tag("S2-9")
  void theLevelIsThePrescribingHospitals() {
    Settlement tier3 =
        city.dispensed(
            pharmacy(PHARMACY), city.submitted(TestDraft.of(TestCatalogue.CONTINUED, 1)));
    Settlement tier2 =
        city.dispensed(
            pharmacy(PHARMACY),
            city.submitted(
                TestDraft.of(TestCatalogue.CONTINUED, 1)
                    .at(DISTRICT_HOSPITAL)
                    .forPerson(OTHER_EMPLOYEE, "310")));
    long afterDeductible = 260_000 - 26_000 - 80_000;
    assertEquals(afterDeductible * 55 / 100, tier3.result().totals().hifpFen());
    assertEquals(afterDeductible * 65 / 100, tier2.result().totals().hifpFen());
  }

  @Test
  @Tag("S2-30")
  void thePolicyInForceSettlesAndTheOutcomeNamesIt() {
    city.enrolled(EMPLOYEE, DUPILUMAB);
    accepted(
        city.bureau(
            new Body.CreatePolicy(
                TestPolicies.policy(
                    "later", START.plusDays(1), TestPolicies.policy().rules(), 5_000))));
    Settlement today = dispensed(pharmacy(PHARMACY), EMPLOYEE);
    city.goTo(START.plusDays(1));
    Settlement tomorrow = dispensed(pharmacy(PHARMACY), EMPLOYEE);
    assertEquals("120100-2026", today.input().policyId());
    assertEquals("later", tomorrow.input().policyId());
    assertEquals(568_800 / 2, tomorrow.result().totals().hifpFen());
  }

  @Test
  @Tag("S2-30")
  void withoutAPolicyNothingIsPaid() {
    TestCity without = TestCity.empty();
    accepted(without.bureau(TestRegistry.everyone()));
    without.publish(TestCatalogue.SAMPLE);
    refused(Reason.POLICY_MISSING, without.submit(TestDraft.of(DEFERASIROX, 1)), "S2-30");
    accepted(without.bureau(new Body.CreatePolicy(TestPolicies.policy())));
    accepted(without.submit(TestDraft.of(DEFERASIROX, 1)));
  }

  @Test
  @Tag("S2-15")
  @Tag("S2-32")
  void basicInsuranceCriticalIllnessAndAssistancePayInOneCommand() {
    city.enrolled(POOR, TestCatalogue.MIGLUSTAT);
    String prescription = city.submitted(TestDraft.miglustat(10).forPerson(POOR, "390"));
    Settlement settlement = city.dispensed(pharmacy(PHARMACY), prescription);
    Breakdown totals = settlement.result().totals();
    assertTrue(totals.hifpFen() > 0 && totals.hifmiFen() > 0 && totals.mafFen() > 0);
    assertEquals(totals.medfeeFen(), totals.fundFen() + totals.psnPartFen());
  }

  @Test
  @Tag("S2-15")
  void aReturnTakesTheWholeSettlementBack() {
    city.enrolled(EMPLOYEE, DUPILUMAB);
    Accumulators before = year(EMPLOYEE);
    long balance = city.view.balanceFen(AREA, EMPLOYEE);
    String prescription = city.submitted(TestDraft.dupilumab());
    accepted(city.claim(pharmacy(PHARMACY), prescription));
    Settlement settlement =
        TestCity.settlement(
            accepted(
                city.dispense(
                    pharmacy(PHARMACY), prescription, city.openLines(prescription), true)));
    assertTrue(city.view.balanceFen(AREA, EMPLOYEE) < balance, "the account paid");
    assertNotEquals(before, year(EMPLOYEE));
    Reply.Returned returned = (Reply.Returned) accepted(city.giveBack(settlement, 1)).reply();
    assertEquals(before, year(EMPLOYEE));
    assertEquals(balance, city.view.balanceFen(AREA, EMPLOYEE));
    Breakdown totals = settlement.result().totals();
    assertEquals(totals.medfeeFen(), returned.refund().back().medfeeFen());
    assertEquals(totals.acctFen(), returned.refund().back().acctFen());
    assertEquals(totals.fundFen(), returned.refund().back().fundFen());
  }

  @Test
  @Tag("S2-15")
  void aLineComesBackOnceAndOnlyWhereItWasSold() {
    Settlement settlement =
        city.dispensed(
            pharmacy(PHARMACY),
            city.submitted(TestDraft.of(DEFERASIROX, 1).line(DEFERASIROX, 10_000)));
    refused(Reason.RETURN_LINE_INVALID, city.giveBack(settlement), "S2-15");
    refused(Reason.RETURN_LINE_INVALID, city.giveBack(settlement, 3), "S2-15");
    refused(Reason.RETURN_LINE_INVALID, city.giveBack(settlement, 1, 1), "S2-15");
    accepted(city.giveBack(settlement, 1));
    refused(Reason.RETURN_LINE_INVALID, city.giveBack(settlement, 1), "S2-15");
    refused(Reason.RETURN_LINE_INVALID, city.giveBack(settlement, 2, 1), "S2-15");
    refused(
        Reason.SETTLEMENT_NOT_YOURS,
        city.by(
            hospital(HOSPITAL),
            new Body.ReturnDispense(
                settlement.id(), TestRegistry.pharmacistOf(HOSPITAL), List.of(2), "OTHER", "")));
    refused(
        Reason.SETTLEMENT_UNKNOWN,
        city.by(
            pharmacy(PHARMACY),
            TestRegistry.OTHER_AREA,
            new Body.ReturnDispense(
                settlement.id(), TestRegistry.pharmacistOf(PHARMACY), List.of(2), "OTHER", "")));
    accepted(city.giveBack(settlement, 2));
  }

  private Settlement dispensed(Principal dispenser, String person) {
    return city.dispensed(
        dispenser, city.submitted(TestDraft.dupilumab().forPerson(person, "310")));
  }

  private Accumulators year(String person) {
    return city.state.accumulators(AREA, person, START.getYear());
  }
}
