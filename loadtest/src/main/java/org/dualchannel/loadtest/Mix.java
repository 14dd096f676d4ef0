package org.dualchannel.loadtest;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The share of each operation, as whole-number weights: {@code submit=70,get=30}. {@code watch} has
 * no share: with any weight, every pharmacy keeps a stream of offers open.
 */
final class Mix {
  /**
   * Every prescription a hospital writes is looked at, most are dispensed, a few are taken back.
   */
  static final String REALISTIC = "submit=32,claim=26,dispense=25,get=13,cancel=3,return=1,watch=1";

  /** Operations with a weight above 0, in the order of the enum. */
  private final Map<Operation, Integer> weights;

  private final int total;
  private final boolean watches;

  private Mix(Map<Operation, Integer> weights) {
    this.watches = weights.remove(Operation.WATCH) != null;
    this.weights = weights;
    this.total = weights.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Reads {@code operation=weight,…} or {@code realistic}.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Mix parse(String text) {
    Map<Operation, Integer> weights = new EnumMap<>(Operation.class);
    String pairs = text.trim().equals("realistic") ? REALISTIC : text;
    for (String part : pairs.split(",", -1)) {
      String[] pair = part.split("=", -1);
      if (pair.length != 2) {
        throw new IllegalArgumentException("'" + part + "' is not of the form operation=weight");
      }
      weights.put(operation(pair[0].trim()), weight(pair[1].trim()));
    }
    weights.values().removeIf(weight -> weight == 0);
    if (!weights.containsKey(Operation.SUBMIT)) {
      throw new IllegalArgumentException("submit needs a weight: the rest works on its results");
    }
    return new Mix(weights);
  }

  Operation pick(SplittableRandom random) {
    int at = random.nextInt(total);
    for (Map.Entry<Operation, Integer> entry : weights.entrySet()) {
      at -= entry.getValue();
      if (at < 0) {
        return entry.getKey();
      }
    }
    throw new AssertionError("weights do not add up");
  }

  /** Whether it has calls of pharmacies. */
  boolean dispenses() {
    return watches
        || weights.containsKey(Operation.CLAIM)
        || weights.containsKey(Operation.DISPENSE)
        || weights.containsKey(Operation.RETURN);
  }

  boolean watches() {
    return watches;
  }

  private static Operation operation(String label) {
    for (Operation operation : Operation.values()) {
      if (operation.label().equals(label.toLowerCase(Locale.ROOT))) {
        return operation;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + label
            + "' is not an operation; there are "
            + Arrays.stream(Operation.values())
                .map(Operation::label)
                .collect(Collectors.joining(", ")));
  }

  private static int weight(String text) {
    try {
      int weight = Integer.parseInt(text);
      if (weight < 0 || weight > 1_000_000) {
        throw new IllegalArgumentException("weight " + text + " is not within 0 to 1000000");
      }
      return weight;
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("weight '" + text + "' is not a number", notANumber);
    }
  }

  @Override
  public String toString() {
    String pairs =
        weights.entrySet().stream()
            .map(entry -> entry.getKey().label() + "=" + entry.getValue())
            .collect(Collectors.joining(","));
    return watches ? pairs + ",watch=1" : pairs;
  }

  /** Reads {@code --mix}. */
  static final class Converter implements ITypeConverter<Mix> {
    @Override
    public Mix convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException malformed) {
        throw new TypeConversionException(malformed.getMessage());
      }
    }
  }
}
