package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DUPILUMAB;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_PHARMACY;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dualchannel.registry.Principal;
import org.dualchannel.reimbursement.Breakdown;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The yearly cap of a drug holds whoever dispenses, in whatever order. */
class TheCapIsNeverPassedTest {
  /** Two packs a settlement, 5,688 yuan eligible; the cap is reached within the second. */
  private static final long CAP_FEN = 1_000_000;

  private final TestCity city = new TestCity();

  TheCapIsNeverPassedTest() {
    city.publish(TestCatalogue.withCap("capped", START, DUPILUMAB, CAP_FEN));
    city.enrolled(EMPLOYEE, DUPILUMAB);
  }

  @Test
  @Tag("S2-31")
  @Tag("S2-32")
  void theExcessLeavesTheBenefitAndFlowsOn() {
    Breakdown first = dispensed(pharmacy(PHARMACY)).result().totals();
    assertEquals(415_040, first.hifpFen());
    Settlement second = dispensed(pharmacy(PHARMACY));
    assertEquals(CAP_FEN - 568_800, second.result().lines().get(0).inLimitFen());
    assertEquals((CAP_FEN - 568_800) * 80 / 100, second.result().totals().hifpFen());
    assertEquals(0, second.result().drugCaps().get(0).remainingFen());
    Settlement third = dispensed(pharmacy(PHARMACY));
    assertEquals(0, third.result().totals().hifpFen());
    assertEquals(
        city.state.accumulators(AREA, EMPLOYEE, START.getYear()).burdenFen(),
        3 * 568_800 - first.hifpFen() - second.result().totals().hifpFen(),
        "what the cap kept out is burden before critical illness insurance");
  }

  @Test
  @Tag("S2-31")
  void prescriptionsClaimedTogetherShareOneCap() {
    List<Principal> dispensers =
        List.of(pharmacy(PHARMACY), pharmacy(OTHER_PHARMACY), hospital(HOSPITAL));
    List<String> prescriptions = new ArrayList<>();
    for (Principal dispenser : dispensers) {
      String prescription = city.submitted(TestDraft.dupilumab());
      accepted(city.claim(dispenser, prescription));
      prescriptions.add(prescription);
    }
    long inLimit = 0;
    for (int i = 0; i < dispensers.size(); i++) {
      String prescription = prescriptions.get(i);
      Settlement settlement =
          TestCity.settlement(
              accepted(
                  city.dispense(dispensers.get(i), prescription, city.openLines(prescription))));
      inLimit += settlement.result().lines().get(0).inLimitFen();
    }
    assertEquals(CAP_FEN, inLimit);
  }

  @Test
  @Tag("S2-31")
  void noOrderOfDispensingAndReturningPassesTheCap() {
    long seed = 20260302;
    Random random = new Random(seed);
    List<Settlement> standing = new ArrayList<>();
    city.watchRefusals = false;
    for (int i = 0; i < 200; i++) {
      if (!standing.isEmpty() && random.nextInt(3) == 0) {
        accepted(city.giveBack(standing.remove(random.nextInt(standing.size())), 1));
      } else {
        standing.add(dispensed(random.nextBoolean() ? pharmacy(PHARMACY) : hospital(HOSPITAL)));
      }
      long used =
          city.state.accumulators(AREA, EMPLOYEE, START.getYear()).drug("dupilumab").capUsedFen();
      assertTrue(used >= 0 && used <= CAP_FEN, "seed " + seed + " step " + i + ": " + used);
    }
    assertTrue(!standing.isEmpty());
    for (Settlement each : standing) {
      accepted(city.giveBack(each, 1));
    }
    assertEquals(
        0, city.state.accumulators(AREA, EMPLOYEE, START.getYear()).drug("dupilumab").capUsedFen());
  }

  @Test
  @Tag("S2-31")
  void aNewYearHasANewCap() {
    dispensed(pharmacy(PHARMACY));
    dispensed(pharmacy(PHARMACY));
    city.goTo(START.plusYears(1).minusMonths(2));
    city.stockUp();
    accepted(
        city.by(
            hospital(HOSPITAL),
            new Body.ReassessEnrolment(
                AREA + "E000000000001", 0, TestRegistry.CHIEF, "responds", null)));
    assertEquals(568_800, dispensed(pharmacy(PHARMACY)).result().lines().get(0).inLimitFen());
  }

  private Settlement dispensed(Principal dispenser) {
    return city.dispensed(dispenser, city.submitted(TestDraft.dupilumab()));
  }
}
