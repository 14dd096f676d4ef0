package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestRegistry.AREA;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.dualchannel.decide.TestRegistry.UNFILED_PHARMACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dualchannel.registry.Principal;
import org.dualchannel.rules.Reason;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A quote is what a dispensing then settles when nothing changed between, and it changes nothing.
 */
class AQuoteIsWhatIsSettledTest {
  private static final Principal HERE = pharmacy(PHARMACY);

  private final TestCity city = new TestCity();

  @Test
  @Tag("S2-15")
  void ofAnExistingPrescriptionInRandomCases() {
    long seed = 815;
    Random random = new Random(seed);
    city.enrolled(TestRegistry.EMPLOYEE, TestCatalogue.DUPILUMAB);
    city.enrolled(TestRegistry.POOR, TestCatalogue.DUPILUMAB);
    for (int i = 0; i < 150; i++) {
      String id = city.submitted(draft(random));
      Principal dispenser = random.nextBoolean() ? HERE : hospital(HOSPITAL);
      boolean account = random.nextBoolean();
      List<Body.DispensedLine> lines = new ArrayList<>(city.openLines(id));
      if (lines.size() > 1 && random.nextBoolean()) {
        lines.remove(random.nextInt(lines.size()));
      }
      accepted(city.claim(dispenser, id));
      TestCity.Standing before = city.standing();
      View.Quote quote = city.view.quote(city.nowMs, dispenser, AREA, id, quoted(lines), account);
      assertEquals(before, city.standing(), "seed " + seed);
      Outcome outcome = accepted(city.dispense(dispenser, id, lines, account));
      Settlement settlement = TestCity.settlement(outcome);
      assertNull(quote.rejection());
      assertEquals(settlement.input(), quote.input(), "seed " + seed + " case " + i);
      assertEquals(settlement.result(), quote.result(), "seed " + seed + " case " + i);
      assertEquals(outcome.catalogue(), quote.catalogue());
      assertEquals(outcome.policy(), quote.policy());
      if (random.nextInt(4) == 0) {
        accepted(city.giveBack(settlement, lines.get(0).line()));
      }
    }
  }

  @Test
  @Tag("S2-15")
  void ofAPrescriptionYetToBeSent() {
    city.enrolled(TestRegistry.EMPLOYEE, TestCatalogue.DUPILUMAB);
    TestDraft draft = TestDraft.dupilumab().line(DEFERASIROX, 10_000, 28, "own wish");
    TestCity.Standing before = city.standing();
    View.Quote quote =
        city.view.quote(
            city.nowMs,
            hospital(HOSPITAL),
            AREA,
            draft.build(city.nowMs),
            HERE,
            List.of(new View.QuotedLine(1, 316_000), new View.QuotedLine(2, 118_000)),
            true);
    assertEquals(before, city.standing());
    Reply.Submitted submitted = (Reply.Submitted) accepted(city.submit(draft)).reply();
    assertEquals(submitted.route(), quote.route());
    assertEquals(submitted.selfPaid(), quote.selfPaid());
    accepted(city.claim(HERE, submitted.prescription()));
    Settlement settlement =
        TestCity.settlement(
            accepted(
                city.dispense(
                    HERE,
                    submitted.prescription(),
                    city.openLines(submitted.prescription()),
                    true)));
    assertEquals(settlement.input(), quote.input());
    assertEquals(settlement.result(), quote.result());
  }

  @Test
  void aCheckWithoutAPriceRoutesOnly() {
    View.Quote quote =
        city.view.quote(
            city.nowMs,
            hospital(HOSPITAL),
            AREA,
            TestDraft.dupilumab().build(city.nowMs),
            null,
            List.of(),
            false);
    assertNull(quote.rejection());
    assertNull(quote.result());
    assertTrue(quote.route().candidates().size() > 1);
  }

  @Test
  void whatDispensingWouldRefuseTheQuoteRefuses() {
    String id = city.submitted(TestDraft.of(DEFERASIROX, 1));
    View.QuotedLine line = new View.QuotedLine(1, 118_000);
    assertEquals(Reason.LINE_TWICE, refusal(HERE, id, line, line));
    assertEquals(Reason.INVALID_REQUEST, refusal(HERE, id));
    assertEquals(Reason.LINE_UNKNOWN, refusal(HERE, id, new View.QuotedLine(2, 1)));
    assertEquals(Reason.MARK_UP_OVER_LIMIT, refusal(HERE, id, new View.QuotedLine(1, 200_000)));
    assertEquals(Reason.INVALID_REQUEST, refusal(HERE, id, new View.QuotedLine(1, -1)));
    assertEquals(Reason.PHARMACY_NOT_DESIGNATED, refusal(pharmacy(UNFILED_PHARMACY), id, line));
    accepted(city.cancel(id));
    assertEquals(Reason.PRESCRIPTION_CANCELLED, refusal(HERE, id, line));
    assertEquals(Reason.PRESCRIPTION_UNKNOWN, refusal(HERE, "120100R999999999999", line));
  }

  private Reason refusal(Principal dispenser, String id, View.QuotedLine... lines) {
    return city.view
        .quote(city.nowMs, dispenser, AREA, id, List.of(lines), false)
        .rejection()
        .reason();
  }

  private static TestDraft draft(Random random) {
    TestDraft draft =
        random.nextBoolean()
            ? TestDraft.dupilumab()
            : TestDraft.of(DEFERASIROX, 1 + random.nextInt(4));
    if (random.nextBoolean()) {
      draft.line(TestCatalogue.AMLODIPINE_NON_PASSED, 10_000L * (1 + random.nextInt(30)));
    }
    return random.nextBoolean() ? draft : draft.forPerson(TestRegistry.POOR, "390");
  }

  private static List<View.QuotedLine> quoted(List<Body.DispensedLine> lines) {
    return lines.stream().map(line -> new View.QuotedLine(line.line(), line.priceFen())).toList();
  }
}
