package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.OTHER_PHARMACY;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One code for each pack, of the right drug, sold once in all dispensers, for ever. */
class ATraceCodeIsSoldOnceTest {
  private static final Principal HERE = pharmacy(PHARMACY);
  private static final Principal THERE = pharmacy(OTHER_PHARMACY);

  private final TestCity city = new TestCity();

  @Test
  @Tag("S2-18")
  void everyPackNeedsACode() {
    String prescription = claimed(HERE, 2);
    String first = city.newCode(DEFERASIROX);
    refused(Reason.TRACE_CODE_MISSING, dispense(HERE, prescription, 2), "S2-18");
    refused(Reason.TRACE_CODE_MISSING, dispense(HERE, prescription, 2, first), "S2-18");
    accepted(dispense(HERE, prescription, 2, first, city.newCode(DEFERASIROX)));
  }

  @Test
  @Tag("S2-18")
  void aPackOfManyUnitsHasOneCode() {
    TestDraft draft = new TestDraft().line("XC02KXS004A001020110004", 57 * 10_000, 28, "own wish");
    String prescription = city.submitted(draft);
    accepted(city.claim(HERE, prescription));
    Body.DispensedLine line = city.line(prescription, 1);
    assertEquals(2, line.traceCodes().size(), "57 tablets come from two packs of 56");
    refused(
        Reason.TRACE_CODE_MISSING,
        city.dispense(
            HERE,
            prescription,
            List.of(
                new Body.DispensedLine(
                    1, line.priceFen(), line.quantityE4(), line.traceCodes().subList(0, 1)))),
        "S2-18");
    accepted(city.dispense(HERE, prescription, List.of(line)));
  }

  @Test
  @Tag("S2-18")
  void aCodeHasItsFormAndItsDrug() {
    String prescription = claimed(HERE, 1);
    for (String malformed : List.of("", "830220100000000000", "83022010000000000x01")) {
      refused(Reason.TRACE_CODE_MALFORMED, dispense(HERE, prescription, 1, malformed), "S2-18");
    }
    refused(
        Reason.TRACE_CODE_OTHER_DRUG,
        dispense(HERE, prescription, 1, city.newCode(TestCatalogue.DUPILUMAB)),
        "S2-18");
    accepted(dispense(HERE, prescription, 1, city.newCode(DEFERASIROX)));
  }

  @Test
  @Tag("S2-18")
  void aCodeServesOnePackOfARequest() {
    String prescription = claimed(HERE, 2);
    String code = city.newCode(DEFERASIROX);
    refused(Reason.TRACE_CODE_TWICE, dispense(HERE, prescription, 2, code, code), "S2-18");
    accepted(dispense(HERE, prescription, 2, code, city.newCode(DEFERASIROX)));
  }

  @Test
  @Tag("S2-18")
  @Tag("S2-20")
  void aSoldCodeIsSoldForEveryPharmacy() {
    String code = city.newCode(DEFERASIROX);
    accepted(dispense(HERE, claimed(HERE, 1), 1, code));
    String second = claimed(THERE, 1);
    city.goTo(city.today().plusDays(1));
    accepted(city.claim(THERE, second));
    refused(Reason.TRACE_CODE_SOLD, dispense(THERE, second, 1, code), "S2-18", "S2-20");
    accepted(dispense(THERE, second, 1, city.newCode(DEFERASIROX)));
  }

  @Test
  @Tag("S2-18")
  @Tag("S2-20")
  void aReturnedCodeIsNeverSoldAgain() {
    String code = city.newCode(DEFERASIROX);
    Outcome sold = accepted(dispense(HERE, claimed(HERE, 1), 1, code));
    accepted(city.giveBack(TestCity.settlement(sold), 1));
    refused(
        Reason.TRACE_CODE_RETURNED, dispense(HERE, claimed(HERE, 1), 1, code), "S2-18", "S2-20");
  }

  @Test
  @Tag("S2-18")
  @Tag("S2-8")
  void noMoreIsHandedOutThanWasPrescribed() {
    String prescription = claimed(HERE, 2);
    refused(
        Reason.QUANTITY_DIFFERS,
        city.dispense(HERE, prescription, List.of(city.packs(prescription, 1, 3))),
        "S2-8",
        "S2-18");
    accepted(city.dispense(HERE, prescription, List.of(city.packs(prescription, 1, 2))));
  }

  private String claimed(Principal dispenser, int packs) {
    String prescription = city.submitted(TestDraft.of(DEFERASIROX, packs));
    accepted(city.claim(dispenser, prescription));
    return prescription;
  }

  private Outcome dispense(
      Principal dispenser, String prescription, int packs, String... traceCodes) {
    return city.dispense(
        dispenser,
        prescription,
        List.of(new Body.DispensedLine(1, 118_000, packs * 10_000L, List.of(traceCodes))));
  }
}
