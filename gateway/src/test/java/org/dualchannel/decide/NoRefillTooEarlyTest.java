package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestCity.refused;
import static org.dualchannel.decide.TestRegistry.OTHER_EMPLOYEE;
import static org.dualchannel.decide.TestRegistry.OTHER_PHARMACY;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Four fifths of a supply have to be used up before the next is paid, wherever either is got. */
@Tag("S2-20")
class NoRefillTooEarlyTest {
  private static final Principal HERE = pharmacy(PHARMACY);
  private static final Principal THERE = pharmacy(OTHER_PHARMACY);

  /** 28 days × 80 % = 22.4, so from the 23rd day after. */
  private static final LocalDate EARLIEST = START.plusDays(23);

  private final TestCity city = new TestCity(TestPolicies.strict(8_000, false, null));

  @Test
  void theNextSupplyWaitsAtEveryPharmacy() {
    city.dispensed(HERE, prescribed());
    city.goTo(EARLIEST.minusDays(1));
    Outcome early = tried(THERE);
    refused(Reason.REFILL_TOO_EARLY, early, "S2-20");
    assertTrue(early.rejection().english().contains(EARLIEST.toString()));
    city.goTo(EARLIEST);
    accepted(tried(THERE));
  }

  @Test
  void whatIsLeftIsAddedToTheNext() {
    city.dispensed(HERE, prescribed());
    city.goTo(EARLIEST);
    accepted(tried(THERE));
    // 5 days are left and 28 come: 33 × 80 % = 26.4.
    city.goTo(EARLIEST.plusDays(26));
    refused(Reason.REFILL_TOO_EARLY, tried(HERE), "S2-20");
    city.goTo(EARLIEST.plusDays(27));
    accepted(tried(HERE));
  }

  @Test
  void aReturnRestoresTheSupplyBefore() {
    Settlement first = city.dispensed(HERE, prescribed());
    accepted(city.giveBack(first, 1));
    Settlement second = city.dispensed(HERE, prescribed());
    city.goTo(EARLIEST);
    Outcome third = accepted(tried(THERE));
    accepted(city.giveBack(TestCity.settlement(third), 1));
    accepted(tried(THERE));
    city.goTo(EARLIEST.plusDays(1));
    accepted(city.giveBack(second, 1));
    refused(Reason.REFILL_TOO_EARLY, tried(HERE), "S2-20");
  }

  @Test
  void otherPersonsMoleculesAndOwnMoneyAreFree() {
    city.dispensed(HERE, prescribed());
    city.dispensed(
        HERE, city.submitted(TestDraft.of(DEFERASIROX, 1).forPerson(OTHER_EMPLOYEE, "310")));
    city.dispensed(HERE, city.submitted(TestDraft.of(TestCatalogue.AMLODIPINE_SELECTED, 1)));
    city.dispensed(HERE, city.submitted(new TestDraft().line(DEFERASIROX, 10_000, 28, "own wish")));
    refused(Reason.REFILL_TOO_EARLY, tried(HERE), "S2-20");
  }

  @Test
  void linesOfOnePrescriptionAreOneSupply() {
    String two = city.submitted(TestDraft.of(DEFERASIROX, 1).line(DEFERASIROX, 10_000));
    accepted(city.claim(HERE, two));
    accepted(city.dispense(HERE, two, List.of(city.line(two, 1))));
    accepted(city.dispense(HERE, two, List.of(city.line(two, 2))));
    refused(Reason.REFILL_TOO_EARLY, tried(HERE), "S2-20");
  }

  @Test
  void aQuoteIsRefusedAlike() {
    city.dispensed(HERE, prescribed());
    String next = prescribed();
    View.Quote quote =
        city.view.quote(
            city.nowMs,
            HERE,
            TestRegistry.AREA,
            next,
            List.of(new View.QuotedLine(1, 118_000)),
            false);
    assertEquals(Reason.REFILL_TOO_EARLY, quote.rejection().reason());
  }

  private String prescribed() {
    return city.submitted(TestDraft.of(DEFERASIROX, 1));
  }

  private Outcome tried(Principal dispenser) {
    String prescription = prescribed();
    accepted(city.claim(dispenser, prescription));
    return city.dispense(dispenser, prescription, city.openLines(prescription));
  }
}
