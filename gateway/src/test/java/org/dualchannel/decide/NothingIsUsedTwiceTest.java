package org.dualchannel.decide;

import static org.dualchannel.decide.TestCatalogue.DEFERASIROX;
import static org.dualchannel.decide.TestCity.accepted;
import static org.dualchannel.decide.TestCity.hospital;
import static org.dualchannel.decide.TestCity.pharmacy;
import static org.dualchannel.decide.TestRegistry.HOSPITAL;
import static org.dualchannel.decide.TestRegistry.OTHER_PHARMACY;
import static org.dualchannel.decide.TestRegistry.PHARMACY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.dualchannel.prescription.HandOut;
import org.dualchannel.prescription.LineState;
import org.dualchannel.prescription.NotDispensedReason;
import org.dualchannel.prescription.Prescription;
import org.dualchannel.registry.Principal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of steps of cancel, claim, release, dispense in parts, not dispense, return, repeat,
 * expiry and retries in random order, over few prescriptions and codes so that they meet: the
 * decider agrees with the plain model at each step, and at the end nothing was handed out beyond
 * what was prescribed, and no code twice.
 */
class NothingIsUsedTwiceTest {
  private static final int STEPS = 15_000;
  private static final int PERSONS = 100;
  private static final List<Principal> DISPENSERS =
      List.of(pharmacy(PHARMACY), pharmacy(OTHER_PHARMACY), hospital(HOSPITAL));

  /** A sale that went through, as the one who sold remembers it. */
  private record Sold(
      String prescription, int line, int repeat, List<String> codes, Principal who, String sale) {}

