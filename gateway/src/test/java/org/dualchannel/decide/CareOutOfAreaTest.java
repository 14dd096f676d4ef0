package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.ALWAYS;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.FAR_HOSPITAL;
import static org.dualchannel.decide.TestRegistry.FAR_PHYSICIAN;
import static org.dualchannel.decide.TestRegistry.OTHER_AREA;
import static org.dualchannel.decide.TestRegistry.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.dualchannel.catalogue.PriceBasis;
import org.dualchannel.registry.Person;
import org.dualchannel.reimbursement.Amount;
import org.dualchannel.reimbursement.AreaKind;
import org.dualchannel.reimbursement.BenefitKind;
import org.dualchannel.reimbursement.Breakdown;
import org.dualchannel.reimbursement.OutOfArea;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Care in another area: opened by the insured area, priced where it is given, paid from home. */
class CareOutOfAreaTest {
  private static final Person.Filing REFERRED =
      new Person.Filing(OTHER_AREA, Person.Filing.Kind.REFERRAL, ALWAYS);
  private static final long LISTED_FEN = 118_000;

  /** The payment standard of the area of care. */
  private static final long STANDARD_THERE_FEN = 100_000;

  private static TestCity city(OutOfArea rules) {
    return city(rules, true);
  }

  private static TestCity city(OutOfArea rules, boolean acrossProvinces) {
    TestCity city = new TestCity(TestPolicies.policy(rules, null));
    accepted(
        city.by(
            TestCity.bureauOf(OTHER_AREA),
            OTHER_AREA,
            TestRegistry.hospitalOfOtherArea(acrossProvinces)));
    city.publish(
        OTHER_AREA,
        TestCatalogue.withPrices(
            "there",
            START.minusYears(1),
            DEFERASIROX,
            new PriceBasis(null, 0, STANDARD_THERE_FEN)));
    city.register(TestRegistry.employeeFiling(REFERRED));
    return city;
  }

  private static OutOfArea rules(Amount settlement, Amount day) {
    return new OutOfArea(List.of(OTHER_AREA), List.of("14", "13"), true, settlement, day);
  }

  private static TestDraft far(long packs) {
    return TestDraft.of(DEFERASIROX, packs).at(FAR_HOSPITAL).by(FAR_PHYSICIAN);
  }

  private static Settlement settled(TestCity city, TestDraft draft) {
    return city.dispensed(hospital(FAR_HOSPITAL), city.submitted(draft));
  }

  @Test
  @Tag("S2-28")
  void isPaidOnlyAsFarAsThePolicyHasAFactor() {
    TestCity city = new TestCity();
    accepted(
        city.by(TestCity.bureauOf(OTHER_AREA), OTHER_AREA, TestRegistry.hospitalOfOtherArea(true)));
    city.publish(OTHER_AREA, TestCatalogue.SAMPLE);
    refused(Reason.OTHER_AREA, city.submit(far(1)), "S2-28");
    city.register(TestRegistry.employeeFiling(REFERRED));
    Settlement settlement = settled(city, far(1));
    long base = settlement.result().totals().inscpFen() - 80_000;
    assertEquals(base * 55 * 90 / 10_000, settlement.result().totals().hifpFen());
  }

  @Test
  @Tag("S2-16")
  void isSettledDirectlyOnlyWhereTheInsuredAreaOpensIt() {
    refused(Reason.OUT_OF_AREA_NOT_OPEN, city(null).submit(far(1)), "S2-16");
    OutOfArea elsewhere = new OutOfArea(List.of("310000"), List.of(), false, null, null);
    refused(Reason.OUT_OF_AREA_NOT_OPEN, city(elsewhere).submit(far(1)), "S2-16");
    OutOfArea otherVisits = new OutOfArea(List.of(), List.of("11"), false, null, null);
    refused(Reason.OUT_OF_AREA_NOT_OPEN, city(otherVisits).submit(far(1)), "S2-16");
    refused(Reason.OUT_OF_AREA_NOT_OPEN, city(rules(null, null), false).submit(far(1)), "S2-16");
    accepted(city(rules(null, null)).submit(far(1)));
    accepted(city(null).submit(TestDraft.of(DEFERASIROX, 1)));
  }

  @Test
  @Tag("S2-16")
  @Tag("S2-41")
  void whatWasNotFiledIsLeftToAClaimWhereFilingIsRequired() {
    TestCity city = city(rules(null, null));
    city.register(TestRegistry.employeeFiling());
    refused(Reason.OUT_OF_AREA_NOT_OPEN, city.submit(far(1)), "S2-16");
    TestDraft emergency = far(1);
    emergency.visitType = "13";
    assertEquals(AreaKind.UNFILED_EMERGENCY, settled(city, emergency).input().areaKind());
    TestCity open = city(new OutOfArea(List.of(), List.of(), false, null, null));
    open.register(TestRegistry.employeeFiling());
    assertEquals(AreaKind.UNFILED, settled(open, far(1)).input().areaKind());
  }

