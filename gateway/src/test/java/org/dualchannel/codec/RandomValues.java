package org.dualchannel.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random values of any type that has a byte form; about a third of the components are absent. */
public final class RandomValues {
  private static final String[] TEXTS = {"", "a", "XA10ADM080B", "\u0000", "双通道", "é\uFFFD", "💊x"};

  private final SplittableRandom random;

  public RandomValues(long seed) {
    random = new SplittableRandom(seed);
  }

  public <T> T next(Class<T> type) {
    return type.cast(record(type, 0));
  }

  private Object record(Class<?> type, int depth) {
    try {
      RecordComponent[] parts = type.getRecordComponents();
      Object[] arguments = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        arguments[i] = value(parts[i].getGenericType(), depth, true);
      }
      Class<?>[] types = Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private Object value(Type type, int depth, boolean nullable) {
    boolean none = random.nextInt(3) == 0;
    if (type instanceof ParameterizedType list) {
      if (none) {
        return random.nextBoolean() ? null : java.util.List.of();
      }
      Type element = list.getActualTypeArguments()[0];
      return IntStream.range(0, depth > 3 ? 0 : random.nextInt(5))
          .mapToObj(i -> value(element, depth + 1, false))
          .toList();
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isPrimitive()) {
      long number = none ? 0 : number();
      return switch (plain.getName()) {
        case "long" -> number;
        case "int" -> (int) number;
        case "short" -> (short) number;
        case "byte" -> (byte) number;
        default -> !none;
      };
    }
    if (nullable && (none || depth > 3)) {
      return null;
    }
    return reference(plain, depth);
  }

  private Object reference(Class<?> type, int depth) {
    if (type == Long.class) {
      return number();
    } else if (type == Integer.class) {
      return (int) number();
    } else if (type == Boolean.class) {
      return random.nextBoolean();
    } else if (type == String.class) {
      return TEXTS[random.nextInt(TEXTS.length)].repeat(random.nextInt(3));
    } else if (type == byte[].class) {
      byte[] bytes = new byte[random.nextInt(20)];
      random.nextBytes(bytes);
      return bytes;
    } else if (type == LocalDate.class) {
      return LocalDate.ofEpochDay(random.nextInt(-100_000, 100_000));
    } else if (type.isEnum()) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    } else if (type.isRecord()) {
      return record(type, depth + 1);
    }
    Class<?>[] permitted = type.getPermittedSubclasses();
    return reference(permitted[random.nextInt(permitted.length)], depth);
  }

  private long number() {
    return random.nextLong() >> random.nextInt(64);
  }
}
