package org.dualchannel.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dualchannel.registry.Person;
import org.dualchannel.registry.Principal;

/** A stream of commands, right and wrong ones, that a seed decides. */
final class RandomCity {
  private static final int PERSONS = 60;
  private static final List<Principal> DISPENSERS =
      List.of(
          TestCity.pharmacy(TestRegistry.PHARMACY),
          TestCity.pharmacy(TestRegistry.OTHER_PHARMACY),
          TestCity.pharmacy(TestRegistry.SMALL_PHARMACY),
          TestCity.hospital(TestRegistry.HOSPITAL));

  private final Random random;
  private final TestCity city;
  private final List<String> prescriptions = new ArrayList<>();
  private final List<Settlement> settlements = new ArrayList<>();

  /** Plays on a city; what it does depends on the seed and the answers alone. */
  RandomCity(long seed, TestCity city) {
    random = new Random(seed);
    this.city = city;
  }

  void play(int steps) {
    for (int number = 0; number < PERSONS; number++) {
      register(number, Person.Status.ACTIVE);
    }
    for (int i = 0; i < steps; i++) {
      city.advance(Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(7_200_000) : 250));
      step(i);
    }
  }

  private void step(int number) {
    int kind = random.nextInt(100);
    if (kind < 30 || prescriptions.isEmpty()) {
      submit(number);
    } else if (kind < 60) {
      dispense();
    } else if (kind < 66) {
      city.cancel(any(prescriptions));
    } else if (kind < 70) {
      city.release(any(DISPENSERS), any(prescriptions));
    } else if (kind < 80 && !settlements.isEmpty()) {
      city.giveBack(any(settlements), 1 + random.nextInt(2));
    } else if (kind < 88) {
      city.enrol(
          random.nextInt(5) == 0 ? TestRegistry.OTHER_HOSPITAL : TestRegistry.HOSPITAL,
          anyone(),
          random.nextBoolean() ? TestCatalogue.DUPILUMAB : TestCatalogue.DEFERASIROX,
          TestRegistry.CHIEF);
    } else if (kind < 92) {
      registerOne();
    } else if (kind < 96) {
      stock();
    } else {
      city.tick();
    }
  }

  private void submit(int number) {
    TestDraft draft =
        random.nextBoolean()
            ? TestDraft.dupilumab()
            : TestDraft.of(TestCatalogue.DEFERASIROX, 1 + random.nextInt(3));
    if (random.nextInt(3) == 0) {
      draft.line(TestCatalogue.AMLODIPINE_SELECTED, 10_000L * (1 + random.nextInt(9)));
    }
    String person = anyone();
    draft.forPerson(person, city.view.person(TestRegistry.AREA, person).scheme());
    draft.number = "RX-" + (random.nextInt(20) == 0 ? random.nextInt(1 + number) : number);
    if (random.nextInt(15) == 0) {
      draft.by(TestRegistry.RHEUMATOLOGIST);
    }
    Outcome outcome = city.submit(draft);
    if (outcome.accepted()) {
      prescriptions.add(((Reply.Submitted) outcome.reply()).prescription());
    }
  }

  private void dispense() {
    String id =
        prescriptions.get(
            prescriptions.size() - 1 - random.nextInt(Math.min(15, prescriptions.size())));
    Principal dispenser = any(DISPENSERS);
    if (random.nextInt(8) > 0) {
      city.claim(dispenser, id);
    }
    List<Body.DispensedLine> lines = new ArrayList<>(city.openLines(id));
    if (lines.size() > 1 && random.nextInt(3) == 0) {
      lines.remove(random.nextInt(lines.size()));
    }
    if (lines.isEmpty()) {
      return;
    }
    if (random.nextInt(10) == 0 && !settlements.isEmpty()) {
      Body.DispensedLine line = lines.get(0);
      List<String> used = any(settlements).sold().get(0).traceCodes();
      lines.set(0, TestCity.whole(line.line(), line.priceFen(), line.quantityE4(), used));
    }
    Outcome outcome = city.dispense(dispenser, id, lines, random.nextBoolean());
    if (outcome.accepted()) {
      settlements.add(TestCity.settlement(outcome));
    }
  }

  /** The number says what the person is, so that every registration of it agrees. */
  private void register(int number, Person.Status status) {
    boolean resident = number % 3 == 0;
    city.bureau(
        TestRegistry.persons(
            TestRegistry.person(
                "person " + number,
                resident ? "390" : "310",
                number % 5 == 0 ? "1201" : "1101",
                number % 6 == 0 ? "5B" : "",
                status,
                TestRegistry.ALWAYS)));
  }

  private void registerOne() {
    boolean suspended = random.nextInt(6) == 0;
    register(random.nextInt(PERSONS), suspended ? Person.Status.SUSPENDED : Person.Status.ACTIVE);
    city.bureau(TestRegistry.balance(anyone(), random.nextInt(1_000_000)));
  }

  private String anyone() {
    return "person " + random.nextInt(PERSONS);
  }

  private void stock() {
    city.by(
        any(DISPENSERS),
        new Body.ReportStock(
            List.of(
                new Body.StockItem(
                    TestCatalogue.DEFERASIROX,
                    random.nextInt(50) * 10_000L,
                    110_000 + random.nextInt(30_000),
                    city.nowMs - random.nextInt(1_000)))));
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
