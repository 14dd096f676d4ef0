package org.dualchannel.loadtest;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The share of each operation, as whole-number weights: {@code submit=70,get=30}. */
final class Mix {
  private final int[] weights;
  private final int total;

  private Mix(int[] weights) {
    this.weights = weights;
    this.total = Arrays.stream(weights).sum();
  }

  /**
   * Reads {@code operation=weight,…}.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Mix parse(String text) {
    int[] weights = new int[Operation.values().length];
    for (String part : text.split(",", -1)) {
      String[] pair = part.split("=", -1);
      if (pair.length != 2) {
        throw new IllegalArgumentException("'" + part + "' is not of the form operation=weight");
      }
      weights[operation(pair[0].trim()).ordinal()] = weight(pair[1].trim());
    }
    if (Arrays.stream(weights).sum() == 0) {
      throw new IllegalArgumentException("all weights are 0");
    }
    if (weights[Operation.SUBMIT.ordinal()] == 0) {
      throw new IllegalArgumentException("submit needs a weight: the rest works on its results");
    }
    return new Mix(weights);
  }

  Operation pick(SplittableRandom random) {
    int at = random.nextInt(total);
    for (Operation operation : Operation.values()) {
      at -= weights[operation.ordinal()];
      if (at < 0) {
        return operation;
      }
    }
    throw new AssertionError("weights do not add up");
  }

  boolean includes(Operation operation) {
    return weights[operation.ordinal()] > 0;
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
    return Arrays.stream(Operation.values())
        .filter(this::includes)
        .map(operation -> operation.label() + "=" + weights[operation.ordinal()])
        .collect(Collectors.joining(","));
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