  private final TestCity city =
      new TestCity(TestPolicies.policy("owing", TestPolicies.owing(1), 8_000));
  private final PlainCirculation model = new PlainCirculation();
  private final List<String> papers = new ArrayList<>();
  private final List<String> codes = new ArrayList<>();
  private final List<Sold> sales = new ArrayList<>();
  private final List<Command> sent = new ArrayList<>();
  private final Map<String, Outcome> answers = new HashMap<>();
  private int requests;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 7, 20260302})
  @Tag("S2-8")
  @Tag("S2-19")
  @Tag("S2-18")
  void theDeciderAgreesWithThePlainModel(long seed) {
    city.watchRefusals = false;
    for (int i = 0; i < PERSONS; i++) {
      city.register(TestRegistry.person("patient " + i, "310", "1101", ""));
    }
    Random random = new Random(seed);
    int[] done = new int[8];
    for (int step = 0; step < STEPS; step++) {
      pass(random);
      int kind = papers.isEmpty() ? 0 : random.nextInt(30);
      String where = "seed " + seed + " step " + step;
      if (kind == 0) {
        submit(random);
        done[0]++;
      } else if (kind == 1) {
        done[1] += cancel(random, where);
      } else if (kind <= 8) {
        done[2] += claim(random, where);
      } else if (kind <= 10) {
        done[3] += release(random, where);
      } else if (kind <= 20) {
        done[4] += dispense(random, where);
      } else if (kind <= 24) {
        done[5] += giveBack(random, where);
      } else if (kind == 25) {
        city.tick();
      } else if (kind <= 27) {
        done[6] += retry(random, where);
      } else {
        done[7] += mark(random, where);
      }
    }
    for (int i = 0; i < done.length; i++) {
      assertTrue(done[i] > 20, "seed " + seed + ": kind " + i + " happened " + done[i] + " times");
    }
    nothingTwice(seed);
  }

  private void submit(Random random) {
    if (papers.size() > 4) {
      papers.remove(0);
    }
    for (int i = 0; i < 8 * PlainCirculation.PACKS; i++) {
      codes.add(city.newCode(DEFERASIROX));
    }
    if (codes.size() > 48) {
      codes.subList(0, codes.size() - 48).clear();
    }
    int days = 3 + random.nextInt(5);
    int repeats = 1 + random.nextInt(2);
    int interval = 1 + random.nextInt(2);
    String person = "patient " + random.nextInt(PERSONS);
    TestDraft draft =
        TestDraft.of(DEFERASIROX, PlainCirculation.PACKS)
            .line(DEFERASIROX, PlainCirculation.PACKS * 10_000L)
            .validFor(days)
            .forPerson(person, "310");
    draft.longTerm = true;
    draft.maxRepeats = repeats;
    draft.minIntervalDays = interval;
    String id = city.submitted(draft.issuedAt(city.nowMs));
    model.submitted(id, city.nowMs, days, repeats, interval);
    papers.add(id);
  }

  /** Mostly moments; at times long enough for a hold to end, or for a repeat to open. */
  private void pass(Random random) {
    int leap = random.nextInt(25);
    city.nowMs += leap == 0 ? 12 * 3_600_000L : leap <= 3 ? 15 * 60_000 : random.nextInt(60_000);
  }

  private static List<Integer> someLines(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> List.of(1);
      case 1 -> List.of(2);
      case 2 -> List.of(1, 2);
      default -> List.of();
    };
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
    List<Integer> lines = someLines(random);
    boolean expected = model.claim(id, who.code(), secret, lines, city.nowMs);
    return check(
        where, expected, send(who, new Body.ClaimPrescription(id, "secret " + secret, lines)));
  }

  private int release(Random random, String where) {
    String id = any(random, papers);
    Principal who = likelyHolder(random, id);
    int secret = likelySecret(random, id);
    List<Integer> lines = someLines(random);
    boolean expected = model.release(id, who.code(), secret, lines, city.nowMs);
    return check(
        where,
        expected,
        send(who, new Body.ReleasePrescription(id, "secret " + secret, "", "", lines)));
  }

  private int mark(Random random, String where) {
    String id = any(random, papers);
    Principal who = likelyHolder(random, id);
    int secret = likelySecret(random, id);
    int line = 1 + random.nextInt(2);
    boolean inStock = random.nextInt(3) == 0;
    boolean expected = model.mark(id, line, inStock, who.code(), secret, city.nowMs);
    return check(
        where,
        expected,
        send(
            who,
            new Body.MarkNotDispensed(
                id,
                "secret " + secret,
                TestRegistry.pharmacistOf(who.code()),
                List.of(line),
                inStock ? NotDispensedReason.PATIENT_DECLINED : NotDispensedReason.OUT_OF_STOCK,
                "")));
  }

  private int dispense(Random random, String where) {
    String id = any(random, papers);
    Principal who = likelyHolder(random, id);
    int secret = likelySecret(random, id);
    int line = 1 + random.nextInt(2);
    List<String> used = new ArrayList<>(List.of(any(random, codes)));
    if (random.nextInt(3) == 0) {
      used.add(any(random, codes));
    }
    Outcome outcome =
        send(
            who,
            new Body.DispensePrescription(
                id,
                "secret " + secret,
                TestRegistry.pharmacistOf(who.code()),
                List.of(new Body.DispensedLine(line, 118_000, used.size() * 10_000L, used)),
                false));
    String sale = outcome.accepted() ? TestCity.settlement(outcome).id() : "none";
    boolean expected = model.dispense(id, line, used, who.code(), secret, sale, city.nowMs);
    if (outcome.accepted()) {
      sales.add(new Sold(id, line, model.papers.get(id).repeat, used, who, sale));
    }
    return check(where, expected, outcome);
  }

  private int giveBack(Random random, String where) {
    if (sales.isEmpty()) {
      return 0;
    }
    Sold sold = sales.get(sales.size() - 1 - random.nextInt(Math.min(8, sales.size())));
    Principal who = random.nextInt(4) == 0 ? any(random, DISPENSERS) : sold.who();
    boolean expected = model.giveBack(sold.sale(), sold.line(), who.code());
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
    Map<String, Integer> packs = new HashMap<>();
    Set<String> soldCodes = new HashSet<>();
    for (Sold each : sales) {
      String line = each.prescription() + '/' + each.line() + '/' + each.repeat();
      int handedOut = packs.merge(line, each.codes().size(), Integer::sum);
      assertTrue(handedOut <= PlainCirculation.PACKS, "seed " + seed + each);
      each.codes().forEach(code -> assertTrue(soldCodes.add(code), "seed " + seed + each));
      assertHandedOut(each);
    }
    assertEquals(soldCodes.size(), city.state.sales.size());
    assertTrue(sales.stream().anyMatch(each -> each.repeat() > 0), "seed " + seed);
    int handOuts = 0;
    for (String id : model.papers.keySet()) {
      Prescription prescription = city.view.prescription(id).asOf(city.nowMs);
      PlainCirculation.Paper paper = model.papers.get(id);
      paper.pass(city.nowMs);
      handOuts += prescription.course().handOuts().size();
      for (int i = 0; i < 2; i++) {
        LineState line = prescription.lines().get(i);
        assertEquals(paper.lines[i].given * 10_000L, line.dispensedE4());
        assertEquals(paper.lines[i].closed, line.step() == LineState.Step.NOT_DISPENSED);
      }
    }
    assertEquals(sales.size(), handOuts);
    openHoldsAreCountedRight();
  }

  private void assertHandedOut(Sold sold) {
    HandOut expected =
        new HandOut(
            sold.line(),
            sold.sale(),
            sold.who().code(),
            sold.codes().size() * 10_000L,
            sold.repeat(),
            model.broughtBack(sold.sale()));
    assertTrue(
        city.view.prescription(sold.prescription()).course().handOuts().contains(expected),
        () -> "not as sold: " + sold);
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
