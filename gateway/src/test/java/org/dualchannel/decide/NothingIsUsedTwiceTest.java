package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_PHARMACY;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.dualchannel.prescription.LineState;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Principal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of steps of cancel, claim, release, dispense, return, expiry and retries in random
 * order, over few prescriptions and codes so that they meet: the decider agrees with the plain
 * model at each step, and at the end no line and no code was used twice.
 */
class NothingIsUsedTwiceTest {
  private static final int STEPS = 6_000;
  private static final int PERSONS = 100;
  private static final List<Principal> DISPENSERS =
      List.of(pharmacy(PHARMACY), pharmacy(OTHER_PHARMACY), hospital(HOSPITAL));

  /** A sale that went through, as the one who sold remembers it. */
  private record Sold(String prescription, int line, String code, Principal who, String sale) {}

  private final TestCity city = new TestCity();
  private final PlainCirculation model = new PlainCirculation();
  private final List<String> papers = new ArrayList<>();
  private final List<String> codes = new ArrayList<>();
  private final List<Sold> sales = new ArrayList<>();
  private final List<Command> sent = new ArrayList<>();
  private final Map<String, Outcome> answers = new HashMap<>();
  private int requests;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 7, 20260302})
  @Tag("S2-19")
  @Tag("S2-18")
  void theDeciderAgreesWithThePlainModel(long seed) {
    city.watchRefusals = false;
    for (int i = 0; i < PERSONS; i++) {
      city.register(TestRegistry.person("patient " + i, "310", "1101", ""));
    }
    Random random = new Random(seed);
    int[] done = new int[7];
    for (int step = 0; step < STEPS; step++) {
      city.nowMs += random.nextInt(20) == 0 ? 15 * 60_000 : random.nextInt(60_000);
      int kind = papers.isEmpty() ? 0 : random.nextInt(14);
      String where = "seed " + seed + " step " + step;
      if (kind == 0) {
        submit(random);
        done[0]++;
      } else if (kind == 1) {
        done[1] += cancel(random, where);
      } else if (kind <= 4) {
        done[2] += claim(random, where);
      } else if (kind == 5) {
        done[3] += release(random, where);
      } else if (kind <= 9) {
        done[4] += dispense(random, where);
      } else if (kind <= 11) {
        done[5] += giveBack(random, where);
      } else if (kind == 12) {
        city.tick();
      } else {
        done[6] += retry(random, where);
      }
    }
    for (int i = 0; i < done.length; i++) {
      assertTrue(done[i] > 20, "seed " + seed + ": kind " + i + " happened " + done[i] + " times");
    }
    nothingTwice(seed);
  }

  private void submit(Random random) {
    if (papers.size() > 12) {
      papers.remove(0);
    }
    if (codes.size() > 12) {
      codes.remove(0);
    }
    codes.add(city.newCode(DEFERASIROX));
    int days = 1 + random.nextInt(2);
    String person = "patient " + random.nextInt(PERSONS);
    TestDraft draft =
        TestDraft.of(DEFERASIROX, 1)
            .line(DEFERASIROX, 10_000)
            .validFor(days)
            .forPerson(person, "310");
    String id = city.submitted(draft.issuedAt(city.nowMs));
    long day = 24 * 3_600_000L;
    long beijing = 8 * 3_600_000L;
    long untilMs = ((city.nowMs + beijing) / day + days) * day - beijing;
    model.submitted(id, untilMs);
    papers.add(id);
  }

  private int cancel(Random random, String where) {
    String id = any(random, papers);
    boolean expected = model.cancel(id, city.nowMs);
    return check(
        where, expected, send(hospital(HOSPITAL), new Body.CancelPrescription(id, "CLINICAL", "")));
  }

  private int claim(Random random, String where) {
    String id = any(random, papers);
    Principal who = any(random, DISPENSERS);
    int secret = random.nextInt(2);
    boolean expected = model.claim(id, who.code(), secret, city.nowMs);
    return check(where, expected, send(who, new Body.ClaimPrescription(id, "secret " + secret)));
  }

  private int release(Random random, String where) {
    String id = any(random, papers);
    Principal who = likelyHolder(random, id);
    int secret = likelySecret(random, id);
    boolean expected = model.release(id, who.code(), secret, city.nowMs);
    return check(
        where, expected, send(who, new Body.ReleasePrescription(id, "secret " + secret, "", "")));
  }

  private int dispense(Random random, String where) {
    String id = any(random, papers);
    Principal who = likelyHolder(random, id);
    int secret = likelySecret(random, id);
    int line = 1 + random.nextInt(2);
    String code = any(random, codes);
    Outcome outcome =
        send(
            who,
            new Body.DispensePrescription(
                id,
                "secret " + secret,
                TestRegistry.pharmacistOf(who.code()),
                List.of(TestCity.whole(line, 118_000, 10_000, List.of(code))),
                false,
                null));
    String sale = outcome.accepted() ? TestCity.settlement(outcome).id() : "none";
    boolean expected = model.dispense(id, line, code, who.code(), secret, sale, city.nowMs);
    if (outcome.accepted()) {
      sales.add(new Sold(id, line, code, who, sale));
    }
    return check(where, expected, outcome);
  }

  private int giveBack(Random random, String where) {
    if (sales.isEmpty()) {
      return 0;
    }
    Sold sold = sales.get(sales.size() - 1 - random.nextInt(Math.min(8, sales.size())));
    Principal who = random.nextInt(4) == 0 ? any(random, DISPENSERS) : sold.who();
    boolean expected = model.giveBack(sold.prescription(), sold.line(), sold.code(), who.code());
    return check(
        where,
        expected,
        send(
            who,
            new Body.ReturnDispense(
                sold.sale(),
                TestRegistry.pharmacistOf(who.code()),
                List.of(sold.line()),
                "OTHER",
                "")));
  }

  /** A caller that heard nothing asks again; the model is not told. */
  private int retry(Random random, String where) {
    if (sent.isEmpty()) {
      return 0;
    }
    Command command = sent.get(sent.size() - 1 - random.nextInt(Math.min(20, sent.size())));
    Decider.Decision decision = city.decide(command);
    assertTrue(decision.repeated(), where);
    assertEquals(answers.get(command.requestId()), decision.outcome(), where);
    return 1;
  }

  private Outcome send(Principal who, Body body) {
    String id = "r" + ++requests;
    Command command = new Command(id, who, TestRegistry.AREA, requests, body);
    Outcome outcome = city.decide(command).outcome();
    sent.add(command);
    answers.put(id, outcome);
    return outcome;
  }

  private static int check(String where, boolean expected, Outcome outcome) {
    assertEquals(expected, outcome.accepted(), () -> where + ": " + outcome.rejection());
    return expected ? 1 : 0;
  }

  private void nothingTwice(long seed) {
    Set<String> soldLines = new HashSet<>();
    Set<String> soldCodes = new HashSet<>();
    for (Sold each : sales) {
      assertTrue(soldLines.add(each.prescription() + each.line()), "seed " + seed + each);
      assertTrue(soldCodes.add(each.code()), "seed " + seed + each);
      assertNotNull(city.state.sales.get(each.code()));
    }
    assertEquals(soldCodes.size(), city.state.sales.size());
    long used = 0;
    for (String id : model.papers.keySet()) {
      Prescription prescription = city.view.prescription(id);
      PlainCirculation.Paper paper = model.papers.get(id);
      for (int i = 0; i < 2; i++) {
        LineState line = prescription.lines().get(i);
        assertEquals(paper.soldIn[i] == null ? "" : paper.soldIn[i], line.settlement());
        assertEquals(paper.broughtBack[i], line.step() == LineState.Step.RETURNED);
        used += paper.soldIn[i] == null ? 0 : 1;
      }
    }
    assertEquals(used, sales.size());
    openHoldsAreCountedRight();
  }

  private void openHoldsAreCountedRight() {
    accepted(city.tick());
    for (Principal dispenser : DISPENSERS) {
      long held =
          model.papers.values().stream()
              .filter(paper -> paper.held(city.nowMs) && paper.usable(city.nowMs))
              .filter(paper -> paper.holder.equals(dispenser.code()))
              .count();
      assertEquals(held, city.state.openHolds(dispenser.code()));
    }
  }

  private Principal likelyHolder(Random random, String id) {
    String holder = model.papers.get(id).holder;
    for (Principal each : DISPENSERS) {
      if (each.code().equals(holder) && random.nextInt(5) > 0) {
        return each;
      }
    }
    return any(random, DISPENSERS);
  }

  private int likelySecret(Random random, String id) {
    return random.nextInt(5) > 0 ? model.papers.get(id).secret : random.nextInt(2);
  }

  private static <T> T any(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
