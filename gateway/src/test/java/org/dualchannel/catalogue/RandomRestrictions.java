package org.dualchannel.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random restrictions within the limits, the same for the same seed. */
final class RandomRestrictions {
  private static final String[] WORDS = {
    "M05",
    "L20.9",
    "csDMARD",
    "IgE",
    "32mg",
    "310",
    "all",
    "age",
    "类风湿",
    "two words",
    "a\"b",
    "back\\slash",
    "(",
    ",",
    "#",
    "\uD83D\uDC8A",
    ">=",
    "50%",
    "x+y/z_w-v"
  };

  private final Random random;

  RandomRestrictions(long seed) {
    this.random = new Random(seed);
  }

  Restriction next(int depth) {
    if (depth > 1) {
      switch (random.nextInt(5)) {
        case 0 -> {
          return new Restriction.All(list(() -> next(depth - 1)));
        }
        case 1 -> {
          return new Restriction.Any(list(() -> next(depth - 1)));
        }
        case 2 -> {
          return new Restriction.Not(next(depth - 1));
        }
        default -> {
          // A condition, as below.
        }
      }
    }
    return condition();
  }

  private Condition condition() {
    return switch (random.nextInt(6)) {
      case 0 -> new Condition.Measure(one(Quantity.values()), bound());
      case 1 -> new Condition.OneOf(one(Subject.values()), list(this::word));
      case 2 -> new Condition.SexIs(one(Sex.values()));
      case 3 -> new Condition.WhoClass(list(() -> one(FunctionalClass.values())));
      case 4 -> new Condition.Prior(word(), boundOrNull(), boundOrNull());
      default -> new Condition.ContraindicatedOrFailed(word(), boundOrNull(), bound());
    };
  }

  /** Facts that now and then meet the conditions. */
  ClinicalFacts facts() {
    return new ClinicalFacts(
        random.nextInt(120) - 1,
        random.nextBoolean() ? one(Sex.values()) : null,
        words(),
        random.nextBoolean() ? one(FunctionalClass.values()) : null,
        random.nextInt(4),
        random.nextBoolean()
            ? List.of()
            : list(
                () ->
                    new PriorTherapy(
                        word(), random.nextInt(12), random.nextInt(102) - 1, random.nextBoolean())),
        words(),
        words(),
        random.nextBoolean() ? word() : null,
        random.nextBoolean() ? word() : null,
        random.nextBoolean() ? word() : null,
        random.nextBoolean() ? word() : null,
        random.nextInt(90));
  }

  private List<String> words() {
    return random.nextBoolean() ? List.of() : list(this::word);
  }

  private Condition.Bound boundOrNull() {
    return random.nextBoolean() ? bound() : null;
  }

  private Condition.Bound bound() {
    return new Condition.Bound(
        one(Comparison.values()), random.nextInt(random.nextBoolean() ? 100 : 10_000));
  }

  private String word() {
    return one(WORDS);
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      list.add(element.get());
    }
    return list;
  }
}