  @Test
  @Tag("S2-16")
  void aSettlementAndADayHaveTheirLimits() {
    TestCity city = city(rules(new Amount(2 * LISTED_FEN), new Amount(3 * LISTED_FEN)));
    String large = city.submitted(far(3));
    accepted(city.claim(hospital(FAR_HOSPITAL), large));
    refused(
        Reason.OUT_OF_AREA_OVER_LIMIT,
        city.dispense(hospital(FAR_HOSPITAL), large, city.openLines(large)),
        "S2-16");
    assertEquals(Reason.OUT_OF_AREA_OVER_LIMIT, quote(city, large).rejection().reason());

    settled(city, far(2));
    String second = city.submitted(far(2));
    accepted(city.claim(hospital(FAR_HOSPITAL), second));
    refused(
        Reason.OUT_OF_AREA_OVER_LIMIT,
        city.dispense(hospital(FAR_HOSPITAL), second, city.openLines(second)),
        "S2-16");
    settled(city, far(1));
    city.dispensed(TestCity.pharmacy(TestRegistry.PHARMACY), city.submitted(at(DEFERASIROX)));
    city.goTo(START.plusDays(1));
    city.dispensed(hospital(FAR_HOSPITAL), second);
  }

  private static TestDraft at(String drug) {
    return TestDraft.of(drug, 1);
  }

  @Test
  @Tag("S2-41")
  void theCatalogueIsThatOfThePlaceAndThePolicyThatOfHome() {
    TestCity city = city(rules(null, null));
    Settlement there = settled(city, far(2));
    Breakdown totals = there.result().totals();
    assertEquals(2 * (LISTED_FEN - STANDARD_THERE_FEN), totals.overlmtFen());
    assertEquals("there", there.catalogue());
    assertEquals(OTHER_AREA, there.careArea());
    assertEquals("120100-2026", there.input().policyId());
    assertEquals(9_000, city.view.policies().byId("120100-2026").areaFactorBp(AreaKind.REFERRAL));
    long base = totals.inscpFen() - 80_000;
    assertEquals(base * 55 * 90 / 10_000, totals.hifpFen());

    TestCity home = city(rules(null, null));
    Settlement here =
        home.dispensed(
            hospital(TestRegistry.HOSPITAL), home.submitted(TestDraft.of(DEFERASIROX, 2)));
    assertEquals(0, here.result().totals().overlmtFen());
    assertEquals(AREA, here.careArea());
    assertNotEquals("there", here.catalogue());
  }

  @Test
  @Tag("S2-41")
  @Tag("S2-33")
  void theScopeOfSpecialOutpatientCareIsThatOfHome() {
    TestCity city = new TestCity(TestPolicies.withSpecialOutpatient());
    accepted(
        city.by(TestCity.bureauOf(OTHER_AREA), OTHER_AREA, TestRegistry.hospitalOfOtherArea(true)));
    city.publish(
        OTHER_AREA,
        TestCatalogue.withSpecialOutpatient("there", START.minusYears(1), DEFERASIROX, "M1"));
    Person referred = TestRegistry.employeeFiling(REFERRED);
    city.register(PolicyAndBenefitTest.enrolledFor(referred, "M1"));
    assertEquals(
        BenefitKind.ORDINARY_OUTPATIENT, settled(city, far(1)).result().lines().get(0).benefit());
    city.publish(TestCatalogue.withSpecialOutpatient("home", START.plusDays(1), DEFERASIROX, "M1"));
    city.goTo(START.plusDays(1));
    assertEquals(
        BenefitKind.SPECIAL_OUTPATIENT, settled(city, far(1)).result().lines().get(0).benefit());
  }

  @Test
  @Tag("S2-41")
  @Tag("S2-15")
  void aQuoteIsWhatIsSettledAndAReturnGivesItBack() {
    TestCity city = city(rules(null, null));
    String id = city.submitted(far(2));
    accepted(city.claim(hospital(FAR_HOSPITAL), id));
    View.Quote quote = quote(city, id);
    Outcome outcome = accepted(city.dispense(hospital(FAR_HOSPITAL), id, city.openLines(id)));
    Settlement settlement = TestCity.settlement(outcome);
    assertEquals(settlement.input(), quote.input());
    assertEquals(settlement.result(), quote.result());
    assertEquals(outcome.catalogue(), quote.catalogue());
    View.Quote draft =
        city.view.quote(
            city.nowMs,
            hospital(FAR_HOSPITAL),
            AREA,
            far(2).build(city.nowMs),
            hospital(FAR_HOSPITAL),
            List.of(new View.QuotedLine(1, LISTED_FEN)),
            false);
    assertEquals("there", draft.catalogue());
    assertEquals(settlement.result().totals().overlmtFen(), draft.result().totals().overlmtFen());
    accepted(city.giveBack(settlement, 1));
    assertEquals(
        settlement.input().before(), city.state.accumulators(AREA, EMPLOYEE, START.getYear()));
  }

  private static View.Quote quote(TestCity city, String id) {
    return city.view.quote(
        city.nowMs,
        hospital(FAR_HOSPITAL),
        AREA,
        id,
        List.of(new View.QuotedLine(1, LISTED_FEN)),
        false);
  }
}
